import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../demo/scene.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { gdalMissing, queryRow } from "../testing/ogr.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";

/** An area of interest given to the command line: what is read, and that nothing of the map inside is another. */

const MINUTES = 60_000;
const SIZE = 1200;
const scene = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE });
const [, , left, , , top] = scene.grid.affine;

/** Two features that overlap, the first with a hole; one reaches out of the image. */
const features = [
  [[[-20, 60], [50, 20], [70, 60], [40, 80], [-20, 60]], [[30, 40], [40, 40], [40, 50], [30, 40]]],
  [[[35, 55], [90, 62.3], [61.7, 75], [35, 55]]],
].map((rings) => ({
  type: "Feature",
  properties: {},
  geometry: {
    type: "Polygon",
    coordinates: rings.map((ring) => ring.map(([east, south]) => [left + east!, top - south!])),
  },
})); // biome-ignore format: a ring on a line

let folder: string;
const at = (name: string): string => join(folder, name);
const run = (command: string) => {
  const { status, stdout, stderr } = runCli(folder, ...command.split(" "));
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return lastJson(stdout);
};

describe.skipIf(gdalMissing)("an area of interest", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "ocsol-area-"));
    const sink = new MemorySink();
    await writeSceneGeoTiff(scene, sink);
    writeFileSync(at("scene.tif"), sink.bytes());
    const crs = { type: "name", properties: { name: "EPSG:2154" } };
    writeFileSync(at("area.geojson"), JSON.stringify({ type: "FeatureCollection", crs, features }));
    execFileSync("ogr2ogr", [at("area.shp"), at("area.geojson")], { stdio: "ignore" });
  }, MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    "is segmented in fewer windows, to the map that cutting the whole image's gives",
    () => {
      const options = "--model ocsol-tiny-test --json";
      const whole = run(`segment scene.tif --out whole.geojson --aoi area.geojson --classes classes.tif ${options}`);
      const cut = run(`polygonise classes.tif --out cut.geojson --min-area 50 --aoi area.shp --json`);
      expect(Number(whole["windows"])).toBeLessThan(0.6 * (SIZE / 32) ** 2);
      expect(whole["summary"]).toEqual(cut["summary"]);
    },
    3 * MINUTES,
  );
});
