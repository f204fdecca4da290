import { rampColour } from "../core/landcover/confidence-ramp.ts";
import { rgbOf } from "../core/landcover/cosia.ts";
import { classColour, type PaletteId } from "../core/landcover/palettes.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import { isUnsure, stripeAt } from "./hatch.ts";

/** Interleaved bands → RGBA: the first three bands, transparent where the mask is 0. */
export function paintImage({ width, height, bands, pixels, mask }: RasterWindow): ImageData {
  const image = new ImageData(width, height);
  const { data } = image;
  for (let pixel = 0; pixel < width * height; pixel++) {
    data[pixel * 4] = pixels[pixel * bands]!;
    data[pixel * 4 + 1] = pixels[pixel * bands + 1]!;
    data[pixel * 4 + 2] = pixels[pixel * bands + 2]!;
    data[pixel * 4 + 3] = mask[pixel]!;
  }
  return image;
}

/** RGBA by value, 0–255, as one 32-bit word each in the machine's own byte order. */
type Palette = Uint32Array;

/** A palette's colours; 0 and hidden classes are transparent. */
export function classPalette(id: PaletteId, hidden: ReadonlySet<number>): Palette {
  return palette((numero) => {
    const colour = hidden.has(numero) ? undefined : classColour(id, numero);
    return colour === undefined ? undefined : rgbOf(colour);
  });
}

export const confidencePalette: Palette = palette((value) => (value === 0 ? undefined : rampColour(value / 255)));

function palette(colourOf: (value: number) => readonly [number, number, number] | undefined): Palette {
  const bytes = new Uint8Array(256 * 4);
  for (let value = 0; value < 256; value++) {
    const colour = colourOf(value);
    if (colour !== undefined) bytes.set([...colour, 255], value * 4);
  }
  return new Uint32Array(bytes.buffer);
}

const [, DARK, LIGHT] = palette((value) => (value === 1 ? [20, 22, 24] : value === 2 ? [255, 255, 255] : undefined));

/** Stripes where confidence is low. */
export interface Hatch {
  /** 0–1 */
  readonly below: number;
  /** of the painted picture's first pixel, in a picture of the whole */
  readonly column: number;
  readonly row: number;
}

/**
 * Each pixel of a window in its value's colour, as a square of `enlarged` × `enlarged`.
 * @returns (width × enlarged) × (height × enlarged) words
 */
export function valueWords(
  { width, height, confidence }: ClassWindow,
  values: Uint8Array,
  colours: Palette,
  enlarged = 1,
  hatch?: Hatch,
): Uint32Array<ArrayBuffer> {
  const across = width * enlarged;
  const words = new Uint32Array(across * height * enlarged);
  let at = 0;
  for (let y = 0; y < height * enlarged; y++) {
    const start = Math.floor(y / enlarged) * width;
    for (let x = 0; x < across; x++, at++) {
      const pixel = start + Math.floor(x / enlarged);
      const word = colours[values[pixel]!]!;
      words[at] = word;
      if (hatch === undefined || word === 0 || !isUnsure(confidence[pixel]!, hatch.below)) continue;
      const stripe = stripeAt(hatch.column + x, hatch.row + y);
      if (stripe > 0) words[at] = stripe === 1 ? DARK! : LIGHT!;
    }
  }
  return words;
}

export function paintValues(
  window: ClassWindow,
  values: Uint8Array,
  colours: Palette,
  enlarged = 1,
  hatch?: Hatch,
): ImageData {
  const words = valueWords(window, values, colours, enlarged, hatch);
  return new ImageData(new Uint8ClampedArray(words.buffer), window.width * enlarged);
}
