import { CHECKED } from "../core/edits/edit.ts";
import { appError } from "../core/errors.ts";
import { isNorthUp } from "../core/geo/affine.ts";
import { boundsOf } from "../core/geo/bounds.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { type Faces, OUTSIDE, type PlanarMap } from "../core/vector/coverage.ts";
import { type ArcSpans, facesAt } from "../core/vector/faces-at.ts";

/** The coarsest level of an opened map is no smaller than this, pixels: a tile of the map on screen. */
const LEAST_SIDE = 256;

/** What a window is painted of. */
export interface PaintedMap extends Pick<PlanarMap, "grid" | "unit" | "arcs"> {
  readonly faces: Pick<Faces, "numero" | "confidence" | "checked">;
  readonly spans: ArcSpans;
}

/**
 * A rectangle of a level of a map, as a class raster would give it. What a person has corrected is as sure as can be.
 * @throws AppError "affine-unsupported" for a map that is not north-up
 */
export function mapWindow(
  map: PaintedMap,
  { column, row, width, height }: PixelRect,
  { scale }: RasterLevel,
): ClassWindow {
  const { affine } = map.grid;
  if (!isNorthUp(affine)) throw appError("affine-unsupported", { file: "", detail: "rotation" });
  const { numero, confidence, checked } = map.faces;
  const bounds = boundsOf(affine, column * scale, row * scale, width * scale, height * scale);
  const under = facesAt(map, bounds, width, height, map.spans);
  return {
    width,
    height,
    classes: Uint8Array.from(under, (face) => (face === OUTSIDE ? 0 : numero[face]!)),
    confidence: Uint8Array.from(under, (face) => {
      if (face === OUTSIDE) return 0;
      return checked?.[face] === CHECKED.corrected ? 255 : Math.round(255 * (confidence[face]! || 0));
    }),
  };
}

/** Levels of 1, 2, 4 … */
export function levelsOf({ width, height }: Grid): RasterLevel[] {
  const levels: RasterLevel[] = [];
  for (let scale = 1; scale === 1 || Math.max(width, height) / scale >= LEAST_SIDE; scale *= 2) {
    levels.push({ width: Math.ceil(width / scale), height: Math.ceil(height / scale), scale });
  }
  return levels;
}
