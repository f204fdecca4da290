import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import type { EpsgCode } from "../../core/geo/crs.ts";
import { type OpenOptions, openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalAffine, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/**
 * 216 TIFFs of every depth, layout and compression (image-tiff's test images) and six IGN crops whose CRS is written
 * in unusual ways. They lie beside the repository, not in it.
 */
const root = fileURLToPath(new URL("../../../../shared/data/odd-tiffs/", import.meta.url));
const files = existsSync(root)
  ? readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => /\.tiff?$/i.test(name))
  : [];
const SECONDS_A_FILE = 5;
const LAMBERT_93 = 2154 as EpsgCode;
/** Most files carry no place: any will do to read their pixels. */
const anywhere: Partial<OpenOptions> = { assumedCrs: LAMBERT_93, assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6] };
const expectedTags = new Set([
  "file-not-a-raster",
  "file-truncated",
  "file-unreadable",
  "tiff-compression-unsupported",
  "samples-unsupported",
  "affine-unsupported",
  "georeference-missing",
  "crs-unknown",
]);

interface Outcome {
  readonly name: string;
  readonly result: string;
}

describe.skipIf(files.length === 0 || !hasGdal())("odd TIFFs (skipped without ../shared/data or gdal-bin)", () => {
  let folder: GdalFolder;
  beforeAll(() => {
    folder = gdalFolder();
  });
  afterAll(() => folder.remove());

  test("each agrees with GDAL or gives an error of a known tag, in time", async () => {
    const outcomes: Outcome[] = [];
    for (const name of files) outcomes.push({ name, result: await inTime(outcomeOf(`${root}${name}`, folder)) });
    expect(outcomes.filter(({ result }) => result !== "agrees" && !expectedTags.has(result))).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(200);
    // What we claim to read does open: 8-bit RGB among them must not hide behind errors.
    const agreeing = outcomes.filter(({ result }) => result === "agrees").length;
    expect(agreeing).toBeGreaterThanOrEqual(38);
  }, 60_000);

  test.each(files.filter((name) => name.startsWith("ign")))("%s: the CRS and place gdalinfo gives", async (name) => {
    const file = await openFileOnDisk(`${root}${name}`);
    const { grid } = await openRaster(file, { decoder: wasmDecoder() });
    await file.close();
    expect(grid.crs.code).toBe(LAMBERT_93);
    const expected = gdalAffine(folder, `${root}${name}`);
    // gdalinfo prints 16 digits of each number.
    grid.affine.forEach((value, index) => {
      expect(value).toBeCloseTo(expected?.[index] as number, 14);
    });
  });
});

/** "agrees", the tag of the error, or what went wrong. */
async function outcomeOf(path: string, folder: GdalFolder): Promise<string> {
  const file = await openFileOnDisk(path);
  try {
    const source = await openRaster(file, { decoder: wasmDecoder(), ...anywhere });
    const { width, height, bands } = source.grid;
    const window = await source.read({ column: 0, row: 0, width, height }, 0);
    const judge = folder.read(path);
    if (judge.width !== width || judge.height !== height) return `${width} × ${height}, GDAL has another size`;
    const tolerance = source.facts.compression === "JPEG" ? 2 : 0;
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let band = 0; band < bands; band++) {
        const ours = window.pixels[pixel * bands + band] as number;
        const theirs = judge.pixels[pixel * judge.bands + band] as number;
        if (Math.abs(ours - theirs) > tolerance) return `pixel ${pixel}, band ${band}: ${ours}, GDAL has ${theirs}`;
      }
    }
    return "agrees";
  } catch (error) {
    return isAppError(error) ? error.tag : `untagged: ${String(error)}`;
  } finally {
    await file.close();
  }
}

function inTime(work: Promise<string>): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`no answer in ${SECONDS_A_FILE} s`), SECONDS_A_FILE * 1000);
    work.then(resolve).finally(() => clearTimeout(timer));
  });
}
