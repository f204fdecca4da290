import { cosiaOf, rgbOf } from "../core/landcover/cosia.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";

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

/** CoSIA's colours; 0 and hidden classes are transparent. */
export function classPalette(hidden: ReadonlySet<number>): Palette {
  return palette((numero) => {
    const cosia = hidden.has(numero) ? undefined : cosiaOf(numero);
    return cosia && rgbOf(cosia.colour);
  });
}

/** Unsure to sure, told by lightness first so that it holds in greyscale and for colour-blind eyes. */
export const confidenceRamp: readonly (readonly [number, number, number])[] = [
  [120, 28, 20],
  [217, 95, 14],
  [254, 217, 142],
  [255, 255, 229],
];

export const confidencePalette: Palette = palette((value) => {
  if (value === 0) return undefined;
  const at = (value / 255) * (confidenceRamp.length - 1);
  const from = confidenceRamp[Math.floor(at)]!;
  const to = confidenceRamp[Math.min(confidenceRamp.length - 1, Math.floor(at) + 1)]!;
  const part = at - Math.floor(at);
  return [0, 1, 2].map((i) => Math.round(from[i]! * (1 - part) + to[i]! * part)) as [number, number, number];
});

function palette(colourOf: (value: number) => readonly [number, number, number] | undefined): Palette {
  const bytes = new Uint8Array(256 * 4);
  for (let value = 0; value < 256; value++) {
    const colour = colourOf(value);
    if (colour !== undefined) bytes.set([...colour, 255], value * 4);
  }
  return new Uint32Array(bytes.buffer);
}

export function paintValues({ width, height }: ClassWindow, values: Uint8Array, colours: Palette): ImageData {
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  for (let pixel = 0; pixel < values.length; pixel++) words[pixel] = colours[values[pixel]!]!;
  return image;
}
