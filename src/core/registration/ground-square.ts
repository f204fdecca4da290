import { type Affine, type Point, toPixel } from "../geo/affine.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { intersectRect, type PixelRect } from "../raster/grid.ts";
import type { RasterWindow } from "../raster/window.ts";
import type { ImageReader } from "./image-reader.ts";

/** A square of ground, north up, of size × size cells. */
export interface GroundSquare {
  readonly centre: Point;
  readonly size: number;
  /** of a cell, map units to the east and to the north */
  readonly cell: readonly [east: number, north: number];
}

/** A level up to this much coarser than the cells still counts as fine enough. */
const LEVEL_TOLERANCE = 1.02;

/**
 * Brightness of the cells of a square, rows from the north: the mean of the colours, read from the coarsest level that
 * is as fine as the cells, averaged where it is finer, between pixels bilinear. NaN where the image has no data.
 * @param cellMetres the ground's metres to a cell
 * @param toImage from the square's map coordinates to the image's; over a square it is taken for linear
 */
export async function readGround(...asked: Parameters<typeof readPart>): Promise<Float32Array> {
  const part = await readPart(...asked);
  return cellsOf(part, brightnessOf(part.window));
}

/** The same of red, green and blue, each by itself. */
export async function readColours(...asked: Parameters<typeof readPart>): Promise<readonly Float32Array[]> {
  const part = await readPart(...asked);
  return [0, 1, 2].map((band) => cellsOf(part, bandOf(part.window, band)));
}

/** The part of an image that a square's cells touch. */
interface Part {
  readonly size: number;
  /** cell (column, row) → pixel of the level that the window is of */
  readonly toLevel: Affine;
  /** the window's, in the level */
  readonly rect: PixelRect;
  readonly window: Pick<RasterWindow, "pixels" | "mask" | "bands">;
}

const nothing: Part["window"] = { pixels: new Uint8Array(0), mask: new Uint8Array(0), bands: 1 };

async function readPart(
  image: ImageReader,
  square: GroundSquare,
  cellMetres: number,
  toImage: (x: number, y: number) => Point,
  signal?: CancelSignal,
): Promise<Part> {
  const { size } = square;
  const index = levelFor(image, cellMetres);
  const level = image.levels[index]!;
  const toLevel = cellsToLevel(image, square, level.scale, toImage);
  const rect = intersectRect(rectOf(toLevel, size), level.width, level.height);
  const isBeside = rect.width <= 0 || rect.height <= 0;
  return { size, toLevel, rect, window: isBeside ? nothing : await image.read(rect, index, signal) };
}

function cellsOf({ size, toLevel, rect }: Part, plane: Float32Array): Float32Array {
  const out = new Float32Array(size * size).fill(Number.NaN);
  if (plane.length === 0) return out;
  const step = Math.hypot(toLevel[0], toLevel[3]);
  const samples = Math.max(1, Math.round(step));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let part = 0; part < samples * samples; part++) {
        const x = column + ((part % samples) + 0.5) / samples;
        const y = row + (Math.floor(part / samples) + 0.5) / samples;
        const atColumn = toLevel[0] * x + toLevel[1] * y + toLevel[2] - rect.column - 0.5;
        const atRow = toLevel[3] * x + toLevel[4] * y + toLevel[5] - rect.row - 0.5;
        sum += between(plane, rect.width, rect.height, atColumn, atRow);
      }
      out[row * size + column] = sum / (samples * samples);
    }
  }
  return out;
}

function levelFor({ grid, levels }: ImageReader, cellMetres: number): number {
  let chosen = 0;
  levels.forEach(({ scale }, index) => {
    if (scale * grid.gsdMetres <= cellMetres * LEVEL_TOLERANCE && scale > levels[chosen]!.scale) chosen = index;
  });
  return chosen;
}

/** Cell (column, row) of the square → pixel of a level. */
function cellsToLevel(
  { grid }: ImageReader,
  { centre: [x, y], size, cell: [east, north] }: GroundSquare,
  scale: number,
  toImage: (x: number, y: number) => Point,
): Affine {
  const half = size / 2;
  const pixelAt = (column: number, row: number): Point => {
    const [column0, row0] = toPixel(grid.affine, ...toImage(x + (column - half) * east, y - (row - half) * north));
    return [column0 / scale, row0 / scale];
  };
  const [corner, right, below] = [pixelAt(0, 0), pixelAt(size, 0), pixelAt(0, size)];
  return [
    (right[0] - corner[0]) / size,
    (below[0] - corner[0]) / size,
    corner[0],
    (right[1] - corner[1]) / size,
    (below[1] - corner[1]) / size,
    corner[1],
  ];
}

/** The pixels that a square's cells touch, with one to spare for what lies between pixels. */
function rectOf([a, b, c, d, e, f]: Affine, size: number): PixelRect {
  const columns = [c, c + a * size, c + b * size, c + (a + b) * size];
  const rows = [f, f + d * size, f + e * size, f + (d + e) * size];
  const column = Math.floor(Math.min(...columns)) - 1;
  const row = Math.floor(Math.min(...rows)) - 1;
  return {
    column,
    row,
    width: Math.ceil(Math.max(...columns)) + 1 - column,
    height: Math.ceil(Math.max(...rows)) + 1 - row,
  };
}

function brightnessOf({ pixels, mask, bands }: Part["window"]): Float32Array {
  const colours = Math.min(3, bands);
  const out = new Float32Array(mask.length);
  for (let pixel = 0; pixel < out.length; pixel++) {
    let sum = mask[pixel] === 0 ? Number.NaN : 0;
    for (let band = 0; band < colours; band++) sum += pixels[pixel * bands + band]!;
    out[pixel] = sum / colours;
  }
  return out;
}

/** A window of fewer bands is grey: all of its colours are the first. */
function bandOf({ pixels, mask, bands }: Part["window"], band: number): Float32Array {
  const at = band < bands ? band : 0;
  return Float32Array.from(mask, (valid, pixel) => (valid === 0 ? Number.NaN : pixels[pixel * bands + at]!));
}

/** Bilinear; NaN beside the window and beside what has no data. */
function between(values: Float32Array, width: number, height: number, column: number, row: number): number {
  const left = Math.floor(column);
  const top = Math.floor(row);
  if (left < 0 || top < 0 || left >= width || top >= height) return Number.NaN;
  const [x, y] = [column - left, row - top];
  // A weight of nothing asks for no neighbour: the last column of an image has none.
  const right = x === 0 ? left : left + 1;
  const below = y === 0 ? top : top + 1;
  if (right >= width || below >= height) return Number.NaN;
  const upper = values[top * width + left]! * (1 - x) + values[top * width + right]! * x;
  const lower = values[below * width + left]! * (1 - x) + values[below * width + right]! * x;
  return upper * (1 - y) + lower * y;
}
