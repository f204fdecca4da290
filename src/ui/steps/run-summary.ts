import { pixelsIn } from "../../core/raster/tiles-touching.ts";
import { tilesWanted } from "../../state/area-tiles.ts";
import { runResult } from "../../state/result.ts";
import { useAppState, useMessages } from "../context.ts";

/** How far the run is, or what it did in what time, in one line. */
export function useRunSummary(): string | undefined {
  const { t, format } = useMessages();
  const run = useAppState((state) => state.run);
  const plan = useAppState((state) => runResult(state.result)?.plan);
  const limits = useAppState((state) => state.area);
  switch (run.phase) {
    case "running":
    case "stopped":
      return format.percent(run.tilesDone / run.tilesTotal);
    case "done": {
      if (plan === undefined) return undefined;
      const area = format.area(pixelsIn(plan, tilesWanted(plan, limits)) * plan.grid.gsdMetres ** 2);
      return run.ran === undefined ? area : t.frame.ran(area, format.duration(run.ran.seconds));
    }
    default:
      return undefined;
  }
}
