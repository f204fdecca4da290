import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gdalMissing, queryRow } from "../src/testing/ogr.ts";
import { expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** All rows of a layer, geometry and all, as text. */
function rowsOf(path: string, layer: string): string {
  const csv = ["-f", "CSV", "/vsistdout/", path, layer, "-lco", "GEOMETRY=AS_WKT", "-lco", "WRITE_BOM=NO"];
  return execFileSync("ogr2ogr", csv, { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }).toString();
}

test("a result opened again from its GeoPackage: the same figures, the same rows; then compared and given uses", async ({
  app,
}, info) => {
  test.skip(gdalMissing !== false, String(gdalMissing));
  const { page } = app;
  const legend = page.getByTestId("legend");
  await app.open("/?model=ocsol-tiny-test");
  await app.openFile("petite_2021.tif", await sceneTiff(320));
  await app.chooseBackend("wasm");
  await app.segment();
  const figures = await legend.locator("tbody").innerText();
  await app.openStep("export");
  await page.getByTestId("preset").selectOption("cosia");
  const first = info.outputPath("first.gpkg");
  const bytes = await app.export("geopackage", first);

  await test.step("after a reload it opens alone", async () => {
    await page.reload();
    await app.drop("carte.gpkg", bytes);
    await expect(page.getByTestId("reopened")).toContainText("carte.gpkg");
    await expect(page.getByTestId("preset")).toHaveValue("cosia");
    await expect(page.getByTestId("preset")).toBeDisabled();
    expect(await legend.locator("tbody").innerText()).toBe(figures);
    await page.getByTestId("map").hover();
    await expect(page.getByTestId("status")).toContainText(/confiance \d+\s%.*EPSG:2154/);
    const second = info.outputPath("second.gpkg");
    await app.export("geopackage", second);
    for (const layer of ["OCCUPATION_SOL", "ARTIFICIALISATION"]) {
      expect(rowsOf(second, layer) === rowsOf(first, layer), layer).toBe(true);
    }
    await page.screenshot({ path: info.outputPath("reopened.png") });
  });

  // An OCS GE of the west of it, as a GIS writes it: trees have become grass, and people live there.
  const reference = info.outputPath("ocsge.gpkg");
  const { middle } = queryRow(
    first,
    "SELECT (MIN(ST_MinX(the_geom)) + MAX(ST_MaxX(the_geom))) / 2 AS middle FROM OCCUPATION_SOL",
  );
  const sql = `SELECT the_geom, REPLACE(code_cs, 'CS2.1.1.1', 'CS2.2.1') AS code_cs, 'US5' AS code_us
    FROM OCCUPATION_SOL WHERE ST_MaxX(the_geom) < ${middle}`;
  execFileSync("ogr2ogr", ["-nomd", reference, first, "-dialect", "SQLite", "-sql", sql, "-nln", "OCCUPATION_SOL"]);
  const share = queryRow(
    first,
    `SELECT SUM((code_cs <> 'CS2.1.1.1') * ST_Area(the_geom)) / SUM(ST_Area(the_geom)) AS agreement,
      SUM(ST_Area(the_geom)) / 10000 AS hectares FROM OCCUPATION_SOL WHERE ST_MaxX(the_geom) < ${middle}`,
  );

  await test.step("an OCS GE beside it is compared, class by class", async () => {
    await app.drop("ocsge.gpkg", new Uint8Array(readFileSync(reference)));
    await expect(page.getByTestId("reference")).toContainText("OCS GE · ocsge.gpkg");
    await app.openStep("check");
    await page.getByTestId("compare").click();
    const matrix = page.getByTestId("matrix");
    await expect(matrix).toBeVisible();
    const percent = (100 * Number(share["agreement"])).toFixed(1).replace(".", ",");
    await expect(page.getByTestId("comparison")).toContainText(`Accord global : ${percent}`);
    await page.screenshot({ path: info.outputPath("comparison.png") });
    const download = page.waitForEvent("download");
    await page.getByTestId("comparison-csv").click();
    const csv = readFileSync((await (await download).path())!, "utf8")
      .slice(1)
      .trimEnd()
      .split("\r\n");
    expect(csv[0]).toMatch(/^carte \/ référence;libelle;CS/);
    const totals = csv.at(-2)!.split(";").slice(2, -3); // what the reference does not cover, all, nothing
    const compared = totals.reduce((sum, hectares) => sum + Number(hectares.replace(",", ".")), 0);
    expect(Math.abs(compared - Number(share["hectares"]))).toBeLessThan(0.001);
    await page.getByRole("button", { name: "Fermer" }).click();
    await page.screenshot({ path: info.outputPath("outlines.png") });
    await page.getByRole("button", { name: "Couleurs" }).click();
    await expect(page.getByRole("button", { name: "Couleurs" })).toHaveAttribute("aria-pressed", "true");
    await page.screenshot({ path: info.outputPath("colours.png") });
    await page.setViewportSize({ width: 390, height: 780 });
    await page.getByTestId("compare").click();
    await expect(page.getByTestId("matrix")).toBeVisible();
    await page.screenshot({ path: info.outputPath("narrow.png") });
    await page.getByRole("button", { name: "Fermer" }).click();
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  await test.step("and lends its uses to the next export", async () => {
    await page.getByTestId("take-uses").click();
    const used = info.outputPath("used.gpkg");
    await app.export("geopackage", used);
    const count = (path: string, where: string) =>
      Number(queryRow(path, `SELECT COUNT(*) AS n FROM OCCUPATION_SOL WHERE ${where}`)["n"]);
    expect(count(used, "code_us = 'US5'")).toBe(count(first, `ST_MaxX(the_geom) < ${middle}`));
    expect(count(used, "code_us IS NULL")).toBe(count(first, `ST_MaxX(the_geom) >= ${middle}`));
    expect(count(used, "ocsol_artif = 'selon usage'")).toBeLessThan(count(first, "ocsol_artif = 'selon usage'"));
  });
  await test.step("and to the report, which has its map though the image is not there", async () => {
    await app.openStep("export");
    await page.getByTestId("open-report").click();
    await expect(page.getByTestId("report")).toContainText("petite_2021.tif");
    await expect(page.getByTestId("report")).toContainText("codes d’usage (US) pris de ocsge.gpkg");
    await expect(page.getByTestId("report-map")).not.toContainText("sur l’orthophoto");
    await expect(page.getByTestId("print-report")).toBeEnabled();
    await page.screenshot({ path: info.outputPath("report.png") });
    await page.getByTestId("close-report").click();
  });
  expect(app.complaints).toEqual([]);
});

test("with its own image it lies above it; a file changed so that it is no map is said, and changes nothing", async ({
  app,
}, info) => {
  test.skip(gdalMissing !== false, String(gdalMissing));
  const { page } = app;
  await app.open("/?model=ocsol-tiny-test");
  await app.openFile("petite_2021.tif", await sceneTiff(320));
  await app.chooseBackend("wasm");
  await app.segment();
  await app.openStep("export");
  await page.getByTestId("preset").selectOption("cosia");
  const file = info.outputPath("result.gpkg");
  const bytes = await app.export("geopackage", file);
  await app.drop("carte.gpkg", bytes);
  await expect(page.getByTestId("reopened")).toBeAttached();
  await expect(page.getByTestId("image-summary")).toContainText("petite_2021.tif");
  await page.screenshot({ path: info.outputPath("above.png") });

  await test.step("a report that cannot be loaded is said, and can be asked for again", async () => {
    await page.route(/ReportView.*\.js/, (route) => route.abort());
    await app.openStep("export");
    await page.getByTestId("open-report").click();
    await expect(page.getByTestId("error")).toHaveAttribute("data-tag", "internal");
    await expect(page.getByTestId("reopened")).toContainText("carte.gpkg");
    await page.unroute(/ReportView.*\.js/);
    await page.getByTestId("open-report").click();
    await expect(page.getByTestId("report-map")).toContainText("sur l’orthophoto");
  });
  await test.step("what is dropped on the report changes nothing under it", async () => {
    await app.drop("autre.gpkg", bytes);
    await page.getByTestId("print-report").hover();
    await page.getByTestId("close-report").click();
    await expect(page.getByTestId("error")).toHaveCount(0);
    await expect(page.getByTestId("reopened")).toContainText("carte.gpkg");
  });

  const moved = "UPDATE OCCUPATION_SOL SET the_geom = AsGPB(ST_Translate(the_geom, 0.5, 0, 0)) WHERE fid = 7";
  execFileSync("ogrinfo", ["-q", file, "-sql", moved], { stdio: "ignore" });
  await app.drop("touche.gpkg", new Uint8Array(readFileSync(file)));
  await expect(page.getByTestId("error")).toHaveAttribute("data-tag", "result-not-a-map");
  await expect(page.getByTestId("reopened")).toContainText("carte.gpkg");
});
