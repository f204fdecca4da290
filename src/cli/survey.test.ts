import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gdalMissing, queryRow } from "../testing/ogr.ts";
import { seededClasses } from "../testing/pictures.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";

/** A map cut to an area and told by zones from the command line, judged by GDAL and GEOS. */

const MINUTES = 60_000;
/** 600 × 600 pixels of 20 cm near Béziers */
const SIZE = 600;
const LEFT = 721_000;
const TOP = 6_249_000;

let folder: string;
const at = (name: string): string => join(folder, name);

/** Corners in metres from the upper left corner of the map. */
const polygon = (...rings: [right: number, down: number][][]) => ({
  type: "Polygon",
  coordinates: rings.map((ring) => [...ring, ring[0]!].map(([right, down]) => [LEFT + right, TOP - down])),
});
type Geometry = ReturnType<typeof polygon> | { type: "MultiPolygon"; coordinates: number[][][][] };
const layer = (features: [properties: object, geometry: Geometry][], code = 2154) => ({
  type: "FeatureCollection",
  crs: { type: "name", properties: { name: `urn:ogc:def:crs:EPSG::${code}` } },
  features: features.map(([properties, geometry]) => ({ type: "Feature", properties, geometry })),
});

const communes = layer([
  [{ nom: "Commune", insee: "34032" }, { type: "MultiPolygon", coordinates: [
    polygon(
      [[-30, 20], [70.3, 5.11], [131, 61.7], [90, 100], [55.5, 72.25], [10, 95]],
      [[40, 30], [52, 28], [50, 44], [38.7, 41]],
    ).coordinates,
    polygon([[5, 100], [40, 104], [33, 118], [4, 117]]).coordinates,
  ] }],
]); // biome-ignore format: corners of a ring on a line
const plu = layer([
  [{ libelle: "UB, centre" }, polygon([[10, 10], [60, 10], [60, 55], [10, 55]])],
  [{ libelle: "N" }, polygon([[60, 10], [115.5, 12], [100, 80], [60, 55]])],
  [{ libelle: "A" }, polygon([[10, 55], [60, 55], [100, 80], [140, 130], [20, 110]])],
]); // biome-ignore format: corners of a ring on a line

const write = (name: string, content: object) => writeFileSync(at(name), JSON.stringify(content));

/** A sheet of the class raster, as GDAL writes it. */
function writeSheet(name: string, classes: Uint8Array, width: number, left: number): void {
  writeFileSync(at(`${name}.raw`), classes);
  const lines = classes.length / width;
  writeFileSync(
    at(`${name}.hdr`),
    `ENVI\nsamples = ${width}\nlines = ${lines}\nbands = 1\ndata type = 1\ninterleave = bsq\nbyte order = 0\n`,
  );
  const corners = [left, TOP, left + 0.2 * width, TOP - 0.2 * lines].map(String);
  const options = ["-q", "-a_srs", "EPSG:2154", "-a_ullr", ...corners, "-co", "COMPRESS=DEFLATE", "-co", "TILED=YES"];
  execFileSync("gdal_translate", [...options, at(`${name}.raw`), at(`${name}.tif`)]);
}

const columns = (classes: Uint8Array, from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: SIZE * (to - from) }, (_, pixel) => {
    return classes[Math.floor(pixel / (to - from)) * SIZE + from + (pixel % (to - from))]!;
  });

const run = (command: string) => {
  const done = runCli(folder, ...command.split(" "));
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
  return lastJson(done.stdout);
};

interface Figures {
  readonly hectares: number;
  readonly hectaresEllipsoid: number;
}
interface Told extends Figures {
  readonly name: string;
  readonly classes: readonly (Figures & { code_cs: string })[];
  readonly unmapped: Figures;
  readonly artificialisation: Readonly<Record<"certain" | "dependsOnUse" | "never", Figures>>;
}

describe.skipIf(gdalMissing)("a map of 600 × 600 pixels", () => {
  let whole: Record<string, unknown>;
  let cut: Record<string, unknown>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ocsol-survey-"));
    const classes = seededClasses(SIZE, 0.3);
    writeSheet("sheet", classes, SIZE, LEFT);
    writeSheet("west", columns(classes, 0, 217), 217, LEFT);
    writeSheet("east", columns(classes, 217, SIZE), SIZE - 217, LEFT + 0.2 * 217);
    write("communes.geojson", communes);
    write("plu.geojson", plu);
    execFileSync("ogr2ogr", [
      "-f",
      "GeoJSON",
      "-lco",
      "RFC7946=YES",
      "-lco",
      "COORDINATE_PRECISION=12",
      at("wgs84.geojson"),
      at("plu.geojson"),
    ]);
    whole = run("polygonise sheet.tif --out whole.gpkg --min-area 4 --simplify 0.61 --json");
    cut = run(
      "polygonise sheet.tif --out cut.gpkg --min-area 4 --simplify 0.61 --aoi communes.geojson --by plu.geojson --json",
    );
  }, 4 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A figure out of GEOS, of polygons `z` of a layer and polygons `m` of a map. */
  const geos = (zones: string, map: string, select: string, rest = ""): string =>
    queryRow(
      at(`${zones}.geojson`),
      `SELECT ${select} AS figure FROM ${zones} z, '${at(map)}'.OCCUPATION_SOL m ${rest}`,
    )["figure"]!;

  test(
    "cut to a commune of two parts with a hole, is what GEOS says is inside, valid and without overlap",
    () => {
      const { n, valid, area, union } = queryRow(
        at("cut.gpkg"),
        'SELECT COUNT(*) AS n, SUM(ST_IsValid(the_geom)) AS valid, SUM(ST_Area(the_geom)) AS area, ST_Area(ST_Union(the_geom)) AS "union" FROM OCCUPATION_SOL',
      );
      expect(valid).toBe(n);
      expect(Number(n)).toBe(cut["polygons"]);
      const inside = Number(geos("communes", "whole.gpkg", "SUM(ST_Area(ST_Intersection(m.the_geom, z.geometry)))"));
      expect(Number(area)).toBeCloseTo(inside, 0.5);
      expect(Number(area) / inside).toBeCloseTo(1, 5);
      expect(Number(union) / Number(area)).toBeCloseTo(1, 8);
      expect((cut["summary"] as Figures).hectares).toBeCloseTo(Number(area) / 10_000, 3);
    },
    MINUTES,
  );

  test(
    "has by zone and class what GEOS cuts out",
    () => {
      const zones = cut["zones"] as Told[];
      expect(zones.map(({ name }) => name)).toEqual(["UB, centre", "N", "A"]);
      const byPair = queryRow(
        at("plu.geojson"),
        `SELECT group_concat(pair, ';') AS pairs FROM (SELECT z.libelle || '|' || m.code_cs || '|' || SUM(ST_Area(ST_Intersection(m.the_geom, z.geometry))) AS pair FROM plu z, '${at("cut.gpkg")}'.OCCUPATION_SOL m WHERE ST_Intersects(m.the_geom, z.geometry) GROUP BY z.libelle, m.code_cs)`,
      )["pairs"]!;
      const expected = new Map(
        byPair
          .split(";")
          .map((pair) => [pair.slice(0, pair.lastIndexOf("|")), Number(pair.slice(pair.lastIndexOf("|") + 1))]),
      );
      let pairs = 0;
      for (const { name, classes } of zones) {
        for (const { code_cs, hectares } of classes) {
          // to the square metre that the report rounds to
          expect(Math.abs(hectares * 10_000 - (expected.get(`${name}|${code_cs}`) ?? 0))).toBeLessThan(0.7);
          pairs++;
        }
      }
      expect(pairs).toBe([...expected.values()].filter((area) => area > 0.01).length);
      expect(pairs).toBeGreaterThan(15);
    },
    MINUTES,
  );

  test("writes the same as a table beside the map", () => {
    const lines = readFileSync(at("cut.zones.csv"), "utf8").trim().split("\r\n");
    expect(lines[0]).toBe("zone,nom,poste,libelle,hectares,hectares_ellipsoide,part,hectares_confiance");
    const [zone] = cut["zones"] as Told[];
    for (const { code_cs, hectares, hectaresEllipsoid } of zone!.classes) {
      const line = lines.find((text) => text.startsWith(`1,"UB, centre",${code_cs},`))!;
      expect(line).toContain(`,${hectares.toFixed(4)},${hectaresEllipsoid.toFixed(4)},`);
      expect(line.endsWith(",")).toBe(true); // nobody said how sure those classes are
    }
    const read = queryRow(at("cut.zones.csv"), 'SELECT COUNT(DISTINCT zone) AS zones, COUNT(*) AS n FROM "cut.zones"');
    expect(read).toMatchObject({ zones: "3", n: String(lines.length - 1) });
  });

  test("answers for all of a zone: artificialised or not, and what lies outside the map", () => {
    for (const { hectares, classes, unmapped, artificialisation } of cut["zones"] as Told[]) {
      const mapped = classes.reduce((sum, found) => sum + found.hectares, 0);
      expect(mapped + unmapped.hectares).toBeCloseTo(hectares, 2);
      const { certain, dependsOnUse, never } = artificialisation;
      expect(certain.hectares + dependsOnUse.hectares + never.hectares).toBeCloseTo(mapped, 2);
    }
  });

  test(
    "reads zones in longitude and latitude alike",
    () => {
      const told = run(
        "polygonise sheet.tif --out lonlat.gpkg --min-area 4 --simplify 0.61 --aoi communes.geojson --by wgs84.geojson --json",
      );
      const figures = (from: Record<string, unknown>) =>
        (from["zones"] as Told[]).flatMap(({ classes }) => classes.map((found) => [found.code_cs, found.hectares]));
      expect(figures(told)).toEqual(
        figures(cut).map(([code, hectares]) => [code, expect.closeTo(hectares as number, 3)]),
      );
    },
    2 * MINUTES,
  );

  test(
    "of two sheets is the map of the joined one, without a seam",
    () => {
      run("polygonise east.tif west.tif --out joined.gpkg --min-area 4 --simplify 0.61 --json");
      const all =
        "SELECT COUNT(*) AS n, SUM(ST_Area(the_geom)) AS area, SUM(ST_NPoints(the_geom)) AS points, SUM(ocsol_numero * ST_X(ST_Centroid(the_geom))) AS centroids FROM OCCUPATION_SOL";
      const one = queryRow(at("whole.gpkg"), all);
      const two = queryRow(at("joined.gpkg"), all);
      expect([two["n"], two["points"]]).toEqual([one["n"], one["points"]]);
      expect(Number(two["area"])).toBeCloseTo(Number(one["area"]), 6);
      expect(Number(two["centroids"]) / Number(one["centroids"])).toBeCloseTo(1, 12);
    },
    MINUTES,
  );

  test(
    "takes use from an existing OCS GE where that covers most of a face",
    () => {
      const uses = layer([[{ code_us: "US5" }, polygon([[-50, -50], [70, -50], [70, 200], [-50, 200]])]]); // biome-ignore format: one ring
      write("ocsge.geojson", uses);
      const told = run("polygonise sheet.tif --out used.gpkg --min-area 4 --simplify 0.61 --uses ocsge.geojson --json");
      const isMostlyInside = "IFNULL(ST_Area(ST_Intersection(m.the_geom, z.geometry)), 0) > 0.5 * ST_Area(m.the_geom)";
      expect(geos("ocsge", "used.gpkg", "COUNT(*)", `WHERE (m.code_us IS NOT NULL) <> (${isMostlyInside})`)).toBe("0");
      expect(Number(geos("ocsge", "used.gpkg", "SUM(m.code_us = 'US5')"))).toBeGreaterThan(10);
      const before = (whole["summary"] as Told).artificialisation;
      const { certain, dependsOnUse } = (told["summary"] as Told).artificialisation;
      expect(certain.hectares).toBeGreaterThan(before.certain.hectares);
      expect(dependsOnUse.hectares).toBeLessThan(before.dependsOnUse.hectares);
    },
    2 * MINUTES,
  );

  test(
    "refuses a layer without polygons in one sentence",
    () => {
      writeFileSync(at("points.geojson"), '{"type":"Point","coordinates":[3,43]}');
      const { status, stderr } = runCli(folder, ..."polygonise sheet.tif --out x.gpkg --aoi points.geojson".split(" "));
      expect(status).toBe(1);
      expect(stderr).toMatch(/points\.geojson.*couche de polygones/);
    },
    MINUTES,
  );
});
