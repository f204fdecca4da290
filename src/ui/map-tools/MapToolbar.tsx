import {
  Image,
  Info,
  Layers,
  LocateFixed,
  Maximize,
  Minus,
  Plus,
  Ruler,
  Shapes,
  SquareSplitHorizontal,
} from "lucide-react";
import { hidePosition, showPosition } from "../../state/commands/position.ts";
import { changeView } from "../../state/commands/settings.ts";
import { layToolDown, takeTool } from "../../state/commands/take-tool.ts";
import { groundOf } from "../../state/result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Tool } from "./Tool.tsx";

interface MapToolbarProps {
  readonly onFit: () => void;
  readonly onZoom: (steps: number) => void;
  readonly overlaysShown: boolean;
  readonly onOverlays: () => void;
}

/** Everything that can be done to the map, in groups: where it looks, what it shows, what it tells. */
export function MapToolbar({ onFit, onZoom, overlaysShown, onOverlays }: MapToolbarProps) {
  const app = useApp();
  const { t } = useMessages();
  const view = useAppState((state) => state.view);
  const tool = useAppState((state) => state.tool);
  const isLocated = useAppState(({ position }) => position.phase !== "off");
  const hasImage = useAppState(({ image }) => image !== undefined);
  const hasResult = useAppState(({ result }) => result !== undefined);
  const hasGround = useAppState((state) => groundOf(state) !== undefined);
  const hold = (wanted: "identify" | "measure") => (tool === wanted ? layToolDown(app, wanted) : takeTool(app, wanted));
  return (
    <div className="map-tools" role="toolbar" aria-label={t.map.tools} aria-orientation="vertical">
      <fieldset>
        <Tool icon={Plus} name={t.map.zoomIn} onClick={() => onZoom(1)} />
        <Tool icon={Minus} name={t.map.zoomOut} onClick={() => onZoom(-1)} />
        <Tool icon={Maximize} name={t.map.fit} shortcut="F" onClick={onFit} />
        {hasGround && (
          <Tool
            icon={LocateFixed}
            name={t.map.position}
            pressed={isLocated}
            onClick={() => (isLocated ? hidePosition(app) : showPosition(app))}
          />
        )}
      </fieldset>
      {hasGround && (
        <fieldset>
          {hasImage && (
            <Tool
              icon={Image}
              name={t.map.showImage}
              shortcut="I"
              pressed={view.showImage}
              onClick={() => changeView(app, { showImage: !view.showImage })}
            />
          )}
          {hasResult && (
            <Tool
              icon={Shapes}
              name={t.map.showResult}
              shortcut="C"
              pressed={view.showResult}
              onClick={() => changeView(app, { showResult: !view.showResult })}
            />
          )}
          {hasResult && hasImage && (
            <Tool
              icon={SquareSplitHorizontal}
              name={t.map.swipe}
              shortcut="S"
              pressed={view.swipe !== undefined}
              onClick={() => changeView(app, { swipe: view.swipe === undefined ? 0.5 : undefined })}
            />
          )}
          <Tool icon={Layers} name={t.map.overlays} expanded={overlaysShown} onClick={onOverlays} />
        </fieldset>
      )}
      {hasGround && (
        <fieldset>
          <Tool icon={Info} name={t.map.identify} pressed={tool === "identify"} onClick={() => hold("identify")} />
          <Tool icon={Ruler} name={t.map.measure} pressed={tool === "measure"} onClick={() => hold("measure")} />
        </fieldset>
      )}
    </div>
  );
}
