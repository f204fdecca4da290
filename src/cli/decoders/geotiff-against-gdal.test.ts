import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PixelRect } from "../../core/raster/grid.ts";
import { type OpenOptions, openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalAffine, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { co, HEIGHT, largestDifference, PLACE, synthetic, WIDTH, whole } from "../../testing/synthetic-tiffs.ts";
import { type FileOnDisk, openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

const tiled = co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=48");
const strips = co("BLOCKYSIZE=7");
const jpegTolerance = 1;

/** name → bands, gdal_translate options, levels by which pixels may differ (0: lossless) */
const variants: Readonly<Record<string, readonly [bands: number, options: readonly string[], tolerance: number]>> = {
  "tiled raw": [3, tiled, 0],
  "striped raw": [3, strips, 0],
  "one raw strip": [3, co(`BLOCKYSIZE=${HEIGHT}`), 0],
  "tiled deflate": [3, [...tiled, ...co("COMPRESS=DEFLATE")], 0],
  "striped deflate": [3, [...strips, ...co("COMPRESS=DEFLATE")], 0],
  "tiled deflate, predictor": [3, [...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")], 0],
  "striped deflate, predictor": [3, [...strips, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")], 0],
  "tiled LZW": [3, [...tiled, ...co("COMPRESS=LZW")], 0],
  "striped LZW, predictor": [3, [...strips, ...co("COMPRESS=LZW", "PREDICTOR=2")], 0],
  "one LZW strip": [3, co("COMPRESS=LZW", `BLOCKYSIZE=${HEIGHT}`), 0],
  "tiled ZSTD": [3, [...tiled, ...co("COMPRESS=ZSTD")], 0],
  "striped ZSTD, predictor": [3, [...strips, ...co("COMPRESS=ZSTD", "PREDICTOR=2")], 0],
  "tiled PackBits": [3, [...tiled, ...co("COMPRESS=PACKBITS")], 0],
  "striped PackBits": [3, [...strips, ...co("COMPRESS=PACKBITS")], 0],
  "tiled JPEG YCbCr": [3, [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR")], jpegTolerance],
  "striped JPEG YCbCr": [3, co("BLOCKYSIZE=16", "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR"), jpegTolerance],
  "tiled JPEG RGB": [3, [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=RGB", "JPEG_QUALITY=90")], jpegTolerance],
  "striped JPEG RGB": [3, co("BLOCKYSIZE=16", "COMPRESS=JPEG", "PHOTOMETRIC=RGB"), jpegTolerance],
  "tiled JPEG without shared tables": [
    3,
    [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "JPEGTABLESMODE=0")],
    jpegTolerance,
  ],
  "JPEG in planes": [3, [...tiled, ...co("COMPRESS=JPEG", "INTERLEAVE=BAND")], jpegTolerance],
  "JPEG of four bands": [4, [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=RGB", "ALPHA=NO")], jpegTolerance],
  "lossless WebP": [3, [...tiled, ...co("COMPRESS=WEBP", "WEBP_LOSSLESS=YES")], 0],
  "lossy WebP": [3, [...tiled, ...co("COMPRESS=WEBP", "WEBP_LEVEL=80")], 1],
  "planes, tiled": [3, [...tiled, ...co("INTERLEAVE=BAND", "COMPRESS=DEFLATE", "PREDICTOR=2")], 0],
  "planes, striped": [4, [...strips, ...co("INTERLEAVE=BAND", "ALPHA=NO", "PHOTOMETRIC=RGB")], 0],
  "BigTIFF, tiled": [3, [...tiled, ...co("BIGTIFF=YES", "COMPRESS=DEFLATE")], 0],
  "BigTIFF, striped": [3, [...strips, ...co("BIGTIFF=YES")], 0],
  "big-endian, tiled": [3, [...tiled, ...co("ENDIANNESS=BIG", "COMPRESS=LZW", "PREDICTOR=2")], 0],
  "big-endian BigTIFF": [3, [...strips, ...co("ENDIANNESS=BIG", "BIGTIFF=YES")], 0],
  RGBN: [4, [...tiled, ...co("PHOTOMETRIC=RGB", "ALPHA=NO", "COMPRESS=DEFLATE")], 0],
  "RGBN without a photometric": [4, [...tiled, ...co("PHOTOMETRIC=MINISBLACK", "ALPHA=NO")], 0],
};

describe.skipIf(!hasGdal())("GeoTIFF against GDAL (skipped without gdal-bin)", () => {
  let folder: GdalFolder;
  const files: FileOnDisk[] = [];
  beforeAll(() => {
    folder = gdalFolder();
  });
  afterAll(async () => {
    await Promise.all(files.map((file) => file.close()));
    folder.remove();
  });

  const make = (name: string, bands: number, options: readonly string[]) =>
    folder.translate(folder.source(`${name}-source`, synthetic(bands)), `${name}.tif`, [...PLACE, ...options]);
  const open = async (path: string, more: Partial<OpenOptions> = {}) => {
    const file = await openFileOnDisk(path);
    files.push(file);
    return openRaster(file, { decoder: wasmDecoder(), ...more });
  };

  test.each(Object.entries(variants))("%s: GDAL's pixels", async (name, [bands, options, tolerance]) => {
    const path = make(name, bands, options);
    const source = await open(path, { rendering: { bands: Array.from({ length: bands }, (_, band) => band) } });
    const window = await source.read(whole(source), 0);
    const judge = folder.read(path);
    expect([window.width, window.height, window.bands]).toEqual([judge.width, judge.height, judge.bands]);
    expect(largestDifference(window.pixels, judge.pixels)).toBeLessThanOrEqual(tolerance);
    expect(window.mask.every((value) => value === 255)).toBe(true);
    // The judge itself read the image we drew, not a black one.
    expect(meanDifference(judge.pixels, synthetic(bands).pixels)).toBeLessThan(tolerance === 0 ? 0.001 : 12);
  });

  test.each([
    ["one strip", co("BLOCKYSIZE=2000")],
    ["two strips", co("BLOCKYSIZE=1000")],
    ["one strip a plane", co("BLOCKYSIZE=2000", "INTERLEAVE=BAND")],
  ])("raw strips too tall to be read whole are cut: %s", async (name, options) => {
    const size = ["-outsize", "2200", "2000"];
    const path = folder.translate(folder.source("tall", synthetic(3)), `${name}.tif`, [...PLACE, ...size, ...options]);
    const file = await openFileOnDisk(path);
    let bytesRead = 0;
    const counted = {
      name,
      size: file.size,
      slice(start: number, end: number) {
        bytesRead += end - start;
        return file.slice(start, end);
      },
    };
    const source = await openRaster(counted, { decoder: wasmDecoder() });
    await source.read({ column: 5, row: 1500, width: 9, height: 9 }, 0);
    expect(bytesRead).toBeLessThan(file.size / 2);
    const window = await source.read(whole(source), 0);
    expect(largestDifference(window.pixels, folder.read(path).pixels)).toBe(0);
    await file.close();
  });

  test("four colours and an alpha", async () => {
    const path = make("five", 5, [...tiled, ...co("PHOTOMETRIC=RGB"), "-colorinterp_5", "alpha"]);
    const source = await open(path, { rendering: { bands: [0, 1, 2, 3] } });
    const window = await source.read(whole(source), 0);
    const judge = folder.read(path);
    expect(source.grid.bands).toBe(4);
    expect(
      largestDifference(
        window.pixels,
        judge.pixels.filter((_, index) => index % 5 !== 4),
      ),
    ).toBe(0);
    const alpha = judge.pixels.filter((_, index) => index % 5 === 4);
    expect([...window.mask]).toEqual([...alpha].map((value) => (value === 0 ? 0 : 255)));
  });

  test("place, size, bands and compression of an opened file", async () => {
    const source = await open(make("facts", 4, [...tiled, ...co("COMPRESS=LZW", "ALPHA=NO", "PHOTOMETRIC=RGB")]));
    expect(source.grid).toMatchObject({ width: WIDTH, height: HEIGHT, bands: 3 });
    expect(source.grid.crs.code).toBe(2154);
    expect(source.grid.gsdMetres).toBeCloseTo(0.2, 9);
    expect(source.facts).toEqual({
      file: "facts.tif",
      format: "GeoTIFF",
      compression: "LZW",
      bands: 4,
      bits: 8,
      sampleFormat: "uint",
      tiled: true,
      bandNames: ["red", "green", "blue", "undefined"],
      rendering: { bands: [0, 1, 2] },
    });
  });

  test("a window lies where gdalinfo puts it, also for point and for rotated rasters", async () => {
    const point = make("point", 3, ["-mo", "AREA_OR_POINT=Point"]);
    const vrt = folder.translate(point, "turned.vrt", ["-of", "VRT"]);
    const turnedXml = readFileSync(vrt, "utf8").replace(
      /<GeoTransform>.*<\/GeoTransform>/,
      "<GeoTransform>700000, 0.2, 0.03, 6600026.6, 0.03, -0.2</GeoTransform>",
    );
    writeFileSync(vrt, turnedXml);
    const turned = folder.translate(vrt, "turned.tif", []);
    for (const path of [point, turned]) {
      const source = await open(path);
      const expected = gdalAffine(folder, path);
      expect(expected).toBeDefined();
      source.grid.affine.forEach((value, index) => {
        expect(value).toBeCloseTo(expected?.[index] as number, 9);
      });
      const [a, b, c, d, e, f] = source.grid.affine;
      const { affine } = await source.read({ column: 10, row: 20, width: 4, height: 4 }, 0);
      expect(affine[2]).toBeCloseTo(c + 10 * a + 20 * b, 6);
      expect(affine[5]).toBeCloseTo(f + 10 * d + 20 * e, 6);
    }
  });

  describe("mask", () => {
    test("nodata masks the pixels that have it in every band, no others", async () => {
      const image = synthetic(3);
      // Zero in one band or two is a colour.
      image.pixels.set([0, 9, 9, 0, 0, 9, 9, 0, 0], 0);
      const from = folder.source("nodata-source", image);
      const path = folder.translate(from, "nodata.tif", [...PLACE, ...tiled, "-a_nodata", "0"]);
      const source = await open(path);
      const { mask } = await source.read(whole(source), 0);
      const { pixels } = image;
      expect([...mask]).toEqual(
        [...mask].map((_, pixel) => (pixels.slice(pixel * 3, pixel * 3 + 3).every((value) => value === 0) ? 0 : 255)),
      );
      expect(mask.filter((value) => value === 0).length).toBe(49 * 29);
    });

    test.each([
      ["raw", tiled],
      ["WebP", [...tiled, ...co("COMPRESS=WEBP", "WEBP_LOSSLESS=YES")]],
      ["deflate in planes", [...tiled, ...co("COMPRESS=DEFLATE", "INTERLEAVE=BAND")]],
    ])("alpha is no band and masks where it is 0: %s", async (name, options) => {
      const path = make(`alpha ${name}`, 4, [...options, ...co("ALPHA=YES", "PHOTOMETRIC=RGB")]);
      const source = await open(path);
      const window = await source.read(whole(source), 0);
      const judge = folder.read(path);
      expect(source.grid.bands).toBe(3);
      const alpha = judge.pixels.filter((_, index) => index % 4 === 3);
      expect([...window.mask]).toEqual([...alpha].map((value) => (value === 0 ? 0 : 255)));
      expect(window.mask.filter((value) => value === 0).length).toBe(49 * 29);
      expect(
        largestDifference(
          window.pixels,
          judge.pixels.filter((_, index) => index % 4 !== 3),
        ),
      ).toBe(0);
    });

    test("an internal mask, on the image and on its overviews", async () => {
      // -mask 4: the fourth band becomes the mask and is no longer a band.
      const path = make("mask", 4, [
        ...["-b", "1", "-b", "2", "-b", "3", "-mask", "4", "--config", "GDAL_TIFF_INTERNAL_MASK", "YES"],
        ...[...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR")],
      ]);
      folder.run("gdaladdo", ["-q", "-r", "nearest", "--config", "GDAL_TIFF_INTERNAL_MASK", "YES", path, "2"]);
      const source = await open(path);
      for (const [level, extra] of [
        [0, []],
        [1, ["-oo", "OVERVIEW_LEVEL=0"]],
      ] as const) {
        const { mask } = await source.read(whole(source, level), level);
        const judge = folder.read(path, ["-b", "mask", ...extra]);
        expect([...mask]).toEqual([...judge.pixels]);
        expect(mask.includes(0) && mask.includes(255)).toBe(true);
      }
    });

    test("tiles never written hold no data", async () => {
      const black = folder.source("black", {
        width: 128,
        height: 128,
        bands: 3,
        pixels: new Uint8Array(128 * 128 * 3).fill(7, 0, 64 * 3),
      });
      const path = folder.translate(black, "sparse.tif", [
        ...PLACE,
        ...co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "SPARSE_OK=TRUE"),
      ]);
      const source = await open(path);
      const { mask, pixels } = await source.read(whole(source), 0);
      expect(largestDifference(pixels, folder.read(path).pixels)).toBe(0);
      expect([...mask].map((value, pixel) => (value === 255) === (pixel % 128 < 64 && pixel < 64 * 128))).not.toContain(
        false,
      );
    });
  });

  test("10⁶ × 10⁶ pixels of which none was written open, and show nothing from afar and from near", async () => {
    const path = `${folder.path}/giant.tif`;
    folder.run("gdal_create", [
      ...["-q", "-of", "GTiff", "-outsize", "1000000", "1000000", "-bands", "3", ...PLACE],
      ...co("TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "BIGTIFF=YES", "SPARSE_OK=TRUE", "COMPRESS=DEFLATE"),
      path,
    ]);
    const source = await open(path);
    const far = source.levels.length - 1;
    expect((await source.read(whole(source, far), far)).mask.includes(255)).toBe(false);
    const near = { column: 500_000, row: 500_000, width: 64, height: 64 };
    expect((await source.read(near, 0)).mask.includes(255)).toBe(false);
  });

  describe("levels", () => {
    test("overviews in the file are its levels, with GDAL's pixels", async () => {
      const path = make("overviews", 3, [...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")]);
      folder.run("gdaladdo", ["-q", "-r", "average", path, "2", "4"]);
      const source = await open(path);
      expect(source.levels).toEqual([
        { width: 201, height: 133, scale: 1 },
        { width: 101, height: 67, scale: 2 },
        { width: 51, height: 34, scale: 4 },
      ]);
      for (const level of [1, 2]) {
        const window = await source.read(whole(source, level), level);
        const judge = folder.read(path, ["-oo", `OVERVIEW_LEVEL=${level - 1}`]);
        expect(largestDifference(window.pixels, judge.pixels)).toBe(0);
      }
    });

    test("a COG's too", async () => {
      const big = folder.translate(folder.source("cog-source", synthetic(3)), "big.tif", [
        ...PLACE,
        "-outsize",
        "700",
        "600",
      ]);
      const path = folder.translate(big, "cog.tif", ["-of", "COG", ...co("COMPRESS=JPEG", "BLOCKSIZE=128")]);
      const source = await open(path);
      expect(source.levels.map(({ scale }) => scale)).toEqual([1, 2, 4, 8]);
      const window = await source.read(whole(source, 2), 2);
      const judge = folder.read(path, ["-oo", "OVERVIEW_LEVEL=1"]);
      expect([window.width, window.height]).toEqual([judge.width, judge.height]);
      expect(largestDifference(window.pixels, judge.pixels)).toBeLessThanOrEqual(jpegTolerance);
    });

    test("without overviews, made levels are GDAL's averages within rounding", async () => {
      const big = folder.translate(folder.source("plain-source", synthetic(3)), "plain.tif", [
        ...PLACE,
        "-outsize",
        "1400",
        "1200",
        ...tiled,
      ]);
      const source = await open(big);
      expect(source.levels).toEqual([
        { width: 1400, height: 1200, scale: 1 },
        { width: 700, height: 600, scale: 2 },
        { width: 350, height: 300, scale: 4 },
      ]);
      const window = await source.read(whole(source, 2), 2);
      folder.run("gdaladdo", ["-q", "-r", "average", big, "2", "4"]);
      const judge = folder.read(big, ["-oo", "OVERVIEW_LEVEL=1"]);
      expect(largestDifference(window.pixels, judge.pixels)).toBeLessThanOrEqual(1);
      expect(window.affine[0]).toBeCloseTo(4 * source.grid.affine[0], 9);
    });
  });

  describe("windows", () => {
    const rect = fc.record({
      column: fc.integer({ min: -90, max: WIDTH + 20 }),
      row: fc.integer({ min: -90, max: HEIGHT + 20 }),
      width: fc.integer({ min: 1, max: 160 }),
      height: fc.integer({ min: 1, max: 160 }),
    });

    test.each([
      ["tiles", [...tiled, ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR")]],
      ["strips", [...strips, ...co("COMPRESS=LZW")]],
      ["planes", [...tiled, ...co("INTERLEAVE=BAND")]],
    ])("any window is that part of the whole, nothing outside: %s", async (name, options) => {
      const source = await open(make(`windows ${name}`, 3, [...options, "-a_nodata", "0"]));
      const all = await source.read(whole(source), 0);
      await fc.assert(
        fc.asyncProperty(rect, async (wanted) => {
          const window = await source.read(wanted, 0);
          expect([...window.mask]).toEqual(cut(all.mask, 1, wanted));
          expect([...window.pixels]).toEqual(cut(all.pixels, 3, wanted));
        }),
        { numRuns: 25, seed: 1 },
      );
    });

    test("and of a made level", async () => {
      const path = folder.translate(folder.source("far-source", synthetic(3)), "far.tif", [
        ...PLACE,
        "-outsize",
        "1206",
        "798",
        ...tiled,
      ]);
      const source = await open(path);
      const all = await source.read(whole(source, 2), 2);
      expect(new Set(all.mask)).toEqual(new Set([255]));
      await fc.assert(
        fc.asyncProperty(rect, async (wanted) => {
          const fresh = await open(path);
          const window = await fresh.read(wanted, 2);
          expect([...window.pixels]).toEqual(cut(all.pixels, 3, wanted, 302, 200));
        }),
        { numRuns: 5, seed: 2 },
      );
    });
  });

  describe("errors", () => {
    test("a file cut short is told at opening", async () => {
      const bytes = readFileSync(make("cut", 3, tiled));
      const short = folder.source("short", {
        width: 1,
        height: 1,
        bands: 1,
        pixels: bytes.subarray(0, bytes.length - 100),
      });
      await expect(open(short)).rejects.toMatchObject({ tag: "file-truncated" });
      const stub = folder.source("stub", { width: 1, height: 1, bands: 1, pixels: bytes.subarray(0, 12) });
      await expect(open(stub)).rejects.toMatchObject({ tag: "file-truncated" });
    });

    test.each([
      ["complex numbers", ["-ot", "CFloat32"], "samples-unsupported", { bits: 64, format: "complex float" }],
      ["LZMA", co("COMPRESS=LZMA"), "tiff-compression-unsupported", { compression: "LZMA" }],
      ["an unknown CRS", ["-a_srs", "EPSG:27572"], "crs-unknown", { detail: "EPSG:27572" }],
    ])("%s", async (name, options, tag, fields) => {
      const path = make(`error ${name}`, 3, options);
      await expect(open(path)).rejects.toMatchObject({ tag, fields });
    });

    test("no CRS, unless one is assumed", async () => {
      const source = folder.source("nowhere-source", synthetic(3));
      const path = folder.translate(source, "nowhere.tif", ["-a_ullr", "700000", "6600026.6", "700040.2", "6600000"]);
      await expect(open(path)).rejects.toMatchObject({ tag: "crs-missing" });
      const { crs } = (await open(make("somewhere", 3, []))).grid;
      const assumed = await open(path, { assumedCrs: crs.code });
      expect(assumed.grid.crs.code).toBe(2154);
    });

    test("no place on the map, unless one is assumed", async () => {
      const path = folder.translate(folder.source("adrift-source", synthetic(3)), "adrift.tif", [
        "-a_srs",
        "EPSG:2154",
      ]);
      await expect(open(path)).rejects.toMatchObject({ tag: "georeference-missing" });
      const assumed = await open(path, { assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6] });
      expect(assumed.grid.gsdMetres).toBeCloseTo(0.2, 9);
    });

    test("a damaged tile is an error of its window only", async () => {
      const path = make("damaged", 3, [...tiled, ...co("COMPRESS=DEFLATE")]);
      const bytes = readFileSync(path);
      // Somewhere in the last tile's data: GDAL writes tiles in order, to the end of the file.
      bytes.fill(0xff, bytes.length - 60, bytes.length - 20);
      writeFileSync(path, bytes);
      const source = await open(path);
      await expect(source.read(whole(source), 0)).rejects.toMatchObject({ tag: "file-unreadable" });
      const { mask } = await source.read({ column: 0, row: 0, width: 64, height: 48 }, 0);
      expect(mask.every((value) => value === 255)).toBe(true);
    });

    test("abort rejects with the reason at once, and the source still reads afterwards", async () => {
      const source = await open(make("abort", 3, [...tiled, ...co("COMPRESS=DEFLATE")]));
      const controller = new AbortController();
      const reading = source.read(whole(source), 0, controller.signal);
      controller.abort(new Error("enough"));
      await expect(reading).rejects.toThrow("enough");
      await expect(source.read(whole(source), 0, controller.signal)).rejects.toThrow("enough");
      expect((await source.read(whole(source), 0)).mask.every((value) => value === 255)).toBe(true);
    });
  });
});

function cut(all: Uint8Array, bands: number, rect: PixelRect, width = WIDTH, height = HEIGHT): number[] {
  const out: number[] = [];
  for (let row = rect.row; row < rect.row + rect.height; row++) {
    for (let column = rect.column; column < rect.column + rect.width; column++) {
      const inside = column >= 0 && row >= 0 && column < width && row < height;
      for (let band = 0; band < bands; band++)
        out.push(inside ? (all[(row * width + column) * bands + band] as number) : 0);
    }
  }
  return out;
}

function meanDifference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] as number)), 0) / one.length;
}
