import { type CSSProperties, use, useEffect, useRef } from "react";
import { stageMessagesOf } from "../../../i18n/stage.ts";
import { changeLook } from "../../../state/commands/change/settings.ts";
import { arrangementOf } from "../../../state/sampling.ts";
import { useApp, useAppState, useMessages } from "../../context.ts";
import { SwipeSlider } from "../../map-tools/SwipeHandle.tsx";
import { ChangeHalf } from "./ChangeHalf.tsx";
import { CoverLegend } from "./CoverLegend.tsx";
import { KindLegend } from "./KindLegend.tsx";
import { LoadChangeMaps } from "./load-maps.ts";
import { StageTools } from "./StageTools.tsx";
import "./stage.css";

/** Both dates on the same ground, by swipe or side by side, with what has changed over them. */
export default function ChangeStage() {
  const app = useApp();
  const { format, locale } = useMessages();
  const s = stageMessagesOf[locale];
  const swipe = useAppState(({ change }) => change.look.swipe);
  const arrangement = useAppState(arrangementOf);
  // a polygon is drawn on one map: by swipe the later one is all there is then
  const drawing = useAppState(({ tool }) => tool === "area");
  const mount = use(use(LoadChangeMaps)());
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const mounted = useRef<ReturnType<typeof mount> | undefined>(undefined);
  useEffect(() => {
    mounted.current = mount({ before: before.current!, after: after.current! }, app);
    return () => mounted.current?.dispose();
  }, [mount, app]);
  return (
    <div
      className="change-stage"
      data-arrangement={arrangement}
      style={{ "--swipe": `${drawing ? 0 : 100 * swipe}%` } as CSSProperties}
    >
      <ChangeHalf date="before" map={before} />
      <ChangeHalf date="after" map={after} />
      {arrangement === "swipe" && !drawing && (
        <SwipeSlider
          name={s.swipeHandle}
          says={s.swipeAt(format.percent(swipe))}
          share={swipe}
          onMove={(share) => changeLook(app, { swipe: share })}
        />
      )}
      <div className="stage-legends">
        <CoverLegend />
        <KindLegend />
      </div>
      <StageTools onFit={() => mounted.current?.fit()} onZoom={(steps) => mounted.current?.zoomBy(steps)} />
    </div>
  );
}
