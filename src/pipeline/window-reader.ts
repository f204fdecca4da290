import { windowAffine } from "../core/geo/affine.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { intersectRect } from "../core/raster/grid.ts";
import { axisWeights, resample, resampleMask } from "../core/raster/resample.ts";
import { type TilePlan, tileAt } from "../core/raster/tile-plan.ts";
import { inTones } from "../core/raster/tones.ts";
import type { RasterWindow } from "../core/raster/window.ts";

/** A level up to this much coarser than the model still counts as fine enough: 0.2000001 m is 0.2 m. */
const LEVEL_TOLERANCE = 1.02;

/**
 * Reads the model's window around a tile: the coarsest level of the source that is still as fine as the model wants,
 * resampled to the model's resolution, mirrored past the image's edges, its first three bands, in the plan's tones.
 * Null where the tile's window holds no data at all, so that nodata costs no inference.
 */
export async function readModelWindow(
  source: RasterSource,
  plan: TilePlan,
  tile: number,
  signal?: CancelSignal,
): Promise<RasterWindow | null> {
  const { shape, scale } = plan;
  const { windowColumn, windowRow } = tileAt(plan, tile);
  const sourceToClass = plan.grid.gsdMetres / source.grid.gsdMetres;
  const levelIndex = levelFor(source, shape.resolutionMetres);
  const level = source.levels[levelIndex]!;
  // class-grid pixels → level pixels
  const factor = Math.abs(sourceToClass - 1) < 1e-3 ? 1 / level.scale : sourceToClass / level.scale;
  const exactStep = scale * factor;
  const step = Math.abs(exactStep - 1) < 0.005 ? 1 : exactStep;
  const axis = (start: number, imageSize: number) => ({
    length: shape.windowPx,
    start: start * factor,
    step,
    imageSize,
  });
  const x = axis(windowColumn, level.width);
  const y = axis(windowRow, level.height);

  const columns = touched(x);
  const rows = touched(y);
  const rect = intersectRect(
    { column: columns.from, row: rows.from, width: columns.to - columns.from, height: rows.to - rows.from },
    level.width,
    level.height,
  );
  if (rect.width === 0 || rect.height === 0) return null;
  const read = await source.read(rect, levelIndex, signal);
  if (!read.mask.includes(255)) return null;

  const bands = Math.min(3, read.bands);
  const pixels = bands === read.bands ? read.pixels : firstBands(read, bands);
  const xWeights = axisWeights({ ...x, readStart: rect.column, readSize: rect.width });
  const yWeights = axisWeights({ ...y, readStart: rect.row, readSize: rect.height });
  const resampled = resample(pixels, rect.width, bands, xWeights, yWeights);
  return {
    width: shape.windowPx,
    height: shape.windowPx,
    bands,
    pixels: plan.tones === undefined ? resampled : inTones(resampled, bands, plan.tones),
    mask: resampleMask(read.mask, rect.width, xWeights, yWeights),
    affine: windowAffine(plan.grid.affine, windowColumn, windowRow, scale),
  };
}

function levelFor(source: RasterSource, resolutionMetres: number): number {
  let chosen = 0;
  source.levels.forEach((level, index) => {
    if (level.scale * source.grid.gsdMetres <= resolutionMetres * LEVEL_TOLERANCE) chosen = index;
  });
  return chosen;
}

/** Source samples an axis touches, with one to spare on each side for interpolation; mirrored ones are among them. */
function touched({
  start,
  length,
  step,
  imageSize,
}: {
  start: number;
  length: number;
  step: number;
  imageSize: number;
}) {
  const from = Math.floor(start) - 1;
  const to = Math.ceil(start + length * step) + 1;
  // What is mirrored at one edge must have been read: −5 needs 4, n + 5 needs n − 6.
  const mirroredFrom = to > imageSize ? Math.min(from, 2 * imageSize - to) : from;
  const mirroredTo = from < 0 ? Math.max(to, -from) : to;
  return { from: Math.max(0, mirroredFrom), to: Math.min(imageSize, mirroredTo) };
}

function firstBands({ pixels, bands, width, height }: RasterWindow, kept: number): Uint8Array {
  const out = new Uint8Array(width * height * kept);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let band = 0; band < kept; band++) out[pixel * kept + band] = pixels[pixel * bands + band]!;
  return out;
}
