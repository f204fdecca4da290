import { expect, test } from "vitest";
import { openRaster } from "./registry.ts";

const decoder = {
  decode: () => Promise.reject(new Error("no image here")),
};
const file = (bytes: readonly number[], name = "ortho.tif") =>
  Object.assign(new Blob([Uint8Array.from(bytes)]), { name });

test.each([
  ["nothing", []],
  ["text", [0x49, 0x49, 0x20, 0x68, 0x61]],
])("%s named .tif is no raster", async (_, bytes) => {
  await expect(openRaster(file(bytes), { decoder })).rejects.toMatchObject({
    tag: "file-not-a-raster",
    fields: { file: "ortho.tif" },
  });
});

test("a TIFF is known by its first bytes, whatever its name; one that ends there is truncated", async () => {
  const headers = [
    [0x49, 0x49, 42, 0, 8, 0, 0, 0],
    [0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    [0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0],
  ];
  for (const header of headers) {
    await expect(openRaster(file(header, "photo.jpg"), { decoder })).rejects.toMatchObject({ tag: "file-truncated" });
  }
});

test("a file the disk refuses to give is unreadable, not a crash", async () => {
  const lost = {
    name: "lost.tif",
    size: 100,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error("moved")) }),
  };
  await expect(openRaster(lost, { decoder })).rejects.toMatchObject({
    tag: "file-unreadable",
    fields: { file: "lost.tif", detail: "moved" },
  });
});

test("an abort while the disk is silent settles at once", async () => {
  const silent = { name: "slow.tif", size: 100, slice: () => ({ arrayBuffer: () => new Promise<never>(() => {}) }) };
  const controller = new AbortController();
  const opening = openRaster(silent, { decoder, signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(opening).rejects.toThrow("enough");
});
