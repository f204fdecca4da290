import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { bytesAsFile } from "./local-file.ts";
import { openOverlays } from "./open-overlays.ts";
import { openZoneLayer } from "./open-zone-layer.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-overlays-"));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (x: number, y: number) => [700_000 + x, 6_600_000 + y];
const square = (x: number) => [at(x, 0), at(x + 50, 0), at(x + 50, 50), at(x, 50), at(x, 0)];
const lambert = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
const collection = (geometries: readonly (readonly [string, object])[]) =>
  JSON.stringify({
    type: "FeatureCollection",
    crs: lambert,
    features: geometries.map(([nom, geometry]) => ({ type: "Feature", properties: { nom }, geometry })),
  });

/** One of each kind near the rectangle asked for, and one far away. */
const sources = {
  zones: collection([
    ["UA", { type: "Polygon", coordinates: [square(0)] }],
    ["loin", { type: "Polygon", coordinates: [square(9000)] }],
  ]),
  rues: collection([
    ["rue Haute", { type: "LineString", coordinates: [at(0, 10), at(40, 10), at(80, 90)] }],
    ["loin", { type: "MultiLineString", coordinates: [[at(9000, 0), at(9100, 0)]] }],
  ]),
  arbres: collection([
    ["tilleul", { type: "Point", coordinates: at(20, 20) }],
    ["deux saules", { type: "MultiPoint", coordinates: [at(30, 20), at(35, 20)] }],
    ["loin", { type: "Point", coordinates: at(9000, 20) }],
  ]),
};
type Name = keyof typeof sources;
const within = { bounds: [699_990, 6_599_990, 700_100, 6_600_100] as const, crs: crsOf(2154)! };

/** What is expected of a layer: how many polygons, lines and places each feature here has. */
const expected: Readonly<Record<Name, readonly (readonly [string, number, number, number])[]>> = {
  zones: [["UA", 1, 0, 0]],
  rues: [["rue Haute", 0, 1, 0]],
  arbres: [
    ["tilleul", 0, 0, 1],
    ["deux saules", 0, 0, 2],
  ],
};

const fileOf = (name: string) => bytesAsFile(name, new Uint8Array(readFileSync(join(folder, name))));

describe.skipIf(gdalMissing !== false)("layers that ogr2ogr writes", () => {
  beforeAll(() => {
    for (const [name, text] of Object.entries(sources)) {
      const source = join(folder, `${name}.geojson`);
      writeFileSync(source, text);
      const ogr = (target: string, ...options: string[]) =>
        execFileSync("ogr2ogr", [join(folder, target), source, "-nln", name, ...options]);
      ogr(`${name}.kml`, "-f", "LIBKML");
      ogr(`${name}.gpkg`);
      ogr("plu.gpkg", ...(name === "zones" ? [] : ["-update"]));
      // a Shapefile has one kind of points
      if (name === "arbres") ogr(`${name}.shp`, "-nlt", "MULTIPOINT");
      else ogr(`${name}.shp`);
    }
    execFileSync("zip", [
      "-qj",
      join(folder, "plu.zip"),
      ...readdirSync(folder)
        .filter((name) => /\.(shp|dbf|prj)$/.test(name))
        .map((name) => join(folder, name)),
    ]);
  }, 60_000);

  const told = (features: Awaited<ReturnType<typeof openOverlays>>[number]["features"]) =>
    features.map(({ properties, polygons, lines, points }) => [
      properties["nom"] ?? properties["name"],
      polygons.length,
      lines.length,
      points.length / 2,
    ]);

  test.each(["geojson", "kml", "gpkg", "shp"])("of each kind in %s: those that touch the rectangle", async (format) => {
    for (const name of Object.keys(sources) as Name[]) {
      const parts = format === "shp" ? ["shp", "dbf", "prj"] : [format];
      const layers = await openOverlays(
        parts.map((part) => fileOf(`${name}.${part}`)),
        within,
      );
      expect(layers.map((layer) => layer.name)).toEqual([`${name}.${format}`]);
      expect(told(layers[0]!.features)).toEqual(expected[name]);
    }
  });

  test.each([
    ["plu.gpkg", (name: Name) => `plu.gpkg · ${name}`],
    ["plu.zip", (name: Name) => `${name}.shp`],
  ])("all the layers of %s", async (file, nameOf) => {
    const layers = await openOverlays([fileOf(file)], within);
    const found = Object.fromEntries(layers.map(({ name, features }) => [name, told(features)]));
    expect(found).toEqual(
      Object.fromEntries((Object.keys(sources) as Name[]).map((name) => [nameOf(name), expected[name]])),
    );
  });

  test("lines and points outline no area", async () => {
    for (const name of ["rues", "arbres"]) {
      await expect(openZoneLayer([fileOf(`${name}.gpkg`)], { layer: name })).rejects.toSatisfy((error) =>
        isAppError(error, "zones-missing"),
      );
    }
    expect((await openZoneLayer([fileOf("plu.zip")])).features).toHaveLength(2);
  });
});

test("a layer elsewhere is none here", async () => {
  const elsewhere = collection([["loin", { type: "Point", coordinates: at(9000, 0) }]]);
  const file = bytesAsFile("loin.geojson", new TextEncoder().encode(elsewhere));
  await expect(openOverlays([file], within)).rejects.toSatisfy((error) => isAppError(error, "overlay-elsewhere"));
});
