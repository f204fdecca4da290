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
const SIZE = 800;
const scene = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE });
const [, , left, , , top] = scene.grid.affine;

/** Two features that overlap, the first with a hole; one reaches out of the image. */
const features = [
  [[[-20, 25], [30, 5], [42, 25], [24, 40], [-20, 25]], [[12, 15], [20, 15], [20, 22], [12, 15]]],
  [[[22, 20], [55, 26.3], [39.7, 38], [22, 20]]],
].map((rings) => ({
  type: "Feature",
  properties: {},
  geometry: {
    type: "Polygon",
    coordinates: rings.map((ring) => ring.map(([east, south]) => [left + east!, top - south!])),
  },
})); // biome-ignore format: a ring on a line

interface Shape {
  readonly geometry: { readonly coordinates: readonly number[][][] };
  readonly properties: { readonly ocsol_numero: number };
}

/** A ring's corners from a first one that does not depend on where tracing began. */
function turned(ring: readonly number[][]): string {
  const corners = ring.slice(1).map(String);
  const first = corners.indexOf(corners.toSorted()[0]!);
  return [...corners.slice(first), ...corners.slice(0, first)].join(" ");
}

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
    writeFileSync(at("communes.geojson"), JSON.stringify({ type: "FeatureCollection", crs, features }));
    execFileSync("ogr2ogr", [at("communes.shp"), at("communes.geojson")], { stdio: "ignore" });
  }, MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    "is segmented in fewer windows, to the very map that cutting the whole image's gives",
    () => {
      const model = "--model ocsol-tiny-test --min-area 5 --json";
      const whole = run(`segment scene.tif --out whole.geojson --classes whole.tif ${model}`);
      const area = run(`segment scene.tif --out area.geojson --aoi communes.geojson --classes area.tif ${model}`);
      run("polygonise whole.tif --out cut.geojson --min-area 5 --aoi communes.shp --json");

      expect(whole["windows"]).toBe(Math.ceil(SIZE / 32) ** 2);
      expect(Number(area["windows"])).toBeLessThan(0.5 * Number(whole["windows"]));
      expect(area["pixels"]).toBe(Number(area["windows"]) * 32 * 32);
      const shapes = (name: string) => {
        const { features } = JSON.parse(readFileSync(at(name), "utf8")) as { features: Shape[] };
        return features.map(({ geometry, properties }) => [
          properties.ocsol_numero,
          ...geometry.coordinates.map(turned),
        ]);
      };
      expect(shapes("area.geojson").length).toBeGreaterThan(5);
      expect(shapes("area.geojson")).toEqual(shapes("cut.geojson"));

      // GEOS's word: all of the two features inside the image, once where they overlap
      const { inside } = queryRow(
        at("communes.geojson"),
        `SELECT ST_Area(ST_Intersection(ST_Union(geometry), BuildMbr(${left}, ${top - SIZE / 5}, ${left + SIZE / 5}, ${top}))) AS inside FROM communes`,
      );
      const { hectares } = area["summary"] as { hectares: number };
      expect(Math.abs(10_000 * hectares - Number(inside))).toBeLessThan(1);

      // the raster ends where the polygons do, but for the pixels that the border crosses
      const [cut, all] = ["area", "whole"].map((name) => {
        execFileSync("gdal_translate", ["-q", "-of", "ENVI", at(`${name}.tif`), at(`${name}.raw`)]);
        return readFileSync(at(`${name}.raw`));
      });
      const kept = [...cut!.keys()].filter((pixel) => cut![pixel] !== 0);
      expect(kept.filter((pixel) => cut![pixel] !== all![pixel])).toEqual([]);
      expect(Math.abs(kept.length * 0.2 ** 2 - Number(inside))).toBeLessThan(1);
    },
    4 * MINUTES,
  );

  test(
    "that lies elsewhere is told before the work begins",
    () => {
      const text = readFileSync(at("communes.geojson"), "utf8").replaceAll(
        /\[(\d+)/g,
        (_, x: string) => `[${Number(x) + 9000}`,
      );
      writeFileSync(at("elsewhere.geojson"), text);
      const command = "segment scene.tif --out x.gpkg --model ocsol-tiny-test --aoi elsewhere.geojson";
      const { status, stderr } = runCli(folder, ...command.split(" "));
      expect(status).toBe(1);
      expect(stderr).toMatch(/«\selsewhere.geojson\s» ne touche pas l’image/);
    },
    MINUTES,
  );
});
