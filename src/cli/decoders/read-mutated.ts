/**
 * Reads damaged copies of the images in a folder, in a process of its own, so that whoever runs it can tell a hang, a
 * crash and its memory: `node --import tsx src/cli/decoders/read-mutated.ts FOLDER COUNT`. Prints the number of each
 * damaged file before it is read, and one JSON object at the end.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAppError } from "../../core/errors.ts";
import type { EpsgCode } from "../../core/geo/crs.ts";
import type { RasterSource } from "../../core/ports/raster-source.ts";
import { type OpenOptions, openRaster, type RasterFile } from "../../sources/registry.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

const [folder = ".", count = "100"] = process.argv.slice(2);
/** pixels looked at in either direction, at the first corner, the last one and of every level */
const WINDOW_PX = 512;
/** where directories lie in small files: damage there tells more than in pixels */
const ENDS_BYTES = 600;

const originals = readdirSync(folder)
  .filter((name) => /\.(tif|jp2)$/.test(name))
  .sort()
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
const options: OpenOptions = {
  decoder: wasmDecoder(),
  assumedCrs: 2154 as EpsgCode,
  assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6],
};

const outcomes = new Map<string, number>();
let slowest = { seconds: 0, number: 0 };
for (let number = 0; number < Number(count); number++) {
  process.stdout.write(`${number}\n`);
  const started = performance.now();
  const outcome = await outcomeOf(damaged(number));
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const seconds = (performance.now() - started) / 1000;
  if (seconds > slowest.seconds) slowest = { seconds, number };
}
const rssBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ outcomes: Object.fromEntries(outcomes), slowest, rssBytes })}\n`);

/** Cut short (three of ten) or with a few bytes changed, half of them near its ends. */
function damaged(number: number): RasterFile {
  const random = generator(number);
  const { name, bytes } = originals[number % originals.length] as (typeof originals)[number];
  if (random() < 0.3) return fileOf(name, bytes.subarray(0, Math.floor(random() * bytes.length)));
  const copy = Uint8Array.from(bytes);
  for (let flips = 1 + Math.floor(random() * 8); flips > 0; flips--) {
    const reach = Math.min(ENDS_BYTES, copy.length);
    const near = Math.floor(random() * reach);
    const at = [Math.floor(random() * copy.length), near, copy.length - 1 - near, near][
      Math.floor(random() * 4)
    ] as number;
    copy[at] = random() < 0.5 ? (copy[at] as number) ^ (1 << Math.floor(random() * 8)) : Math.floor(random() * 256);
  }
  return fileOf(name, copy);
}

function fileOf(name: string, bytes: Uint8Array): RasterFile {
  return {
    name,
    size: bytes.length,
    slice: (start, end) => ({ arrayBuffer: async () => Uint8Array.from(bytes.subarray(start, end)).buffer }),
  };
}

/** "pixels", the tag of an error, or the text of one that has none. */
async function outcomeOf(file: RasterFile): Promise<string> {
  let source: RasterSource | undefined;
  try {
    source = await openAsked(file);
    for (const [level, { width, height }] of source.levels.entries()) {
      const size = { width: Math.min(WINDOW_PX, width), height: Math.min(WINDOW_PX, height) };
      await source.read({ column: 0, row: 0, ...size }, level);
      await source.read({ column: width - size.width, row: height - size.height, ...size }, level);
    }
    return "pixels";
  } catch (error) {
    return isAppError(error) ? error.tag : `untagged: ${String(error)}`;
  } finally {
    source?.close();
  }
}

async function openAsked(file: RasterFile): Promise<RasterSource> {
  try {
    return await openRaster(file, options);
  } catch (error) {
    if (!isAppError(error, "stretch-needed")) throw error;
    const { low, high } = error.fields;
    return openRaster(file, { ...options, rendering: { stretch: { low, high } } });
  }
}

/** Numbers from 0 to 1 (mulberry32, public domain). */
function generator(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
