import type { CancelSignal } from "../../core/ports/cancel.ts";
import { emptyPatch } from "../pyramid.ts";
import { rowsOf } from "./chunk-reader.ts";
import { applyMask, type StoredLevel } from "./levels.ts";
import { planeIn, planesOf, sampleAt } from "./planes.ts";
import type { Composition } from "./render.ts";
import type { SampleArray } from "./sample-array.ts";

/** The range of a file's shown samples, as far as they were looked at. */
export interface SampleRange {
  /** 2nd and 98th percentile, to six digits; apart even where all samples are the same */
  readonly low: number;
  readonly high: number;
  readonly least: number;
  readonly most: number;
}

/** Tiles or strips looked at, spread over the image: a second or so of decoding, whatever its size. */
const CHUNKS = 36;
const DECODED_BYTES = 64 * 1024 * 1024;
/** samples kept for the percentiles, of all that were seen */
const KEPT = 1 << 18;
const LOW_SHARE = 0.02;

/** Looks at some tiles of a level. Samples of no data, of an alpha or of bands that are not shown do not count. */
export async function surveySamples(
  level: StoredLevel,
  composition: Composition,
  signal: CancelSignal | undefined,
): Promise<SampleRange> {
  const { layout } = level;
  const { alpha, nodata, channels } = composition;
  const shown = [...new Set(channels.map(({ sample }) => sample))];
  const planes = planesOf(layout, composition);
  const perPlane = layout.chunksAcross * layout.chunksDown;
  const chunkBytes = (layout.chunkWidth * layout.chunkHeight * layout.samples * layout.bits) / 8;
  const looked = Math.max(1, Math.min(CHUNKS, perPlane, Math.floor(DECODED_BYTES / chunkBytes)));
  const values: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const chunk of spreadOver(layout.chunksAcross, layout.chunksDown, looked)) {
    signal?.throwIfAborted();
    const read = await level.chunks(planes.map((plane) => plane * perPlane + chunk));
    if (read.includes(null)) continue;
    const planeOf = (sample: number) => planeIn(layout, sample, (plane) => read[planes.indexOf(plane)] as SampleArray);
    const bands = shown.map(planeOf);
    const alphas = alpha === undefined ? undefined : planeOf(alpha);
    const mask = await validIn(level, chunk, signal);
    const stride = Math.max(1, Math.floor((mask.length * bands.length * looked) / KEPT));
    for (let pixel = 0; pixel < mask.length; pixel += stride) {
      if (mask[pixel] === 0 || (alphas !== undefined && sampleAt(alphas, pixel) === 0)) continue;
      for (const band of bands) {
        const value = sampleAt(band, pixel);
        if (value === nodata || !Number.isFinite(value)) continue;
        values.push(value);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
  }
  if (values.length === 0) return { low: 0, high: 1, least: 0, most: 0 };
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => rounded(sorted[Math.round(share * (sorted.length - 1))] as number);
  const [low, high] = [at(LOW_SHARE), at(1 - LOW_SHARE)];
  return { low, high: high > low ? high : low + 1, least, most };
}

/** A number a user may read and change. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** 255 for the pixels of a chunk that lie in the image and in its internal mask. */
async function validIn(level: StoredLevel, chunk: number, signal: CancelSignal | undefined): Promise<Uint8Array> {
  const { layout, width, height } = level;
  const column = (chunk % layout.chunksAcross) * layout.chunkWidth;
  const row = Math.floor(chunk / layout.chunksAcross) * layout.chunkHeight;
  const rect = { column, row, width: layout.chunkWidth, height: rowsOf(layout, chunk) };
  const patch = emptyPatch(rect.width, rect.height, 0);
  for (let y = 0; y < Math.min(rect.height, height - row); y++) {
    patch.mask.fill(255, y * rect.width, y * rect.width + Math.min(rect.width, width - column));
  }
  await applyMask(patch, level, rect, signal);
  return patch.mask;
}

/** About `count` of the places of a grid, evenly over both of its axes, none twice. */
function spreadOver(across: number, down: number, count: number): ReadonlySet<number> {
  const columns = Math.max(1, Math.min(across, Math.round(Math.sqrt((count * across) / down))));
  const rows = Math.max(1, Math.min(down, Math.floor(count / columns)));
  const places = new Set<number>();
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      places.add(Math.floor(((y + 0.5) * down) / rows) * across + Math.floor(((x + 0.5) * across) / columns));
    }
  }
  return places;
}
