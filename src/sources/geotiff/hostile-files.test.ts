import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { EpsgCode } from "../../core/geo/crs.ts";
import type { ImageDecoder } from "../../core/ports/image-decoder.ts";
import { openRaster, type RasterFile } from "../registry.ts";
import { loadKernel } from "./kernel.ts";
import { unzstd } from "./zstd.ts";

const decoder: ImageDecoder = { decode: () => Promise.reject(new Error("no decoder")) };
const open = (file: RasterFile) =>
  openRaster(file, { decoder, assumedCrs: 2154 as EpsgCode, assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6] });

/** A grey 8-bit image of 16 × 16 pixels, one raw strip, with other tags (of LONGs) in place of some of its own. */
function tiff(tags: Readonly<Record<number, readonly number[]>>, nextIfd = 0): RasterFile {
  const PIXELS_AT = 4096;
  const all = { 256: [16], 257: [16], 258: [8], 259: [1], 262: [1], 273: [PIXELS_AT], 279: [256], ...tags };
  const bytes = new Uint8Array(8192);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0, 8]);
  const entries = Object.entries(all);
  view.setUint16(8, entries.length, true);
  let valuesAt = 10 + entries.length * 12 + 4;
  entries.forEach(([tag, values], index) => {
    const at = 10 + index * 12;
    view.setUint16(at, Number(tag), true);
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 4, values.length, true);
    view.setUint32(at + 8, values.length === 1 ? (values[0] as number) : valuesAt, true);
    if (values.length === 1) return;
    for (const value of values) {
      view.setUint32(valuesAt, value, true);
      valuesAt += 4;
    }
  });
  view.setUint32(10 + entries.length * 12, nextIfd, true);
  return { name: "hostile.tif", size: bytes.length, slice: (start, end) => new Blob([bytes.subarray(start, end)]) };
}

const MILLION = [1_000_000];
const BILLIONS = [4_000_000_000];

describe("files that declare what they do not hold", () => {
  test.each([
    ["10⁶ × 10⁶ pixels in one strip", { 256: MILLION, 257: MILLION }, "file-truncated"],
    [
      "10⁶ × 10⁶ pixels in tiles of one",
      { 256: MILLION, 257: MILLION, 322: [1], 323: [1], 324: [0], 325: [0] },
      "file-unreadable",
    ],
    ["10⁶ × 10⁶ pixels, packed in one piece", { 256: MILLION, 257: MILLION, 259: [8] }, "file-unreadable"],
    [
      "the largest image there is, never written",
      { 256: BILLIONS, 257: BILLIONS, 273: [0], 279: [0] },
      "file-unreadable",
    ],
    ["a strip longer than the file", { 259: [8], 279: BILLIONS }, "file-truncated"],
    ["65 535 samples a pixel", { 277: [65_535] }, "file-truncated"],
    ["no pixels", { 256: [0] }, "file-unreadable"],
  ])("%s", async (_, tags, tag) => {
    await expect(open(tiff(tags))).rejects.toMatchObject({ tag });
  });

  test("a chain of directories that bites its tail is read once", async () => {
    const { levels } = await open(tiff({}, 8));
    expect(levels).toEqual([{ width: 16, height: 16, scale: 1 }]);
  });

  test("a directory of more entries than any has", async () => {
    const file = tiff({});
    const bytes = new Uint8Array(await file.slice(0, file.size).arrayBuffer());
    new DataView(bytes.buffer).setUint16(8, 65_535, true);
    const many = { ...file, slice: (start: number, end: number) => new Blob([bytes.subarray(start, end)]) };
    await expect(open(many)).rejects.toMatchObject({ tag: "file-unreadable" });
  });

  test("an untouched one opens and reads", async () => {
    const source = await open(tiff({}));
    const { mask } = await source.read({ column: 0, row: 0, width: 16, height: 16 }, 0);
    expect(new Set(mask)).toEqual(new Set([255]));
  });
});

describe("data that unpacks to more than a tile", () => {
  const bomb = deflateSync(new Uint8Array(50_000_000).fill(7));

  test("deflate stops at the tile", async () => {
    expect((await loadKernel()).inflate(bomb, 100)).toEqual(new Uint8Array(100).fill(7));
  });

  test("ZSTD is refused, also when its frame says it is 4 GB", async () => {
    // RFC 8878: magic, a single segment of 2³² − 1 bytes in 4, one last block, an RLE of 1 MiB
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0xff, 0x03, 0x00, 0x80, 0x07];
    expect((await unzstd(Uint8Array.from(frame), 100)).length).toBeLessThan(100);
  });
});
