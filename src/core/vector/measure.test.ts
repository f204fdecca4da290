import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gdalMissing, queryRow } from "../../testing/ogr.ts";
import { picture, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { crsOf } from "../geo/crs.ts";
import type { Grid } from "../raster/grid.ts";
import { polygonOf } from "./coverage.ts";
import { measureFaces, measurePolygons, measureRun } from "./measure.ts";
import { withRings } from "./rings.ts";
import { trace } from "./trace.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-measure-"));
afterAll(() => rmSync(folder, { recursive: true }));

const measured = async (rows: readonly string[], grid: Partial<Grid> = {}) =>
  measureFaces(await trace(picture(rows, grid)));

describe("in Lambert-93", () => {
  test("an area is the plane's, a perimeter counts holes", async () => {
    const { planimetric, perimeter } = await measured(["111", "121", "111"]);
    expect([...planimetric]).toEqual([expect.closeTo(8 * 0.04, 12), expect.closeTo(0.04, 12)]);
    expect([...perimeter]).toEqual([expect.closeTo(16 * 0.2, 12), expect.closeTo(4 * 0.2, 12)]);
  });

  test("is the same whatever way the raster lies", async () => {
    // rows northwards, and a raster turned by 30°
    const cosine = 0.2 * Math.cos(0.5);
    const sine = 0.2 * Math.sin(0.5);
    for (const affine of [
      [0.2, 0, 700_000, 0, 0.2, 6_600_000],
      [cosine, sine, 700_000, sine, -cosine, 6_600_000],
    ] as const) {
      const { planimetric, perimeter } = await measured(["112", "122"], { affine });
      expect([...planimetric]).toEqual([expect.closeTo(0.12, 9), expect.closeTo(0.12, 9)]);
      expect([...perimeter]).toEqual([expect.closeTo(1.6, 9), expect.closeTo(1.6, 9)]);
    }
  });
});

/**
 * The judge of the ellipsoid: PROJ's Lambert azimuthal equal-area projection about the place, in which a planar area is
 * the ellipsoid's. Independent of our formula, which knows no equal-area projection.
 */
const places = [
  [2154, 0.2, 721_000, 6_249_000, 3.26, 43.35],
  [2154, 0.2, 130_000, 6_850_000, -4.8, 48.4],
  [2975, 0.2, 340_000, 7_650_000, 55.46, -21.24],
  [2972, 0.2, 350_000, 545_000, -52.35, 4.93],
  [32630, 0.2, 700_000, 4_970_000, -0.47, 44.86],
  [3857, 0.3, 261_850, 6_250_566, 2.3522, 48.8566],
  [4326, 2e-6, 2.3522, 48.8566, 2.3522, 48.8566],
] as const;

describe.skipIf(gdalMissing)("on the ellipsoid", () => {
  test.each(places)(
    "in EPSG:%i a face is what PROJ's equal-area projection says",
    async (code, cell, x, y, lon, lat) => {
      const crs = crsOf(code)!;
      const affine = [1000 * cell, 0, x, 0, -1000 * cell, y] as const; // pixels of 200 m: some kilometres
      const coverage = withRings(await trace(readerOf(seededClasses(24, 0.6), pictureGrid(24, 24, { affine, crs }))));
      const { planimetric, ellipsoidal } = measureFaces(coverage);
      const features = Array.from({ length: coverage.faces.count }, (_, face) => ({
        type: "Feature",
        properties: { face },
        geometry: {
          type: "Polygon",
          coordinates: polygonOf(coverage, face).map((ring) =>
            Array.from({ length: ring.length / 2 }, (_, at) => [...ring.subarray(2 * at, 2 * at + 2)]),
          ),
        },
      }));
      const source = join(folder, `${code}-${x}.geojson`);
      const name = `urn:ogc:def:crs:EPSG::${code}`;
      writeFileSync(
        source,
        JSON.stringify({ type: "FeatureCollection", crs: { type: "name", properties: { name } }, features }),
      );
      const equalArea = join(folder, `${code}-${x}.gpkg`);
      const ellps = crs.proj4.includes("GRS80") ? "GRS80" : "WGS84";
      execFileSync("ogr2ogr", [
        "-s_srs",
        code === 4326 ? "+proj=longlat +ellps=WGS84 +towgs84=0,0,0" : `EPSG:${code}`,
        "-t_srs",
        `+proj=laea +lat_0=${lat} +lon_0=${lon} +ellps=${ellps} +towgs84=0,0,0`,
        "-segmentize",
        String(100 * cell), // a straight line here is none there
        equalArea,
        source,
        "-nln",
        "faces",
      ]);
      const inOrder = "SELECT group_concat(a) AS areas FROM (SELECT ST_Area(geom) AS a FROM faces ORDER BY face)";
      const areas = queryRow(equalArea, inOrder)["areas"]!.split(",").map(Number);
      expect([...ellipsoidal].map((area, face) => area / areas[face]!)).toEqual(areas.map(() => expect.closeTo(1, 5)));
      if (crs.unit === "degree" || code === 3857) expect(planimetric).toEqual(ellipsoidal);
      const sum = areas.reduce((total, area) => total + area, 0);
      expect(ellipsoidal.reduce((total, area) => total + area, 0) / sum).toBeCloseTo(1, 6);
      const polygons = Array.from({ length: coverage.faces.count }, (_, face) => polygonOf(coverage, face));
      expect(measurePolygons(polygons, crs).ellipsoidal / sum).toBeCloseTo(1, 6);
    },
  );

  // GeographicLib's line on the ellipsoid, in SpatiaLite
  test.each(places)("in EPSG:%i a line is as long as SpatiaLite says", (code, cell, x, y) => {
    const crs = crsOf(code)!;
    const [dx, dy] = [8000 * cell, -6000 * cell]; // some kilometres
    const line = [x, y, x + dx, y + dy, x + dx, y];
    const source = join(folder, `line-${code}-${x}.geojson`);
    const coordinates = [0, 2, 4].map((at) => line.slice(at, at + 2));
    const name = `urn:ogc:def:crs:EPSG::${code}`;
    const features = [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } }];
    writeFileSync(
      source,
      JSON.stringify({ type: "FeatureCollection", crs: { type: "name", properties: { name } }, features }),
    );
    const degrees = join(folder, `line-${code}-${x}-degrees.geojson`);
    // cut in pieces first: a straight line on the map is none on the ellipsoid
    execFileSync("ogr2ogr", [
      "-segmentize",
      String(50 * cell),
      "-t_srs",
      "EPSG:4326",
      degrees,
      source,
      "-lco",
      "COORDINATE_PRECISION=11",
    ]);
    const judged = Number(
      queryRow(degrees, `SELECT ST_Length(geometry, 1) AS metres FROM "line-${code}-${x}"`)["metres"],
    );
    const { ellipsoidal, planimetric } = measureRun(line, crs);
    expect(ellipsoidal / judged).toBeCloseTo(1, 6);
    if (code === 2154) expect(planimetric).toBeCloseTo(10_000 * cell + 6000 * cell, 6);
  });
});
