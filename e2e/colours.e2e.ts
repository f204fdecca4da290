import { crsOf } from "../src/core/geo/crs.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { writeGeoTiff } from "../src/export/geotiff/write-geotiff.ts";
import { expect, test } from "./support/app-page.ts";

const georeference = { crs: crsOf(2154)!, affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000] as const };

/** 32 × 64 pixels of 16 bits, 1000 to 3000 from left to right: our writer's 64 × 64 of 8 bits with three tags changed. */
async function sixteenBits(): Promise<Uint8Array> {
  const sink = new MemorySink();
  const samples = Uint16Array.from(
    { length: 32 * 64 * 3 },
    (_, at) => 1000 + Math.round((2000 * ((at / 3) & 31)) / 31),
  );
  const image = { width: 64, height: 64, bands: 3, tileSize: 64, compression: "none", georeference } as const;
  await writeGeoTiff(image, () => new Uint8Array(samples.buffer), sink);
  const bytes = sink.bytes().slice();
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(4, true);
  for (let entry = 0; entry < view.getUint16(directory, true); entry++) {
    const at = directory + 2 + 12 * entry;
    const tag = view.getUint16(at, true);
    const shorts = view.getUint16(at + 2, true) === 3;
    if (tag === 256 || tag === 322) shorts ? view.setUint16(at + 8, 32, true) : view.setUint32(at + 8, 32, true);
    if (tag !== 258) continue;
    for (let band = 0; band < 3; band++) view.setUint16(view.getUint32(at + 8, true) + 2 * band, 16, true);
  }
  return bytes;
}

test("deep samples: what is black and white is asked, the measured range filled in", async ({ app }, info) => {
  await app.open();
  await app.openFile("seize-bits.tif", await sixteenBits());
  const question = app.page.getByTestId("question");
  await expect(question).toHaveAttribute("data-tag", "stretch-needed");
  const black = Number(await app.page.getByLabel("Noir").inputValue());
  const white = Number(await app.page.getByLabel("Blanc").inputValue());
  expect(black).toBeGreaterThanOrEqual(1000);
  expect(black).toBeLessThan(1200);
  expect(white).toBeGreaterThan(2800);
  expect(white).toBeLessThanOrEqual(3000);
  await app.page.screenshot({ path: info.outputPath("ask-stretch.png") });
  await app.page.getByLabel("Blanc").fill("500");
  await expect(app.page.getByRole("button", { name: "Ouvrir", exact: true })).toBeDisabled();
  await app.page.getByLabel("Blanc").fill("3000");
  await app.page.getByLabel("Blanc").press("Enter");
  await expect(app.page.getByTestId("image-facts")).toContainText("32 × 64");
  expect(app.complaints).toEqual([]);
});

test("a grey image opens as it is", async ({ app }) => {
  const sink = new MemorySink();
  await writeGeoTiff({ width: 64, height: 64, bands: 1, georeference }, () => new Uint8Array(512 * 512).fill(90), sink);
  await app.open();
  await app.openFile("gris.tif", sink.bytes());
  await expect(app.page.getByTestId("image-facts")).toContainText("gris");
});

test("an infrared image is shown in the bands asked for", async ({ app }, info) => {
  const sink = new MemorySink();
  const tile = Uint8Array.from({ length: 512 * 512 * 4 }, (_, at) => [200, 40, 40, 90][at % 4]!);
  await writeGeoTiff({ width: 300, height: 300, bands: 4, georeference }, () => tile, sink);
  await app.open();
  await app.openFile("rvbi.tif", sink.bytes());
  const middle = async () => {
    const shot = await app.page.screenshot({ clip: { x: 855, y: 400, width: 2, height: 2 } });
    return app.page.evaluate(
      async (data) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(data)], { type: "image/png" }));
        const context = new OffscreenCanvas(2, 2).getContext("2d")!;
        context.drawImage(bitmap, 0, 0);
        return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      },
      [...shot],
    );
  };
  await expect.poll(middle).toEqual([200, 40, 40]);
  await app.openStep("image");
  await app.page.getByLabel("Couleurs").selectOption("infrared");
  await expect.poll(middle).toEqual([90, 200, 40]);
  await app.page.screenshot({ path: info.outputPath("infrared.png") });
  expect(app.complaints).toEqual([]);
});
