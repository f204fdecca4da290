import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { measurePolygons } from "../../core/vector/measure.ts";
import { gdalMissing, queryRow } from "../../testing/ogr.ts";
import { openZoneLayer } from "./open-zone-layer.ts";
import type { ZoneLayer } from "./zone-layer.ts";

type Corner = readonly [x: number, y: number];
const box = (x: number, y: number, size: number): Corner[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

/** A hole that touches the ring around it, at a corner of both. */
const dart: Corner[] = [
  [701_000, 6_600_050],
  [701_020, 6_600_060],
  [701_020, 6_600_040],
  [701_000, 6_600_050],
];

/** Holes, an island in a hole, several parts, parts that touch, accents, nothing said, a number. Lambert-93. */
const features = [
  {
    properties: { nom: "Forêt de l’Œuvre", code_cs: "CS2.1.1.1", rang: 12 },
    coordinates: [
      [box(700_000, 6_600_000, 100), box(700_010, 6_600_010, 50).reverse()],
      [box(700_020, 6_600_020, 20)], // an island in the hole
    ],
  },
  {
    properties: { nom: "Béziers — Çà et là", code_cs: null, rang: -3 },
    coordinates: [
      [
        [...box(701_000, 6_600_000, 100).slice(0, 4), dart[0]!, [701_000, 6_600_000]],
        dart,
        box(701_050, 6_600_050, 10).reverse(),
      ],
      [box(701_100, 6_600_100, 40)], // touches at a corner
    ],
  },
  { properties: { nom: "Île", code_cs: "CS1.2.2", rang: null }, coordinates: [[box(702_000, 6_600_300, 12.5)]] },
];
const areas = [100 ** 2 - 50 ** 2 + 20 ** 2, 100 ** 2 - 200 - 10 ** 2 + 40 ** 2, 12.5 ** 2];

const folder = mkdtempSync(join(tmpdir(), "ocsol-zones-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ogr2ogr = (...args: string[]) =>
  execFileSync("ogr2ogr", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });

/** The files in the folder whose names begin like this, as a user would drop them. */
const dropped = (...names: string[]) =>
  names.map((name) => new File([new Uint8Array(readFileSync(join(folder, name)))], name));
const startingWith = (stem: string) => readdirSync(folder).filter((name) => name.startsWith(`${stem}.`));

const areaOf = ({ features, crs }: ZoneLayer) =>
  features.map(({ polygons }) => measurePolygons(polygons, crs).planimetric);

const refusedAs = (...tags: string[]) =>
  expect.toSatisfy((error) => isAppError(error) && tags.includes(error.tag), `one of ${tags}`);

describe.skipIf(gdalMissing !== false)("what ogr2ogr writes", () => {
  beforeAll(() => {
    const collection = (geometries: (feature: (typeof features)[number]) => object) => ({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "EPSG:2154" } },
      features: features.map((feature) => ({
        type: "Feature",
        properties: feature.properties,
        geometry: geometries(feature),
      })),
    });
    const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
    write(
      "zones.geojson",
      collection(({ coordinates }) => ({ type: "MultiPolygon", coordinates })),
    );
    write(
      "points.geojson",
      collection(({ coordinates }) => ({ type: "Point", coordinates: coordinates[0]![0]![0] })),
    );
    ogr2ogr("zones.shp", "zones.geojson", "-lco", "ENCODING=UTF-8");
    ogr2ogr("latin.shp", "zones.geojson", "-lco", "ENCODING=ISO-8859-1", "-where", "rang < 0 OR rang IS NULL");
    ogr2ogr("deep.shp", "zones.geojson", "-lco", "ENCODING=UTF-8", "-lco", "SHPT=POLYGONZ");
    ogr2ogr("points.shp", "points.geojson");
    ogr2ogr("zones.gpkg", "zones.geojson", "-nln", "zones");
    ogr2ogr("zones.gpkg", "points.geojson", "-nln", "points", "-update");
    ogr2ogr("degrees.gpkg", "zones.geojson", "-t_srs", "EPSG:4326", "-dim", "XYZM", "-lco", "SPATIAL_INDEX=NO");
    ogr2ogr("zones.kml", "zones.geojson", "-t_srs", "EPSG:4326");
    ogr2ogr("-f", "LIBKML", "zones.kmz", "zones.geojson", "-t_srs", "EPSG:4326");
    ogr2ogr("zones.shz", "zones.geojson", "-lco", "ENCODING=UTF-8");
    ogr2ogr("zip.gpkg.zip", "zones.geojson", "-f", "GPKG");
  });

  test.each([
    ["a Shapefile", () => startingWith("zones").filter((name) => /\.(shp|dbf|prj|cpg|shx)$/.test(name))],
    ["a Shapefile with heights", () => startingWith("deep")],
    ["a zipped Shapefile", () => ["zones.shz"]],
    ["a GeoPackage", () => ["zones.gpkg"]],
    ["a zipped GeoPackage", () => ["zip.gpkg.zip"]],
    ["GeoJSON", () => ["zones.geojson"]],
  ])("%s in Lambert-93 is the same geometry, corner by corner, and the same attributes", async (_, names) => {
    const layer = await openZoneLayer(dropped(...names()));
    expect(layer.crs.code).toBe(2154);
    expect(areaOf(layer)).toEqual(areas);
    expect(layer.features.map(({ properties: { nom, code_cs, rang } }) => ({ nom, code_cs, rang }))).toEqual(
      features.map(({ properties }) => properties),
    );
    const corners = (rings: readonly Iterable<number>[]) => rings.map((ring) => [...ring].length).sort();
    layer.features.forEach(({ polygons }, at) => {
      expect(polygons).toHaveLength(features[at]!.coordinates.length);
      expect(corners(polygons.flat())).toEqual(corners(features[at]!.coordinates.flat().map((ring) => ring.flat())));
    });
  });

  test.each([
    ["a GeoPackage without an index, with heights and measures", "degrees.gpkg"],
    ["KML", "zones.kml"],
    ["KMZ", "zones.kmz"],
  ])("%s in longitude and latitude has the same areas on the ground", async (_, name) => {
    const layer = await openZoneLayer(dropped(name));
    expect(layer.crs.code).toBe(4326);
    const inLambert = (await openZoneLayer(dropped("zones.geojson"))).features.map(
      ({ polygons }) => measurePolygons(polygons, crsOf(2154)!).ellipsoidal,
    );
    areaOf(layer).forEach((area, at) => {
      expect(area / inLambert[at]!).toBeCloseTo(1, 4);
    });
    const properties = layer.features[1]!.properties as Record<string, unknown>;
    expect(properties["nom"] ?? properties["name"]).toBe("Béziers — Çà et là");
  });

  test("a Shapefile in Latin-1 is read by its .cpg, and without one as Windows has it", async () => {
    const all = startingWith("latin");
    for (const names of [all, all.filter((name) => !name.endsWith("cpg"))]) {
      const { features } = await openZoneLayer(dropped(...names));
      expect(features.map(({ properties }) => properties["nom"])).toContain("Île");
    }
  });

  test("a Shapefile without attributes still has its polygons; without its .prj nobody knows where", async () => {
    expect(areaOf(await openZoneLayer(dropped("zones.shp", "zones.prj")))).toEqual(areas);
    await expect(openZoneLayer(dropped("zones.shp", "zones.dbf"))).rejects.toEqual(refusedAs("zone-crs-missing"));
  });

  test("of a GeoPackage the first layer with polygons is taken, or the one asked for", async () => {
    await expect(openZoneLayer(dropped("zones.gpkg"), { layer: "points" })).rejects.toEqual(refusedAs("zones-missing"));
    expect((await openZoneLayer(dropped("zones.gpkg"), { layer: "zones" })).features).toHaveLength(3);
  });

  test.each(["zones.gpkg", "degrees.gpkg", "zones.geojson", "zones.kml"])(
    "of %s only what touches an extent is kept",
    async (name) => {
      const within = { bounds: [701_050, 6_600_050, 701_060, 6_600_060] as const, crs: crsOf(2154)! };
      const { features } = await openZoneLayer(dropped(name), { within });
      expect(features.map(({ properties }) => properties["nom"] ?? properties["name"])).toEqual(["Béziers — Çà et là"]);
    },
  );

  test.each(["points.shp", "points.geojson"])("%s holds no polygon, and is told so", async (name) => {
    const names = name.endsWith("shp") ? startingWith("points").filter((one) => !one.endsWith("geojson")) : [name];
    await expect(openZoneLayer(dropped(...names))).rejects.toEqual(refusedAs("zones-missing"));
  });

  test("what GDAL measures is what is read", async () => {
    const { n, area } = queryRow(
      join(folder, "zones.gpkg"),
      "SELECT COUNT(*) AS n, SUM(ST_Area(geom)) AS area FROM zones",
    );
    const read = areaOf(await openZoneLayer(dropped("zones.gpkg")));
    expect(read).toHaveLength(Number(n));
    expect(read.reduce((sum, one) => sum + one)).toBeCloseTo(Number(area), 3);
  });

  test.each(["zones.shp", "zones.gpkg", "zones.kml", "zones.kmz", "zones.geojson", "zones.shz"])(
    "a broken %s is refused with a sentence, or read: never more",
    async (name) => {
      const whole = new Uint8Array(readFileSync(join(folder, name)));
      const others = name === "zones.shp" ? dropped("zones.dbf", "zones.prj", "zones.cpg") : [];
      let seed = 20_261_122;
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((seed / 2 ** 32) * below);
      };
      let refused = 0;
      for (let trial = 0; trial < 60; trial++) {
        const broken = trial % 2 === 0 ? whole.slice(0, random(whole.length)) : whole.slice();
        for (let flips = trial % 2 === 0 ? 0 : 1 + random(8); flips > 0; flips--) {
          broken[random(Math.min(broken.length, trial % 4 === 1 ? 512 : broken.length))] = random(256);
        }
        await openZoneLayer([new File([broken], name), ...others]).catch((error: unknown) => {
          refused++;
          expect(isAppError(error), String(error)).toBe(true);
          expect(isAppError(error, "internal")).toBe(false);
        });
      }
      expect(refused).toBeGreaterThan(20);
    },
  );
});
