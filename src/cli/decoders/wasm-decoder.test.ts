import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/** One pixel of the colour 10 200 30, by `gdal_translate -of WEBP -co LOSSLESS=YES` and `-of JPEG -co QUALITY=100`. */
const webpPixel = "UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAdQ5CrUo/+BiOh/AAA=";
const jpegPixel =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2wBDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAACQr/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCfACul3f/Z";

test.each([
  ["image/webp", webpPixel, 4, 0],
  ["image/jpeg", jpegPixel, 3, 1],
] as const)(
  "%s: damaged bytes are an error and do not spoil the next tile",
  async (type, pixel, channels, tolerance) => {
    const decoder = wasmDecoder();
    const bytes = Buffer.from(pixel, "base64");
    await expect(decoder.decode(bytes.subarray(0, 20), type)).rejects.toThrow("damaged");
    await expect(decoder.decode(new Uint8Array(64), type)).rejects.toThrow("damaged");
    const image = await decoder.decode(bytes, type);
    expect([image.width, image.height, image.channels]).toEqual([1, 1, channels]);
    [10, 200, 30].forEach((value, band) => {
      expect(Math.abs((image.data[band] as number) - value)).toBeLessThanOrEqual(tolerance);
    });
  },
);

describe("a file on disk", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ocsol-file-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("gives the bytes of a range", async () => {
    const path = join(folder, "ten.bin");
    writeFileSync(path, Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    const file = await openFileOnDisk(path);
    expect([file.name, file.size]).toEqual(["ten.bin", 10]);
    expect([...new Uint8Array(await file.slice(3, 6).arrayBuffer())]).toEqual([3, 4, 5]);
    expect([...new Uint8Array(await file.slice(8, 20).arrayBuffer())]).toEqual([8, 9]);
    await file.close();
  });

  test("a path that leads nowhere is file-not-found", async () => {
    await expect(openFileOnDisk(join(folder, "none.tif"))).rejects.toMatchObject({ tag: "file-not-found" });
  });
});
