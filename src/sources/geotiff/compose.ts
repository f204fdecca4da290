import { intersectRect, type PixelRect } from "../../core/raster/grid.ts";
import type { Patch } from "../pyramid.ts";
import type { Block } from "./tile-reader.ts";

/** How a block's samples become pixels and mask. */
export interface Composition {
  /** colour bands: the first samples of each pixel */
  readonly bands: number;
  readonly samples: number;
  /** index of the alpha sample, which is no band */
  readonly alpha: number | undefined;
  /** a pixel whose bands all have this value holds no data */
  readonly nodata: number | undefined;
}

/** Copies the part of `block` that lies in `rect` (both in the level's pixels) and sets its mask. */
export function composeBlock(
  patch: Patch,
  rect: PixelRect,
  block: Block,
  imageWidth: number,
  imageHeight: number,
  how: Composition,
): void {
  const { data } = block;
  if (data === null) return;
  const part = overlap(rect, block, imageWidth, imageHeight);
  const { bands, samples, alpha, nodata } = how;
  for (let row = 0; row < part.height; row++) {
    const from = ((part.row + row - block.row) * block.width + part.column - block.column) * samples;
    const toPixel = (part.row + row - rect.row) * rect.width + part.column - rect.column;
    if (samples === bands) {
      patch.pixels.set(data.subarray(from, from + part.width * samples), toPixel * bands);
    } else {
      copyBands(data, from, samples, patch.pixels, toPixel * bands, bands, part.width);
    }
    if (alpha === undefined) patch.mask.fill(255, toPixel, toPixel + part.width);
    else maskByAlpha(data, from + alpha, samples, patch.mask, toPixel, part.width);
    if (nodata !== undefined) maskNodata(patch, bands, toPixel, part.width, nodata);
  }
}

/** Takes out of the mask what an internal mask's block (one sample, 0 = no data) says. */
export function applyMaskBlock(
  patch: Patch,
  rect: PixelRect,
  block: Block,
  imageWidth: number,
  imageHeight: number,
): void {
  const part = overlap(rect, block, imageWidth, imageHeight);
  for (let row = 0; row < part.height; row++) {
    const from = (part.row + row - block.row) * block.width + part.column - block.column;
    const to = (part.row + row - rect.row) * rect.width + part.column - rect.column;
    for (let column = 0; column < part.width; column++) {
      // A mask block never written masks everything, as GDAL has it.
      if (block.data === null || block.data[from + column] === 0) patch.mask[to + column] = 0;
    }
  }
}

function overlap(rect: PixelRect, block: Block, imageWidth: number, imageHeight: number): PixelRect {
  const right = Math.min(imageWidth, block.column + block.width, rect.column + rect.width);
  const bottom = Math.min(imageHeight, block.row + block.height, rect.row + rect.height);
  const inside = intersectRect(rect, right, bottom);
  const column = Math.max(inside.column, block.column);
  const row = Math.max(inside.row, block.row);
  return { column, row, width: Math.max(0, right - column), height: Math.max(0, bottom - row) };
}

function copyBands(
  data: Uint8Array,
  from: number,
  samples: number,
  pixels: Uint8Array,
  to: number,
  bands: number,
  width: number,
): void {
  for (let column = 0; column < width; column++) {
    for (let band = 0; band < bands; band++) {
      pixels[to + column * bands + band] = data[from + column * samples + band] as number;
    }
  }
}

function maskByAlpha(
  data: Uint8Array,
  from: number,
  samples: number,
  mask: Uint8Array,
  to: number,
  width: number,
): void {
  for (let column = 0; column < width; column++) mask[to + column] = data[from + column * samples] === 0 ? 0 : 255;
}

function maskNodata({ pixels, mask }: Patch, bands: number, toPixel: number, width: number, nodata: number): void {
  for (let pixel = toPixel; pixel < toPixel + width; pixel++) {
    let band = 0;
    while (band < bands && pixels[pixel * bands + band] === nodata) band++;
    if (band === bands) mask[pixel] = 0;
  }
}
