import { appError } from "../core/errors.ts";
import { isNorthUp } from "../core/geo/affine.ts";
import { polygonPixels } from "../core/vector/areas.ts";
import type { ReopenedResult } from "../sources/vector/result-geopackage.ts";
import type { OpenedMap } from "./api.ts";
import { levelsOf } from "./map-windows.ts";

/** What the screen is told of a result opened from a file. */
export function openedMap({ map, record }: ReopenedResult): OpenedMap {
  const { grid, faces } = map;
  if (!isNorthUp(grid.affine)) throw appError("affine-unsupported", { file: record.image, detail: "rotation" });
  const counts = new Float64Array(16);
  const areas = polygonPixels(map);
  for (let face = 0; face < faces.count; face++) {
    const numero = faces.numero[face]!;
    counts[numero] = counts[numero]! + areas[face]!;
  }
  return {
    record,
    grid,
    levels: levelsOf(grid),
    counts,
    confidenceKnown: !faces.confidence.every(Number.isNaN),
  };
}
