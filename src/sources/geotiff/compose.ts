import { overlapOf, type PixelRect } from "../../core/raster/grid.ts";
import type { Patch } from "../pyramid.ts";
import type { Block } from "./tile-reader.ts";

/** Copies the part of `block` that lies in `rect` and in the image (all in the level's pixels), pixels and mask. */
export function composeBlock(patch: Patch, rect: PixelRect, block: Block, image: PixelRect, bands: number): void {
  const { data, mask } = block;
  if (data === null) return;
  eachRow(rect, block, image, (from, to, width) => {
    patch.pixels.set(data.subarray(from * bands, (from + width) * bands), to * bands);
    if (mask === null) patch.mask.fill(255, to, to + width);
    else patch.mask.set(mask.subarray(from, from + width), to);
  });
}

/** Takes out of the mask what an internal mask's block (one band, 0 = no data) says. */
export function applyMaskBlock(patch: Patch, rect: PixelRect, block: Block, image: PixelRect): void {
  const { data } = block;
  eachRow(rect, block, image, (from, to, width) => {
    for (let column = 0; column < width; column++) {
      // A mask block never written masks everything, as GDAL has it.
      if (data === null || data[from + column] === 0) patch.mask[to + column] = 0;
    }
  });
}

/** The rows a block and a rectangle share: first pixel in the block, first in the rectangle, and how many. */
function eachRow(
  rect: PixelRect,
  block: Block,
  image: PixelRect,
  row: (from: number, to: number, width: number) => void,
): void {
  const part = overlapOf(overlapOf(rect, block), image);
  for (let y = part.row; y < part.row + part.height; y++) {
    row(
      (y - block.row) * block.width + part.column - block.column,
      (y - rect.row) * rect.width + part.column - rect.column,
      part.width,
    );
  }
}
