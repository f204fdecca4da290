import { writeFileSync } from "node:fs";
import { gdalMissing, queryRow } from "../src/testing/ogr.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** "1 234,56" or "1,234.56" */
function numberOf(text: string, decimal: "," | "."): number {
  return Number(text.replace(decimal === "," ? /[^\d,]/g : /[^\d.]/g, "").replace(",", "."));
}

/** Hectares as the report prints them, by the row's mark. */
async function hectares(app: AppPage, table: string, mark: string, decimal: "," | "."): Promise<Map<string, number>> {
  const rows = await app.page
    .getByTestId(table)
    .locator(`tbody tr[${mark}]`)
    .evaluateAll(
      (found, name) =>
        found.map((row) => [row.getAttribute(name)!, row.querySelector("td.figure")!.textContent!] as const),
      mark,
    );
  return new Map(rows.map(([key, text]) => [key, numberOf(text, decimal)]));
}

test("segmentation, report on paper in French and in English, to the digit of the GeoPackage", async ({
  app,
}, info) => {
  await app.open();
  await app.openFile("scene.tif", await sceneTiff(900));
  await expect(app.page.getByTestId("image-summary")).toContainText("scene.tif");
  await app.chooseBackend("wasm");
  await app.segment();
  await app.openStep("export");
  await app.page.getByTestId("preset").selectOption("ocsge");
  await app.page.getByTestId("smooth").check();
  const geopackage = info.outputPath("result.gpkg");
  await app.export("geopackage", geopackage);
  await app.page.screenshot({ path: info.outputPath("export-fr.png") });

  await app.page.getByTestId("open-report").click();
  await expect(app.page.getByTestId("report-map")).toHaveAttribute("data-drawing", "drawn");
  await expect(app.page.getByTestId("report-notice")).toContainText("Prédiction automatique, non vérifiée.");
  await app.page.screenshot({ path: info.outputPath("report-fr.png") });
  const french = await app.page.pdf({ preferCSSPageSize: true });
  writeFileSync(info.outputPath("report-fr.pdf"), french);
  const covers = await hectares(app, "report-covers", "data-code", ",");
  const artificial = await hectares(app, "report-artificial", "data-figure", ",");

  await app.page.getByTestId("report").getByRole("button", { name: "EN", exact: true }).click();
  await expect(app.page.getByTestId("report-notice")).toContainText("Automatic prediction, unchecked.");
  await expect(app.page.getByTestId("report-map")).toHaveAttribute("data-drawing", "drawn");
  const english = await app.page.pdf({ preferCSSPageSize: true });
  writeFileSync(info.outputPath("report-en.pdf"), english);
  expect(await hectares(app, "report-covers", "data-code", ".")).toEqual(covers);
  for (const pdf of [french, english]) {
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(7);
  }

  await app.page.keyboard.press("Escape");
  await expect(app.page.getByTestId("report")).toHaveCount(0);
  await expect(app.page.getByTestId("open-report")).toBeFocused();
  expect(app.complaints).toEqual([]);

  test.skip(gdalMissing !== false, String(gdalMissing));
  const sum = (where: string) =>
    Number(queryRow(geopackage, `SELECT SUM(ST_Area(the_geom)) AS area FROM OCCUPATION_SOL WHERE ${where}`)["area"]);
  for (const [code, printed] of covers) expect(printed).toBeCloseTo(sum(`code_cs = '${code}'`) / 10_000, 2);
  for (const [figure, where] of [
    ["impermeable", "code_cs LIKE 'CS1.1.1.%'"],
    ["certain", "ocsol_artif = 'certain'"],
    ["dependsOnUse", "ocsol_artif LIKE 'selon%'"],
    ["never", "ocsol_artif = 'jamais'"],
  ] as const) {
    expect(artificial.get(figure)).toBeCloseTo(sum(where) / 10_000, 2);
  }
});
