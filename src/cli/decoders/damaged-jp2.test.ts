import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppError, isAppError } from "../../core/errors.ts";
import type { EpsgCode } from "../../core/geo/crs.ts";
import { openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/** Files of each kind; `OCSOL_FUZZ=10000` for the full number, in the hour that takes. */
const RUNS = Number(process.env["OCSOL_FUZZ"] ?? 150);
const SECONDS_A_FILE = 10;
const MAX_BYTES = 1024 ** 3;

const expectedTags = new Set([
  "file-not-a-raster",
  "file-truncated",
  "file-unreadable",
  "jp2-unsupported",
  "samples-unsupported",
  "affine-unsupported",
  "georeference-missing",
  "crs-missing",
  "crs-unknown",
]);

const kinds = {
  "single tile, precincts, layers": ["PRECINCTS={64,64},{32,32}", "QUALITY=5,20", "BLOCKXSIZE=256", "BLOCKYSIZE=256"],
  "tiles, lossless": ["REVERSIBLE=YES", "QUALITY=100", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "TILEPARTS=RESOLUTIONS"],
};

describe.skipIf(!hasGdal())("damaged JPEG 2000 (skipped without gdal-bin)", () => {
  let folder: GdalFolder;
  beforeAll(() => {
    folder = gdalFolder();
  });
  afterAll(() => folder.remove());

  test.each(Object.entries(kinds))(
    `%s: ${RUNS} files with flipped bytes or cut short give pixels or an error of a known tag, in time`,
    async (name, options) => {
      const whole = readFileSync(sample(folder, name, options));
      const random = seeded(20261122);
      const outcomes = new Map<string, number>();
      for (let run = 0; run < RUNS; run++) {
        const result = await outcomeOf(damage(whole, random));
        outcomes.set(result, (outcomes.get(result) ?? 0) + 1);
        if (result !== "pixels" && !expectedTags.has(result)) throw new Error(`file ${run}: ${result}`);
      }
      expect(outcomes.get("pixels")).toBeGreaterThan(0);
      expect(outcomes.size).toBeGreaterThan(2);
      expect(process.memoryUsage().rss).toBeLessThan(MAX_BYTES);
    },
    60_000 + RUNS * 500,
  );
});

function sample(folder: GdalFolder, name: string, options: readonly string[]): string {
  const side = 150;
  const random = seeded(1);
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, at) => ((at / 40) % 200) ^ (random() & 15));
  const raw = folder.source("noise", { width: side, height: side, bands: 3, pixels });
  const place = ["-a_srs", "EPSG:2154", "-a_ullr", "700000", "6600030", "700030", "6600000"];
  const args = ["-of", "JP2OpenJPEG", ...place, ...options.flatMap((option) => ["-co", option])];
  return folder.translate(raw, `${name.replaceAll(/\W+/g, "-")}.jp2`, args);
}

/** One to eight bytes changed, half the time within the first 300 (boxes and headers); every fourth file cut instead. */
function damage(whole: Uint8Array, random: () => number): Uint8Array {
  const bytes = Uint8Array.from(whole);
  if (random() % 4 === 0) return bytes.subarray(0, random() % bytes.length);
  const codestream = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  const start = random() % 2 === 0 ? 0 : codestream;
  const span = random() % 2 === 0 ? 300 : bytes.length - start;
  for (let flips = 1 + (random() % 8); flips > 0; flips--) bytes[start + (random() % span)] = random() & 0xff;
  return bytes;
}

/** "pixels", the tag of the error, or what went wrong. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const file = {
    name: "damaged.jp2",
    size: bytes.length,
    slice: (start: number, end: number) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer as ArrayBuffer }),
  };
  const started = performance.now();
  try {
    const source = await openRaster(file, {
      decoder: wasmDecoder(),
      assumedCrs: 2154 as EpsgCode,
      assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6],
    });
    const { width, height } = source.grid;
    await source.read({ column: 0, row: 0, width: Math.min(width, 300), height: Math.min(height, 300) }, 0);
    await source.read({ column: width - 40, row: height - 40, width: 50, height: 50 }, 0);
    const coarsest = source.levels.length - 1;
    if (width * height < 1e6) await source.read({ column: 0, row: 0, width: 40, height: 40 }, coarsest);
    source.close();
    return inTime("pixels");
  } catch (error) {
    // In memory nothing is unreadable: an error under the tag is a fault of ours.
    const fault = isAppError(error) ? error.cause : error;
    if (fault !== undefined) return `untagged: ${fault instanceof Error ? fault.stack : fault}`;
    return inTime((error as AppError).tag);
  }

  function inTime(result: string): string {
    return performance.now() - started < SECONDS_A_FILE * 1000 ? result : `${SECONDS_A_FILE} s were not enough`;
  }
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
