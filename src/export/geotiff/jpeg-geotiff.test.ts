import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { wasmDecoder } from "../../cli/decoders/wasm-decoder.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { openRaster } from "../../sources/registry.ts";
import { encodeJpeg } from "../../testing/encode-jpeg.ts";
import { gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { jpegFrameOf } from "./jpeg-frame.ts";
import { type JpegImage, writeJpegGeoTiff } from "./jpeg-geotiff.ts";
import { MemorySink } from "./memory-sink.ts";

const image: JpegImage = {
  width: 150,
  height: 100,
  tileSize: 64,
  georeference: { crs: crsOf(2154)!, affine: [0.2, 0, 727_000, 0, -0.2, 6_290_000] },
  description: "layer",
  copyright: "IGN - BD ORTHO",
};

/** Smooth, so that JPEG changes it little, and nowhere the same. */
const sampleAt = (column: number, row: number, band: number) =>
  Math.round(128 + 100 * Math.sin(column / (9 + band) + row / 23) * Math.cos(row / (7 + band)));

function pixelsOf(column: number, row: number, width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return sampleAt(column + (pixel % width), row + Math.floor(pixel / width), at % 3);
  });
}

const across = Math.ceil(image.width / image.tileSize);
const tileOf = (index: number, subsampling: "1:1" | "2:1" | "2:2") => {
  const column = (index % across) * image.tileSize;
  const row = Math.floor(index / across) * image.tileSize;
  return encodeJpeg(pixelsOf(column, row, image.tileSize, image.tileSize), image.tileSize, image.tileSize, subsampling);
};

async function write(subsampling: "1:1" | "2:1" | "2:2"): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new MemorySink();
  await writeJpegGeoTiff(image, (index) => tileOf(index, subsampling), sink);
  return sink.bytes();
}

function meanDifference(one: Uint8Array, other: Uint8Array): number {
  expect(one.length).toBe(other.length);
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length;
}

const expected = pixelsOf(0, 0, image.width, image.height);
const whole = { column: 0, row: 0, width: image.width, height: image.height };

describe.each(["1:1", "2:1", "2:2"] as const)("chroma %s", (subsampling) => {
  test("Ocsol reads it back: pixels, place, whose it is", async () => {
    const source = await openRaster(new File([await write(subsampling)], "a.tif"), { decoder: wasmDecoder() });
    expect(source.grid.affine).toEqual(image.georeference.affine);
    expect(source.grid.crs.code).toBe(2154);
    expect(source.facts.copyright).toBe("IGN - BD ORTHO");
    const { pixels } = await source.read(whole, 0);
    expect(meanDifference(pixels, expected)).toBeLessThan(3);
  });

  test.skipIf(!hasGdal())("GDAL reads it too, without a complaint (skipped without gdal-bin)", async () => {
    const folder = gdalFolder();
    afterAll(() => folder.remove());
    const path = join(folder.path, `${subsampling}.tif`.replace(":", ""));
    writeFileSync(path, await write(subsampling));
    expect(meanDifference(folder.read(path).pixels, expected)).toBeLessThan(3);
    const { stdout, stderr } = spawnSync("gdalinfo", ["-json", "-checksum", path], { encoding: "utf8" });
    expect(stderr).toBe("");
    const info = JSON.parse(stdout);
    expect(info.geoTransform).toEqual([727_000, 0.2, 0, 6_290_000, 0, -0.2]);
    expect(info.metadata[""]).toMatchObject({ TIFFTAG_COPYRIGHT: "IGN - BD ORTHO", TIFFTAG_IMAGEDESCRIPTION: "layer" });
    expect(info.metadata.IMAGE_STRUCTURE).toMatchObject({ COMPRESSION: "YCbCr JPEG" });
  });
});

test("a tile of another size, of another subsampling, or no JPEG at all is refused", async () => {
  const faulty: readonly [string, () => Promise<Uint8Array>][] = [
    ["JPEG 32 × 32 × 3, 2:2", () => encodeJpeg(new Uint8Array(32 * 32 * 3), 32, 32)],
    ["JPEG 64 × 64 × 3, 1:1", () => tileOf(3, "1:1")],
    ["JPEG ?", async () => new TextEncoder().encode("<html>")],
  ];
  for (const [detail, tile] of faulty) {
    const writing = writeJpegGeoTiff(image, (index) => (index === 3 ? tile() : tileOf(index, "2:2")), new MemorySink());
    await expect(writing).rejects.toMatchObject({ tag: "online-answer-invalid", fields: { detail } });
  }
});

test("a frame is read past whatever segments come before it, and never past the end of the bytes", async () => {
  const jpeg = await encodeJpeg(new Uint8Array(48 * 32 * 3), 48, 32, "2:1");
  expect(jpegFrameOf(jpeg)).toEqual({ width: 48, height: 32, components: 3, subsampling: [2, 1] });
  const comment = [0xff, 0xfe, 0, 4, 1, 2];
  const commented = Uint8Array.from([...jpeg.subarray(0, 2), ...comment, ...jpeg.subarray(2)]);
  expect(jpegFrameOf(commented)).toEqual(jpegFrameOf(jpeg));
  const frameEnds = jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0) + 2 + 17;
  for (let length = 0; length < frameEnds; length++) expect(jpegFrameOf(jpeg.subarray(0, length))).toBeUndefined();
});
