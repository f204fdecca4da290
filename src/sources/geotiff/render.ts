import { type Plane, sampleAt } from "./planes.ts";
import { type Channel, toned } from "./tones.ts";

/** How a block's samples become pixels and mask. */
export interface Composition {
  readonly channels: readonly Channel[];
  /** index of the alpha sample: 0 there is no data */
  readonly alpha: number | undefined;
  /** a pixel whose shown samples all have this value (NaN: are no number) holds no data */
  readonly nodata: number | undefined;
  /** the samples may be no number, which is no data */
  readonly floats: boolean;
}

export const isMasking = ({ alpha, nodata, floats }: Composition): boolean =>
  alpha !== undefined || nodata !== undefined || floats;

/**
 * Writes `count` pixels from `start` on of a block's interleaved `pixels` and of its `mask`. `planeOf` gives the samples
 * that channels and alpha name.
 */
export function render(
  planeOf: (sample: number) => Plane,
  { channels, alpha, nodata, floats }: Composition,
  count: number,
  pixels: Uint8Array,
  mask: Uint8Array | undefined,
  start: number,
): void {
  channels.forEach((channel, band) => {
    renderChannel(planeOf(channel.sample), channel, count, pixels, start * channels.length + band, channels.length);
  });
  if (mask === undefined) return;
  if (alpha === undefined) mask.fill(255, start, start + count);
  else maskByAlpha(planeOf(alpha), count, mask, start);
  const shown = [...new Set(channels.map(({ sample }) => sample))].map(planeOf);
  if (nodata !== undefined && !Number.isNaN(nodata)) maskAll(shown, count, mask, start, (value) => value === nodata);
  if (floats) maskAll(shown, count, mask, start, Number.isNaN);
}

function renderChannel(
  { data, first, step }: Plane,
  { tone }: Channel,
  count: number,
  pixels: Uint8Array,
  to: number,
  bands: number,
): void {
  const end = to + count * bands;
  if (tone === "same") {
    for (let at = first; to < end; to += bands, at += step) pixels[to] = data[at] as number;
  } else if (tone instanceof Uint8Array) {
    for (let at = first; to < end; to += bands, at += step) pixels[to] = tone[(data[at] as number) & 0xffff] as number;
  } else {
    for (let at = first; to < end; to += bands, at += step) pixels[to] = toned(data[at] as number, tone);
  }
}

function maskByAlpha(alpha: Plane, count: number, mask: Uint8Array, start: number): void {
  for (let pixel = 0; pixel < count; pixel++) mask[start + pixel] = sampleAt(alpha, pixel) === 0 ? 0 : 255;
}

/** Masks the pixels all of whose samples are `missing`. */
function maskAll(
  planes: readonly Plane[],
  count: number,
  mask: Uint8Array,
  start: number,
  missing: (value: number) => boolean,
): void {
  for (let pixel = 0; pixel < count; pixel++) {
    let plane = 0;
    while (plane < planes.length) {
      if (!missing(sampleAt(planes[plane] as Plane, pixel))) break;
      plane++;
    }
    if (plane === planes.length) mask[start + pixel] = 0;
  }
}
