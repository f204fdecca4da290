import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { runWatched } from "../../testing/run-watched.ts";
import { co, PLACE, synthetic } from "../../testing/synthetic-tiffs.ts";

/** The full number, 10 000, takes minutes: `OCSOL_FUZZ=10000 npx vitest run src/cli/decoders/mutated-tiffs.test.ts` */
const MUTATIONS = Number(process.env["OCSOL_FUZZ"] ?? 700);
const SECONDS_A_FILE = 10;
const GIGABYTE = 1e9;
const tiled = co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=48");
const uint16 = ["-ot", "UInt16", "-scale", "0", "255", "100", "9000"];

/** bands and gdal_translate options, one of each layout and compression */
const originals: readonly (readonly [bands: number, options: readonly string[]])[] = [
  [3, co("BLOCKYSIZE=7")],
  [3, [...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")]],
  [3, [...co("BLOCKYSIZE=16", "COMPRESS=LZW", "PREDICTOR=2", "BIGTIFF=YES")]],
  [3, [...tiled, ...co("COMPRESS=PACKBITS", "ENDIANNESS=BIG")]],
  [3, [...uint16, ...tiled, ...co("COMPRESS=ZSTD", "PREDICTOR=2", "INTERLEAVE=BAND")]],
  [3, [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR")]],
  [4, [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=RGB", "ALPHA=NO")]],
  [4, [...tiled, ...co("COMPRESS=WEBP", "ALPHA=YES")]],
  [3, ["-ot", "Float32", ...tiled, ...co("COMPRESS=LERC_ZSTD")]],
  [3, ["-ot", "Float32", ...co("COMPRESS=DEFLATE", "PREDICTOR=3"), "-a_nodata", "0"]],
  [4, ["-b", "1", "-b", "2", "-b", "3", "-mask", "4", ...tiled, ...co("COMPRESS=LERC_DEFLATE")]],
  [1, ["-scale", "0", "255", "0", "15", ...co("NBITS=4", "COMPRESS=LZW")]],
];

describe.skipIf(!hasGdal())("damaged TIFFs (skipped without gdal-bin)", () => {
  let folder: GdalFolder;
  beforeAll(() => {
    folder = gdalFolder();
    const config = ["--config", "GDAL_TIFF_INTERNAL_MASK", "YES"];
    originals.forEach(([bands, options], index) => {
      const source = folder.source(`source-${index}`, synthetic(bands));
      const path = folder.translate(source, `${index}.tif`, [...PLACE, ...config, ...options]);
      if (index % 2 === 0) folder.run("gdaladdo", ["-q", ...config, path, "2"]);
    });
  }, 60_000);
  afterAll(() => folder.remove());

  test(`${MUTATIONS} of them: pixels or an error of a known tag, in time and within 1 GB`, async () => {
    const script = new URL("./read-mutated.ts", import.meta.url);
    const run = await runWatched(script, [folder.path, `${MUTATIONS}`], SECONDS_A_FILE);
    // When it is killed, the last line is the number of the file it was killed at.
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const { outcomes, slowest, rssBytes } = JSON.parse(run.lastLine) as {
      outcomes: Record<string, number>;
      slowest: { seconds: number };
      rssBytes: number;
    };
    const table = Object.entries(outcomes).map(([outcome, number]) => `${number}\t${outcome}`);
    const peak = `${Math.round(rssBytes / 1e6)} MB, slowest ${slowest.seconds.toFixed(2)} s`;
    console.warn(`${MUTATIONS} damaged TIFFs, at most ${peak}\n${table.join("\n")}`);
    const untagged = Object.keys(outcomes).filter(
      (outcome) => outcome.startsWith("untagged") || outcome === "internal",
    );
    expect(untagged).toEqual([]);
    expect(Object.values(outcomes).reduce((sum, number) => sum + number, 0)).toBe(MUTATIONS);
    expect(outcomes["pixels"]).toBeGreaterThan(MUTATIONS / 20);
    expect(rssBytes).toBeLessThan(GIGABYTE);
  }, 3_600_000);
});
