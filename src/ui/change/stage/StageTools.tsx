import { Columns2, Maximize, Minus, Plus, Shapes } from "lucide-react";
import { stageMessagesOf } from "../../../i18n/stage.ts";
import { changeLook } from "../../../state/commands/change/settings.ts";
import { isBlind } from "../../../state/sampling.ts";
import { useApp, useAppState, useMessages } from "../../context.ts";
import { Tool } from "../../map-tools/Tool.tsx";

interface StageToolsProps {
  readonly onFit: () => void;
  readonly onZoom: (steps: number) => void;
}

/** Everything that can be done to the maps of a comparison; the same keys as on the ordinary map. */
export function StageTools({ onFit, onZoom }: StageToolsProps) {
  const app = useApp();
  const { t, locale } = useMessages();
  const s = stageMessagesOf[locale];
  const { arrangement, showChanges } = useAppState(({ change }) => change.look);
  const blind = useAppState(isBlind);
  const beside = arrangement === "side-by-side";
  return (
    <div className="map-tools" role="toolbar" aria-label={s.tools} aria-orientation="vertical">
      <fieldset>
        <Tool icon={Plus} name={t.map.zoomIn} onClick={() => onZoom(1)} />
        <Tool icon={Minus} name={t.map.zoomOut} onClick={() => onZoom(-1)} />
        <Tool icon={Maximize} name={t.map.fit} shortcut="F" onClick={onFit} />
      </fieldset>
      {!blind && (
        <fieldset>
          <Tool
            icon={Columns2}
            name={s.sideBySide}
            shortcut="S"
            pressed={beside}
            onClick={() => changeLook(app, { arrangement: beside ? "swipe" : "side-by-side" })}
          />
          <Tool
            icon={Shapes}
            name={s.showChanges}
            shortcut="C"
            pressed={showChanges}
            onClick={() => changeLook(app, { showChanges: !showChanges })}
          />
        </fieldset>
      )}
    </div>
  );
}
