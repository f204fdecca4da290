import type { Affine } from "../geo/affine.ts";

/**
 * Pixels of one rectangle, rows top to bottom, bands interleaved (RGBRGB… or RGBNRGBN…).
 * Both buffers are transferable: whoever posts a window to another thread loses it.
 */
export interface RasterWindow {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** width × height × bands, 0–255 */
  readonly pixels: Uint8Array;
  /** width × height: 255 where the pixel holds data, 0 outside the file, under nodata, alpha 0 or an internal mask */
  readonly mask: Uint8Array;
  /** of this window's own pixel (0, 0) */
  readonly affine: Affine;
}

/** One window's answer: 2 bytes a pixel. CoSIA `numero` (0 = no data) and confidence 0–255. */
export interface ClassWindow {
  readonly width: number;
  readonly height: number;
  readonly classes: Uint8Array;
  readonly confidence: Uint8Array;
}
