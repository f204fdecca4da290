import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { crsOf } from "../src/core/geo/crs.ts";
import { writeJpegGeoTiff } from "../src/export/geotiff/jpeg-geotiff.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { encodeJpeg } from "../src/testing/encode-jpeg.ts";
import { type GdalFolder, type GdalImage, gdalFolder, hasGdal } from "../src/testing/gdal-oracle.ts";
import { type ReadingPage, serveReadingPage } from "./support/reading-page.ts";

/** What the browser makes of JPEG tiles, by WebCodecs and by a canvas, against what GDAL makes of them. */
const WIDTH = 150;
const HEIGHT = 101;
const TILE = 64;
/** that holds the image */
const SQUARE = 160;
const georeference = { crs: crsOf(2154)!, affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000] as const };

/** Colours that change fast enough for the way they are interpolated to show. */
const pixels = (width: number, height: number, bands: number, seed = 0) =>
  Uint8Array.from({ length: width * height * bands }, (_, at) => {
    const pixel = Math.floor(at / bands);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return 128 + 120 * Math.sin(x / (2 + (at % bands)) + seed) * Math.cos(y / (5 - (at % bands)));
  });

async function subsampled(folder: GdalFolder, subsampling: "1:1" | "2:1" | "2:2"): Promise<string> {
  const sink = new MemorySink();
  const image = { width: WIDTH, height: HEIGHT, tileSize: TILE, georeference, description: "", copyright: "" };
  await writeJpegGeoTiff(image, (index) => encodeJpeg(pixels(TILE, TILE, 3, index), TILE, TILE, subsampling), sink);
  const path = join(folder.path, `${subsampling.replace(":", "-")}.tif`);
  writeFileSync(path, sink.bytes());
  return path;
}

function translated(folder: GdalFolder, bands: number, ...options: string[]): string {
  const raw = folder.source(`raw${bands}`, {
    width: WIDTH,
    height: HEIGHT,
    bands,
    pixels: pixels(WIDTH, HEIGHT, bands),
  });
  const place = ["-a_srs", "EPSG:2154", "-a_ullr", "700000", "6600000", "700030", "6599979.8"];
  const args = [...place, "-co", "COMPRESS=JPEG", ...options.flatMap((option) => ["-co", option])];
  return folder.translate(raw, `${options.join("-").replaceAll("=", "")}.tif`, args);
}

const files: Record<string, (folder: GdalFolder) => string | Promise<string>> = {
  "colours whole": (folder) => subsampled(folder, "1:1"),
  "colours halved across": (folder) => subsampled(folder, "2:1"),
  "colours halved across and down": (folder) => subsampled(folder, "2:2"),
  "strips of an odd height": (folder) => translated(folder, 3, "PHOTOMETRIC=YCBCR", "BLOCKYSIZE=48"),
  "RGB as it is": (folder) => translated(folder, 3, "PHOTOMETRIC=RGB", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"),
  grey: (folder) => translated(folder, 1, "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"),
};

test.describe("JPEG tiles", () => {
  test.skip(!hasGdal(), "gdal-bin is not installed");
  let folder: GdalFolder;
  let reading: ReadingPage;
  test.beforeAll(async () => {
    folder = gdalFolder();
    reading = await serveReadingPage();
  });
  test.afterAll(async () => {
    folder.remove();
    await reading.close();
  });

  for (const [means, without] of [
    ["WebCodecs", "OffscreenCanvas"],
    ["a canvas", "ImageDecoder"],
  ]) {
    test(`by ${means}: GDAL's pixels, to a level`, async ({ page }) => {
      await page.goto(reading.url);
      for (const [name, make] of Object.entries(files)) {
        const path = await make(folder);
        await page.locator("input").setInputFiles(path);
        const read = await page.evaluate(
          (asked) =>
            (window as never as { readPixels(...of: typeof asked): Promise<number[] | string> }).readPixels(...asked),
          [SQUARE, without] as const,
        );
        if (typeof read === "string") throw new Error(`${name}: ${read}`);
        expect(largestDifference(read, folder.read(path)), name).toBeLessThanOrEqual(1);
      }
    });
  }
});

/** Between what was read as a square and GDAL's image. A grey image is read as three equal bands. */
function largestDifference(read: readonly number[], { bands, pixels: theirs }: GdalImage): number {
  const shown = read.length / SQUARE ** 2;
  let largest = 0;
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const place = Math.floor(pixel / WIDTH) * SQUARE + (pixel % WIDTH);
    for (let band = 0; band < shown; band++) {
      const difference = read[place * shown + band]! - theirs[pixel * bands + Math.min(band, bands - 1)]!;
      largest = Math.max(largest, Math.abs(difference));
    }
  }
  return largest;
}
