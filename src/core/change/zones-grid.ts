/** The grid and the lattice of a comparison of two maps that were drawn, and have neither. */
import type { Affine } from "../geo/affine.ts";
import type { Bounds } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import { type Grid, gsdMetresOf } from "../raster/grid.ts";
import { metresToUnit } from "../raster/moved-grid.ts";
import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";

/** A pixel of 256 steps of a millimetre (`overlay/lattice.ts`): corners that were published to the millimetre stay where they are. */
const PIXEL_METRES = 0.256;

/** Pixels to a side at which the lattice has no more room for 256 steps to each: then pixels are twice as wide, 33 km and more. */
const MOST_PIXELS = 2 ** 17 - 2;

/**
 * North-up, on whole pixels of its system, so that it is the same wherever the ground was cut off.
 * @param bounds not empty
 */
export function zonesGrid(crs: Crs, [minX, minY, maxX, maxY]: Bounds): Grid {
  // Of a grid of one pixel the middle is the ground's, where degrees are as long as there.
  const middle: Grid = {
    ...{ width: 1, height: 1, bands: 1, gsdMetres: 1, crs },
    affine: [maxX - minX, 0, minX, 0, minY - maxY, maxY],
  };
  const [across, up] = metresToUnit(middle);
  let metres = PIXEL_METRES;
  while (Math.max((maxX - minX) * across, (maxY - minY) * up) > MOST_PIXELS * metres) metres *= 2;
  const [pixelX, pixelY] = [metres / across, metres / up];
  const left = Math.floor(minX / pixelX);
  const top = Math.ceil(maxY / pixelY);
  const width = Math.max(1, Math.ceil(maxX / pixelX) - left);
  const height = Math.max(1, top - Math.floor(minY / pixelY));
  const affine: Affine = [pixelX, 0, left * pixelX, 0, -pixelY, top * pixelY];
  return { width, height, affine, crs, bands: 1, gsdMetres: gsdMetresOf(affine, crs, width, height) };
}

/** All of a grid as one face. */
export function rectangleMap(grid: Grid): PlanarMap {
  const { width, height } = grid;
  return {
    grid,
    unit: 1,
    arcs: {
      count: 1,
      offsets: Int32Array.of(0, 5),
      points: Int32Array.of(0, 0, 0, height, width, height, width, 0, 0, 0),
      left: Int32Array.of(0),
      right: Int32Array.of(OUTSIDE),
      startNode: Int32Array.of(-1),
      endNode: Int32Array.of(-1),
    },
    nodes: { count: 0, slotsEach: 4, slots: new Int32Array(0) },
    faces: {
      count: 1,
      numero: Uint8Array.of(1),
      pixels: Uint32Array.of(1),
      confidence: Float64Array.of(Number.NaN),
    },
  };
}
