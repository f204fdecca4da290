import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crsOf } from "../src/core/geo/crs.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { writeGeoTiff } from "../src/export/geotiff/write-geotiff.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff, sheet } from "./support/scenes.ts";

const SIZE = 640;
const HALF = 303;
const halves = [
  { column: 0, row: 0, width: HALF, height: SIZE },
  { column: HALF, row: 0, width: SIZE - HALF, height: SIZE },
];

/** Drops files and folders of this machine on the page, as the system would: a script's own drop holds no folder. */
async function dropPaths(app: AppPage, paths: readonly string[]): Promise<void> {
  const session = await app.page.context().newCDPSession(app.page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 700, y: 400, data });
}

/** What a map says, but for the name of what it was made from. */
function featuresOf(geojson: Buffer): unknown {
  const { features } = JSON.parse(geojson.toString()) as { features: { geometry: unknown; properties: object }[] };
  return features.map(({ geometry, properties }) => ({ geometry, ...properties, source: "", ocsol_image: "" }));
}

test("a folder of sheets with their world files is one image, segmented as if it had never been cut", async ({
  app,
}, info) => {
  const folder = info.outputPath("dalles");
  mkdirSync(join(folder, "ouest"), { recursive: true });
  for (const [index, rect] of halves.entries()) {
    const { tiff, worldFile, crs } = await sheet(SIZE, rect, false);
    const name = join(folder, index === 0 ? "ouest" : "", `DALLE_2021_${index}`);
    writeFileSync(`${name}.tif`, tiff);
    writeFileSync(`${name}.TFW`, worldFile);
    writeFileSync(`${name}.prj`, crs.wkt);
  }
  writeFileSync(join(folder, "LISEZMOI.txt"), "Livraison");
  writeFileSync(join(folder, "apercu.png"), Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));

  await app.open();
  await dropPaths(app, [folder]);
  const facts = app.page.getByTestId("image-facts");
  await expect(facts).toContainText(`${SIZE} × ${SIZE}`);
  await expect(facts).toContainText("Fichiers2");
  await app.openStep("image");
  await expect(app.page.getByText("Laissés de côté : dalles/apercu.png")).toBeVisible();
  await app.page.screenshot({ path: info.outputPath("mosaic.png") });
  await app.segment();
  const ofSheets = featuresOf(await app.export("geojson", info.outputPath("sheets.geojson")));
  await app.openFile("2021-entiere.tif", await sceneTiff(SIZE));
  await expect(app.page.getByTestId("image-summary")).toContainText("2021-entiere.tif");
  await app.segment();
  const ofWhole = featuresOf(await app.export("geojson", info.outputPath("whole.geojson")));
  expect(ofSheets).toEqual(ofWhole);
  expect(app.complaints).toEqual([]);
});

test("two sheets without a CRS are asked about once; of two resolutions, one is chosen", async ({ app }, info) => {
  const [west, east] = await Promise.all(halves.map((rect) => sheet(SIZE, rect, false)));
  await app.open();
  const text = (value: string) => new TextEncoder().encode(value);
  await app.dropAll({
    "a.tif": west!.tiff,
    "a.tfw": text(west!.worldFile),
    "b.tif": east!.tiff,
    "b.tfw": text(east!.worldFile),
  });
  await expect(app.page.getByRole("alert")).toContainText("« a.tif » n’a pas de système de coordonnées");
  await app.page.screenshot({ path: info.outputPath("ask-crs.png") });
  await app.page.getByLabel("Système de coordonnées").selectOption("2154");
  await app.page.getByRole("button", { name: "Ouvrir avec ce système" }).click();
  await expect(app.page.getByTestId("image-facts")).toContainText("EPSG:2154");
  await expect(app.page.getByTestId("image-facts")).toContainText(`${SIZE} × ${SIZE}`);

  const coarse = new MemorySink();
  const georeference = { crs: crsOf(2154)!, affine: [0.5, 0, 700_000, 0, -0.5, 6_600_000] as const };
  await writeGeoTiff({ width: 64, height: 64, bands: 3, georeference }, () => new Uint8Array(3 * 512 * 512), coarse);
  const [first, second] = await Promise.all(halves.map((rect) => sheet(SIZE, rect)));
  await app.dropAll({ "a.tif": first!.tiff, "grossier.tif": coarse.bytes(), "b.tif": second!.tiff });
  await expect(app.page.getByTestId("question")).toContainText("2 à 20 cm en EPSG:2154 (a.tif, b.tif)");
  await app.page.screenshot({ path: info.outputPath("ask-group.png") });
  await app.page.getByRole("button", { name: "Ouvrir les 2 images à 20 cm" }).press("Enter");
  await expect(app.page.getByTestId("image-summary")).toContainText("a.tif + 1");
  expect(app.complaints).toEqual([]);
});

test("what cannot be read says what to do, with the line to run", async ({ app }, info) => {
  await app.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.open();
  await app.drop("BDORTHO_34.7z.001", Uint8Array.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]));
  await expect(app.page.getByTestId("error")).toContainText("Réunissez tous les morceaux");
  await app.page.screenshot({ path: info.outputPath("archive.png") });
  await app.drop("34 2021.ecw", Uint8Array.from([0x65, 2, 0, 1]));
  const error = app.page.getByTestId("error");
  await expect(error).toHaveAttribute("data-tag", "file-needs-converting");
  await error.getByRole("button", { name: "Copier la commande" }).click();
  const line = 'gdal_translate -of COG -co COMPRESS=JPEG "34 2021.ecw" "34 2021.tif"';
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(line);
  await expect(error).toContainText(line);
  await app.page.screenshot({ path: info.outputPath("ecw.png") });
});

test("an image of four bands lets its colours be chosen", async ({ app }, info) => {
  const sink = new MemorySink();
  const georeference = { crs: crsOf(2154)!, affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000] as const };
  const tile = Uint8Array.from({ length: 512 * 512 * 4 }, (_, at) => [200, 40, 40, 90][at % 4]!);
  await writeGeoTiff({ width: 300, height: 300, bands: 4, georeference }, () => tile, sink);
  await app.open();
  await app.openFile("rvbi.tif", sink.bytes());
  await expect(app.page.getByTestId("image-summary")).toContainText("rvbi.tif");
  await app.openStep("image");
  const colours = app.page.getByLabel("Couleurs");
  await expect(colours).toHaveValue("natural");
  await colours.selectOption("other");
  await app.page.getByLabel("Bande du rouge").selectOption("4");
  await app.page.screenshot({ path: info.outputPath("bands.png") });
  await app.page.getByRole("button", { name: "Appliquer" }).click();
  await expect(app.page.getByTestId("image-facts")).toContainText("300 × 300");
  expect(app.complaints).toEqual([]);
});

test.describe("an image named in the link", () => {
  const served = "dist/e2e-ortho.tif";
  test.beforeAll(async () => writeFileSync(served, await sceneTiff(700)));
  test.afterAll(() => rmSync(served, { force: true }));

  test("is read by ranges", async ({ app }) => {
    const ranges: string[] = [];
    app.page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/e2e-ortho.tif") ranges.push(request.headers()["range"] ?? "whole");
    });
    await app.open("/?image=e2e-ortho.tif");
    await expect(app.page.getByTestId("image-facts")).toContainText("700 × 700");
    await expect(app.page.getByTestId("image-summary")).toContainText("e2e-ortho.tif");
    expect(readFileSync(served).length).toBeGreaterThan(65_536);
    expect(ranges).not.toContain("whole");
    expect(app.complaints).toEqual([]);
  });

  test("on another site is not fetched; one that is not there says so", async ({ app }) => {
    await app.open("/?image=https://example.org/ortho.tif");
    await expect(app.page.getByTestId("error")).toContainText("est sur un autre site (https://example.org)");
    await app.open("/?image=absente.tif");
    await expect(app.page.getByTestId("error")).toContainText("ne donne pas « absente.tif » par morceaux");
  });
});
