import { appError } from "../errors.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import { overlapOf } from "./grid.ts";
import { unionGrid } from "./union-grid.ts";
import type { ClassWindow } from "./window.ts";

/**
 * Class rasters side by side as one, so that a map traced from it has no seam: neighbouring sheets segmented one by one.
 * Where two overlap the first that knows a class has it; where none is, there is no data.
 * @throws AppError "grids-differ" unless all have one CRS, one pixel and one pattern of pixel corners
 */
export function mosaicOf(readers: readonly ClassRasterReader[]): ClassRasterReader {
  const [first, ...others] = readers;
  if (first === undefined) throw appError("internal", { detail: "a mosaic of nothing" });
  if (others.length === 0) return first;
  const { grid, places } = unionGrid(readers.map((reader) => reader.grid));
  const { width, height } = grid;
  return {
    grid,
    levels: [{ width, height, scale: 1 }],
    async read(rect, level, signal) {
      if (level !== 0) throw appError("internal", { detail: "a mosaic has full resolution only" });
      const size = rect.width * rect.height;
      const whole = { ...rect, classes: new Uint8Array(size), confidence: new Uint8Array(size) };
      for (const [index, reader] of readers.entries()) {
        const place = places[index]!;
        const common = overlapOf(place, rect);
        if (common.width === 0 || common.height === 0) continue;
        const inReader = { ...common, column: common.column - place.column, row: common.row - place.row };
        fill(whole, await reader.read(inReader, 0, signal), common.column - rect.column, common.row - rect.row);
      }
      return { width: rect.width, height: rect.height, classes: whole.classes, confidence: whole.confidence };
    },
  };
}

/** Lays `part` into `whole` at a corner, where nothing is yet. */
function fill(whole: ClassWindow, part: ClassWindow, column: number, row: number): void {
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const to = (y + row) * whole.width + x + column;
      const from = y * part.width + x;
      if (whole.classes[to] !== 0) continue;
      whole.classes[to] = part.classes[from]!;
      whole.confidence[to] = part.confidence[from]!;
    }
  }
}
