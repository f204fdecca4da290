import { isCoarse } from "../../core/raster/tile-plan.ts";
import { pixelsIn } from "../../core/raster/tiles-touching.ts";
import { tilesWanted } from "../../state/area-tiles.ts";
import { runResult } from "../../state/result.ts";
import type { RunState } from "../../state/store.ts";
import { useAppState, useMessages } from "../context.ts";
import { BackendLine } from "./BackendLine.tsx";
import { RunFigures } from "./RunFigures.tsx";

export function RunDetail({ run }: { run: RunState }) {
  const { t, format } = useMessages();
  const inMemory = useAppState(({ image, kept }) => image !== undefined && kept.durable === false);
  switch (run.phase) {
    case "none":
      return inMemory ? <p className="warning">{t.run.inMemory}</p> : null;
    case "loading":
      return <p role="status">{t.run.loading[run.what]}</p>;
    case "running":
      return <RunFigures run={run} />;
    case "stopped":
      return <p role="status">{t.run.cancelled(format.number(run.tilesDone), format.number(run.tilesTotal))}</p>;
    case "done":
      return <Done ran={run.ran} />;
    default: {
      const never: never = run;
      return never;
    }
  }
}

/** What has been segmented, in what time and at which resolution. */
function Done({ ran }: Pick<Extract<RunState, { phase: "done" }>, "ran">) {
  const { t, format } = useMessages();
  const result = useAppState((state) => runResult(state.result));
  const limits = useAppState((state) => state.area);
  if (result === undefined) return null;
  const { plan, model, raster } = result;
  const area = pixelsIn(plan, tilesWanted(plan, limits)) * plan.grid.gsdMetres ** 2;
  const told = ran === undefined ? t.run.alreadyDone : t.run.done(format.area(area), format.duration(ran.seconds));
  return (
    <div data-testid="run-done">
      <p>
        {told}
        {isCoarse(plan, model.manifest) && `, ${t.run.coarse(format.length(plan.shape.resolutionMetres))}`}
      </p>
      {ran !== undefined && <BackendLine choice={ran.choice} />}
      {!raster.durable && <p className="warning">{t.run.notDurable}</p>}
    </div>
  );
}
