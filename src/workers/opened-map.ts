import { appError } from "../core/errors.ts";
import { isNorthUp } from "../core/geo/affine.ts";
import { boundsOf } from "../core/geo/bounds.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { polygonPixels } from "../core/vector/areas.ts";
import { OUTSIDE } from "../core/vector/coverage.ts";
import { arcSpans, facesAt } from "../core/vector/faces-at.ts";
import type { ReopenedResult } from "../sources/vector/result-geopackage.ts";
import type { OpenedMap } from "./api.ts";

/** The coarsest level of an opened map is no smaller than this, pixels: a tile of the map on screen. */
const LEAST_SIDE = 256;

/** A result opened from a file as the screen wants it: windows of classes at any level, painted from its arcs. */
export function createOpenedMap({ map, record }: ReopenedResult): {
  readonly map: SurveyedMap;
  readonly told: OpenedMap;
  read(rect: PixelRect, level: number): ClassWindow;
} {
  const { grid, faces } = map;
  if (!isNorthUp(grid.affine)) throw appError("affine-unsupported", { file: record.image, detail: "rotation" });
  const levels = levelsOf(grid);
  const spans = arcSpans(map);
  const confidence = Uint8Array.from(faces.confidence, (share) => Math.round(255 * (share || 0)));
  const counts = new Float64Array(16);
  const areas = polygonPixels(map);
  for (let face = 0; face < faces.count; face++) {
    const numero = faces.numero[face]!;
    counts[numero] = counts[numero]! + areas[face]!;
  }
  const confidenceKnown = !faces.confidence.every(Number.isNaN);
  return {
    map,
    told: { record, grid, levels, counts, confidenceKnown },
    read({ column, row, width, height }, level) {
      const { scale } = levels[level]!;
      const bounds = boundsOf(grid.affine, column * scale, row * scale, width * scale, height * scale);
      const under = facesAt(map, bounds, width, height, spans);
      const ofFace = (values: Uint8Array) => Uint8Array.from(under, (face) => (face === OUTSIDE ? 0 : values[face]!));
      return { width, height, classes: ofFace(faces.numero), confidence: ofFace(confidence) };
    },
  };
}

/** Levels of 1, 2, 4 … */
function levelsOf({ width, height }: Grid): RasterLevel[] {
  const levels: RasterLevel[] = [];
  for (let scale = 1; scale === 1 || Math.max(width, height) / scale >= LEAST_SIDE; scale *= 2) {
    levels.push({ width: Math.ceil(width / scale), height: Math.ceil(height / scale), scale });
  }
  return levels;
}
