import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import type { EpsgCode } from "../../core/geo/crs.ts";
import type { RasterSource, Rendering } from "../../core/ports/raster-source.ts";
import { type OpenOptions, openRaster, type RasterFile } from "../../sources/registry.ts";
import { expectedOf } from "../../testing/gdal-colours.ts";
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
const SECONDS_A_FILE = 10;
const LAMBERT_93 = 2154 as EpsgCode;
/** Most files carry no place: any will do to read their pixels. */
const anywhere: Partial<OpenOptions> = { assumedCrs: LAMBERT_93, assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6] };
const lossy: ReadonlySet<string> = new Set(["JPEG", "WebP"]);
/** What a file we do not read may say of itself. */
const expectedTags = new Set([
  "file-not-a-raster",
  "file-truncated",
  "file-unreadable",
  "tiff-compression-unsupported",
  "samples-unsupported",
  "affine-unsupported",
  "crs-unknown",
]);

describe.skipIf(files.length === 0 || !hasGdal())("odd TIFFs (skipped without ../shared/data or gdal-bin)", () => {
  let folder: GdalFolder;
  beforeAll(() => {
    folder = gdalFolder();
  });
  afterAll(() => folder.remove());

  test("each agrees with GDAL or gives an error of a known tag, in time", async () => {
    const outcomes = new Map<string, string>();
    for (const name of files) outcomes.set(name, await inTime(outcomeOf(`${root}${name}`, folder)));
    const counts = new Map<string, number>();
    for (const result of outcomes.values()) counts.set(result, (counts.get(result) ?? 0) + 1);
    console.warn(
      `${files.length} odd TIFFs\n${[...counts].map(([result, count]) => `${count}\t${result}`).join("\n")}`,
    );
    if (process.env["OCSOL_ODD_TIFFS"]) console.warn([...outcomes].map((line) => line.join("\t")).join("\n"));
    const failed = [...outcomes].filter(([, result]) => !result.startsWith("agrees") && !expectedTags.has(result));
    expect(failed).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(200);
    // What we claim to read does open: errors must not hide what an orthophoto may be.
    const agreeing = [...outcomes.values()].filter((result) => result.startsWith("agrees")).length;
    expect(agreeing).toBeGreaterThanOrEqual(189);
  }, 400_000);

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

/** "agrees" (and how), the tag of the error, or what went wrong. */
async function outcomeOf(path: string, folder: GdalFolder): Promise<string> {
  const file = await openFileOnDisk(path);
  try {
    const { source, rendering } = await openAsked(file);
    const { width, height } = source.grid;
    const window = await source.read({ column: 0, row: 0, width, height }, 0);
    const expected = expectedOf(folder, path, source.facts);
    if (expected.width !== width || expected.height !== height) return `${width} × ${height}, GDAL has another size`;
    const tolerance = lossy.has(source.facts.compression) ? 1 : 0;
    for (let at = 0; at < width * height * 3; at++) {
      const [ours, theirs] = [window.pixels[at] as number, expected.pixels[at] as number];
      if (Math.abs(ours - theirs) > tolerance) {
        return `pixel ${Math.floor(at / 3)}, band ${at % 3}: ${ours}, GDAL has ${theirs}`;
      }
    }
    return rendering === undefined ? "agrees" : "agrees, under the stretch it asked for";
  } catch (error) {
    return isAppError(error) ? error.tag : `untagged: ${String(error)}`;
  } finally {
    await file.close();
  }
}

/** Opens a file, with the stretch it proposes where it needs one. */
async function openAsked(file: RasterFile): Promise<{ source: RasterSource; rendering?: Rendering }> {
  const options = { decoder: wasmDecoder(), ...anywhere };
  try {
    return { source: await openRaster(file, options) };
  } catch (error) {
    if (!isAppError(error, "stretch-needed")) throw error;
    const { low, high } = error.fields;
    const rendering = { stretch: { low, high } };
    return { source: await openRaster(file, { ...options, rendering }), rendering };
  }
}

function inTime(work: Promise<string>): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`no answer in ${SECONDS_A_FILE} s`), SECONDS_A_FILE * 1000);
    work.then(resolve).finally(() => clearTimeout(timer));
  });
}
