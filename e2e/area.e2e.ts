import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createScene, DEMO_SEED, DEMO_SIZE } from "../src/demo/scene.ts";
import { gdalMissing, queryRow } from "../src/testing/ogr.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

const { affine } = createScene({ seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE }).grid;
const [, , left, , , top] = affine;

/** A triangle with a hole that reaches out of the image to the west: inside are 100 × 100 / 2 − 20 × 20 m². */
const INSIDE_SQUARE_METRES = 4600;
const triangle = [[-100, 50], [100, 150], [-100, 250], [-100, 50]]; // biome-ignore format: a ring on a line
const hole = [[20, 140], [40, 140], [40, 160], [20, 160], [20, 140]]; // biome-ignore format: a ring on a line

/** The triangle as a GeoJSON file, or another so many metres to the east. */
function outline(eastwards = 0): Uint8Array {
  const coordinates = [triangle, hole].map((ring) =>
    ring.map(([east, south]) => [left + eastwards + east!, top - south!]),
  );
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  const feature = { type: "Feature", properties: { nom: "Commune" }, geometry: { type: "Polygon", coordinates } };
  return new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", crs, features: [feature] }));
}

/** An image that the triangle reaches into, smaller than the demonstration. */
async function openScene(app: AppPage): Promise<void> {
  await app.openFile("petite.tif", await sceneTiff(640));
  await expect(app.page.getByTestId("image-summary")).toContainText("petite.tif");
}

/** Drops a layer and says that it is the area. */
async function dropArea(app: AppPage, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await app.dropAll(files);
  await app.page.getByTestId("as-area").click();
}

test("an area dropped on the image: only its windows are segmented, the export is cut to it", async ({ app }, info) => {
  await app.open();
  await app.openDemo();
  await dropArea(app, { "commune.geojson": outline() });
  await app.openStep("area");
  await expect(app.page.getByTestId("area")).toContainText("commune.geojson · 2,0 ha");
  const said = await app.page.getByTestId("area-windows").textContent();
  const [, windows, total] = /(\d+) fenêtres sur (\d+)/.exec(said!)!.map(Number);
  expect(windows).toBeLessThan(total! / 2);
  await app.segment();
  await app.page.screenshot({ path: info.outputPath("area.png") });
  const geopackage = info.outputPath("result.gpkg");
  await app.export("geopackage", geopackage);

  await test.step("a larger area goes on from what is done, the first one again is done", async () => {
    await app.openStep("area");
    await app.page.getByTestId("area-clear").click();
    await expect(app.page.getByTestId("segment")).toContainText("Reprendre");
    await expect(app.page.getByText(`Arrêté à ${windows} / ${total} fenêtres`)).toBeVisible();
  });
  expect(app.complaints).toEqual([]);

  test.skip(gdalMissing !== false, String(gdalMissing));
  const { area, valid, n } = queryRow(
    geopackage,
    "SELECT SUM(ST_Area(the_geom)) AS area, SUM(ST_IsValid(the_geom)) AS valid, COUNT(*) AS n FROM OCCUPATION_SOL",
  );
  expect(valid).toBe(n);
  expect(Math.abs(Number(area) - INSIDE_SQUARE_METRES)).toBeLessThan(0.5);
});

test("an area drawn, given up, seen and taken back", async ({ app }) => {
  const { page } = app;
  await app.open("/?model=ocsol-tiny-test");
  await openScene(app);
  await app.openStep("area");
  const map = page.getByTestId("map");
  const click = (x: number, y: number) => map.click({ position: { x, y } });

  await page.getByTestId("area-draw").click();
  await expect(page.getByText("Cliquez sur la carte")).toBeVisible();
  await click(400, 200);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Cliquez sur la carte")).toHaveCount(0);
  await expect(page.getByTestId("area")).toHaveCount(0);

  await page.getByTestId("area-draw").click();
  await click(400, 200);
  await click(600, 220);
  await click(500, 400);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("area")).toContainText("Zone dessinée");

  await page.getByTestId("area-view").click();
  await expect(page.getByTestId("area")).toContainText("Vue de la carte");
  await page.getByTestId("area-clear").click();
  await expect(page.getByTestId("area")).toHaveCount(0);
  expect(app.complaints).toEqual([]);
});

test("an area elsewhere, or before there is an image, changes nothing and says so", async ({ app }) => {
  await app.open();
  await app.drop("commune.geojson", outline());
  await expect(app.page.getByTestId("error")).toHaveAttribute("data-tag", "area-without-image");
  await openScene(app);
  await dropArea(app, { "commune.geojson": outline() });
  await expect(app.stepTitle("area")).toContainText("2,0 ha");
  await dropArea(app, { "ailleurs.geojson": outline(5000) });
  await expect(app.page.getByTestId("error")).toHaveAttribute("data-tag", "area-elsewhere");
  await expect(app.stepTitle("area")).toContainText("2,0 ha");
});

test("GeoPackage, Shapefile, its ZIP and KML outline an area as well", async ({ app }, info) => {
  test.skip(gdalMissing !== false, String(gdalMissing));
  const folder = info.outputPath("layers");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "zones.geojson"), outline());
  for (const args of [
    ["zones.gpkg", "zones.geojson"],
    ["zones.shp", "zones.geojson"],
    ["zones.shz", "zones.geojson"],
    ["zones.kml", "zones.geojson", "-t_srs", "EPSG:4326"],
  ]) {
    execFileSync("ogr2ogr", args, { cwd: folder, stdio: "ignore" });
  }
  const named = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
  await app.open();
  await openScene(app);
  await app.openStep("area");
  for (const names of [
    ["zones.gpkg"],
    readdirSync(folder).filter((name) => /\.(shp|dbf|prj|cpg)$/.test(name)),
    ["zones.shz"],
    ["zones.kml"],
  ]) {
    await dropArea(app, named(names));
    const name = names.find((one) => !/\.(dbf|prj|cpg)$/.test(one))!;
    await expect(app.page.getByTestId("area")).toContainText(`${name} · 2,0 ha`);
    await app.page.getByTestId("area-clear").click();
  }
  expect(app.complaints).toEqual([]);
});
