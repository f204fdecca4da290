import { measurePolygons, measureRun } from "../../core/vector/measure.ts";
import type { MeasureKind } from "../map-tools.ts";
import { groundOf } from "../result.ts";
import type { App } from "../store.ts";

/** What is measured from now on; what was is forgotten. */
export function chooseMeasure({ store }: App, measuring: MeasureKind): void {
  store.setState({ measuring, measured: undefined });
}

/** @param corners x, y pairs in the ground's CRS, those of an area not closed; undefined: nothing */
export function measure({ store }: App, corners: readonly number[] | undefined): void {
  const crs = groundOf(store.getState())?.crs;
  const { measuring } = store.getState();
  if (corners === undefined || crs === undefined || corners.length < 4) {
    store.setState({ measured: undefined });
    return;
  }
  const line = Float64Array.from(measuring === "area" ? [...corners, corners[0]!, corners[1]!] : corners);
  const squareMetres = measuring === "area" ? measurePolygons([[line]], crs) : undefined;
  store.setState({ measured: { metres: measureRun(line, crs), squareMetres } });
}
