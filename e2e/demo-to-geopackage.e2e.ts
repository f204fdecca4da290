import { gdalMissing, layerSummary, queryRow } from "../src/testing/ogr.ts";
import { expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** OCS GE's delivered fields, as OGR names their types. */
const fields = [
  "id: String",
  "code_cs: String",
  "code_us: String",
  "millesime: String",
  "source: String",
  "ossature: Integer",
  "id_origine: String",
  "code_or: String",
];

function expectSoundGeoPackage(path: string, segmentedSquareMetres: number): void {
  const summary = layerSummary(path, "OCCUPATION_SOL");
  expect(summary).toContain("Geometry: Polygon");
  expect(summary).toContain("Geometry Column = the_geom");
  expect(summary).toContain('ID["EPSG",2154]');
  for (const field of fields) expect(summary).toContain(field);
  const row = queryRow(
    path,
    "SELECT COUNT(*) AS n, SUM(ST_IsValid(the_geom)) AS valid, SUM(ST_Area(the_geom)) AS area FROM OCCUPATION_SOL",
  );
  expect(Number(row["n"])).toBeGreaterThan(1);
  expect(Number(row["valid"])).toBe(Number(row["n"]));
  expect(Math.abs(Number(row["area"]) / segmentedSquareMetres - 1)).toBeLessThan(0.001);
}

test("on the processor: demonstration, segmentation, GeoPackage and GeoJSON", async ({ app }, info) => {
  await app.open();
  await app.openDemo();
  await app.chooseBackend("wasm");
  await app.segment();
  await expect(app.page.getByTestId("backend")).toHaveAttribute("data-backend", "wasm");
  await expect(app.page.getByTestId("legend").locator("tbody tr").first()).toBeVisible();
  await app.page.getByTestId("map").hover();
  await expect(app.page.getByTestId("status")).toContainText(/confiance \d+\s%.*EPSG:2154/);
  await app.page.screenshot({ path: info.outputPath("app-fr.png") });

  const geopackage = info.outputPath("result.gpkg");
  await app.export("geopackage", geopackage);
  const geojson = JSON.parse((await app.export("geojson", info.outputPath("result.geojson"))).toString("utf8"));
  expect(geojson.type).toBe("FeatureCollection");
  expect(geojson.features.length).toBeGreaterThan(1);
  // RFC 7946: degrees, longitude first; the scene lies in the south of France
  const [longitude, latitude] = geojson.features[0].geometry.coordinates[0][0];
  expect(Math.abs(longitude - 3)).toBeLessThan(3);
  expect(Math.abs(latitude - 43.5)).toBeLessThan(1.5);
  await app.page.getByTestId("preset").selectOption("ocsge");
  await app.page.getByTestId("smooth").check();
  const ocsge = info.outputPath("ocsge.gpkg");
  await app.export("geopackage", ocsge);
  expect(app.complaints).toEqual([]);

  test.skip(gdalMissing !== false, String(gdalMissing));
  expectSoundGeoPackage(geopackage, (2048 * 0.2) ** 2);
  expectSoundGeoPackage(ocsge, (2048 * 0.2) ** 2);
  const smallest = queryRow(ocsge, "SELECT MIN(ST_Area(the_geom)) AS area FROM OCCUPATION_SOL");
  expect(Number(smallest["area"])).toBeGreaterThan(150); // 200 m² for buildings, less what smoothing takes
  expect(Number(queryRow(ocsge, "SELECT COUNT(*) AS n FROM ZONE_CONSTRUITE")["n"])).toBeGreaterThan(0);
  expect(Number(queryRow(geopackage, "SELECT COUNT(*) AS n FROM OCCUPATION_SOL")["n"])).toBe(geojson.features.length);
});

test("on WebGPU: a small scene with the tiny model, GeoPackage", async ({ app }, info) => {
  await app.open("/?model=ocsol-tiny-test");
  await app.openFile("petite_2021.tif", await sceneTiff(96));
  await app.chooseBackend("webgpu", true);
  await app.segment();
  await expect(app.page.getByTestId("backend")).toHaveAttribute("data-backend", "webgpu");
  const geopackage = info.outputPath("result.gpkg");
  await app.export("geopackage", geopackage);
  await expect(app.page.getByTestId("saved")).toContainText("ocsol_petite_2021_2021_ocsol-tiny-test.gpkg");
  expect(app.complaints).toEqual([]);

  test.skip(gdalMissing !== false, String(gdalMissing));
  expectSoundGeoPackage(geopackage, (96 * 0.2) ** 2);
});

test("a software GPU is refused unless asked for, and the screen says why", async ({ app }) => {
  await app.open("/?model=ocsol-tiny-test");
  await app.openFile("petite.tif", await sceneTiff(96));
  await app.segment();
  const backend = app.page.getByTestId("backend");
  await expect(backend).toHaveAttribute("data-backend", "wasm");
  await expect(backend).toContainText("simulée par logiciel");
});
