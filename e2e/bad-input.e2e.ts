import { readFileSync } from "node:fs";
import { crsOf } from "../src/core/geo/crs.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { writeGeoTiff } from "../src/export/geotiff/write-geotiff.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

async function tiff(): Promise<Uint8Array> {
  const sink = new MemorySink();
  const georeference = { crs: crsOf(2154)!, affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000] as const };
  await writeGeoTiff(
    { width: 64, height: 64, bands: 3, tileSize: 64, compression: "none", georeference },
    () => new Uint8Array(64 * 64 * 3).fill(90),
    sink,
  );
  return sink.bytes();
}

/** Overwrites the value of a SHORT tag in a little-endian classic TIFF's first directory. */
function withTag(bytes: Uint8Array, tag: number, value: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const directory = view.getUint32(4, true);
  for (let entry = 0; entry < view.getUint16(directory, true); entry++) {
    const at = directory + 2 + 12 * entry;
    if (view.getUint16(at, true) === tag) view.setUint16(at + 8, value, true);
  }
  return copy;
}

async function expectError(app: AppPage, tag: string, sentence: RegExp): Promise<void> {
  const panel = app.page.getByTestId("error");
  await expect(panel).toHaveAttribute("data-tag", tag);
  await expect(panel).toContainText(sentence);
}

const CCITT = 4;
const SEPARATED = 5;

test.describe("bad input gets a sentence that says what to do, and the app stays usable", () => {
  test.afterEach(async ({ app }) => {
    await app.openFile("bonne.tif", await sceneTiff(300));
    await expect(app.page.getByTestId("image-facts")).toContainText("300 × 300");
    await expect(app.page.getByTestId("error")).toHaveCount(0);
  });

  test("not a TIFF", async ({ app }) => {
    await app.open();
    await app.drop("note.tif", new TextEncoder().encode("Bonjour, ceci n’est pas une image."));
    await expectError(app, "file-not-a-raster", /n’est pas une image que lit Ocsol. Déposez/);
  });

  test("truncated", async ({ app }) => {
    await app.open();
    const whole = await sceneTiff(300);
    await app.openFile("coupee.tif", whole.slice(0, whole.length / 2));
    await expectError(app, "file-truncated", /incomplet.*téléchargez-le de nouveau/);
  });

  test("a compression nobody expects in an orthophoto", async ({ app }) => {
    await app.open();
    await app.openFile("fax.tif", withTag(await tiff(), 259, CCITT));
    await expectError(app, "tiff-compression-unsupported", /n’est pas prise en charge.*gdal_translate/);
  });

  test("colours we do not mix", async ({ app }) => {
    await app.open();
    await app.openFile("cmjn.tif", withTag(await tiff(), 262, SEPARATED));
    await expectError(app, "samples-unsupported", /3 bande.*CMYK.*gdal_translate/);
  });

  test("no CRS: it is asked for, never assumed", async ({ app }) => {
    await app.open();
    const full = await tiff();
    // Same tags but the geo keys (34735), renamed to a private tag no reader knows
    const bytes = full.slice();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    for (let entry = 0; entry < view.getUint16(directory, true); entry++) {
      const at = directory + 2 + 12 * entry;
      if (view.getUint16(at, true) === 34735) view.setUint16(at, 34999, true);
    }
    await app.openFile("sans-crs.tif", bytes);
    await expect(app.page.getByRole("alert")).toContainText(
      "n’a pas de système de coordonnées. Choisissez-le dans la liste",
    );
    await app.page.getByLabel("Système de coordonnées").selectOption("2154");
    await app.page.getByRole("button", { name: "Ouvrir avec ce système" }).click();
    await expect(app.page.getByTestId("image-facts")).toContainText("EPSG:2154");
  });

  test("a model file that fails its checksum", async ({ app }) => {
    await app.page.route(/\.onnx$/, async (route) => {
      const bytes = readFileSync("models/ocsol-frugal-2/model.onnx");
      bytes[bytes.length - 1]! ^= 1;
      await route.fulfill({ body: bytes, contentType: "application/octet-stream" });
    });
    await app.open();
    await app.openFile("scene.tif", await sceneTiff(300));
    await app.startSegmenting();
    await expectError(app, "model-checksum", /ne correspond pas à son empreinte/);
    await expect(app.page.getByTestId("segment")).toBeEnabled();
  });
});
