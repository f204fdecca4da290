import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "../../core/errors.ts";
import type { RasterSource } from "../../core/ports/raster-source.ts";
import { type OpenOptions, openRaster } from "../../sources/registry.ts";
import { expectedOf } from "../../testing/gdal-colours.ts";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { co, largestDifference, PLACE, synthetic, whole } from "../../testing/synthetic-tiffs.ts";
import { type FileOnDisk, openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

const tiled = co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=48");
const strips = co("BLOCKYSIZE=7");
/** 8-bit colours over the range of the type, both ends beyond the stretch */
const deep = (type: string, low: number, high: number) => ["-ot", type, "-scale", "0", "255", `${low}`, `${high}`];
const uint16 = deep("UInt16", 100, 9000);
const int16 = deep("Int16", -3000, 3000);
const float32 = deep("Float32", -0.2, 0.7);
const stretchOf = { UInt16: [500, 7000], Int16: [-2000, 2500], UInt32: [500, 7000], Int32: [-2000, 2500] } as const;

/** name → bands, gdal_translate options */
const deepVariants: Readonly<Record<string, readonly [bands: number, options: readonly string[]]>> = {
  "16 bits, tiled deflate, predictor": [3, [...uint16, ...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")]],
  "16 bits, striped LZW, predictor": [3, [...uint16, ...strips, ...co("COMPRESS=LZW", "PREDICTOR=2")]],
  "16 bits, ZSTD, predictor, planes": [
    3,
    [...uint16, ...tiled, ...co("COMPRESS=ZSTD", "PREDICTOR=2", "INTERLEAVE=BAND")],
  ],
  "16 bits, PackBits": [3, [...uint16, ...strips, ...co("COMPRESS=PACKBITS")]],
  "16 bits, raw, odd strips": [3, [...uint16, ...strips]],
  "16 bits, big-endian, predictor": [3, [...uint16, ...tiled, ...co("ENDIANNESS=BIG", "COMPRESS=LZW", "PREDICTOR=2")]],
  "16 bits, big-endian BigTIFF, raw planes": [
    4,
    [...uint16, ...co("ENDIANNESS=BIG", "BIGTIFF=YES", "INTERLEAVE=BAND", "ALPHA=NO", "PHOTOMETRIC=RGB")],
  ],
  "16 bits, LERC": [3, [...uint16, ...tiled, ...co("COMPRESS=LERC")]],
  "12 bits": [3, [...deep("UInt16", 0, 4095), ...tiled, ...co("NBITS=12", "COMPRESS=DEFLATE")]],
  "signed 16 bits, predictor": [3, [...int16, ...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")]],
  "signed 16 bits, big-endian strips": [1, [...int16, ...strips, ...co("ENDIANNESS=BIG")]],
  "32 bits, predictor": [3, [...deep("UInt32", 100, 9000), ...tiled, ...co("COMPRESS=LZW", "PREDICTOR=2")]],
  "signed 32 bits, ZSTD": [3, [...deep("Int32", -3000, 3000), ...tiled, ...co("COMPRESS=ZSTD")]],
  "floats, predictor 3": [3, [...float32, ...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=3")]],
  "floats, predictor 3, planes": [3, [...float32, ...strips, ...co("COMPRESS=LZW", "PREDICTOR=3", "INTERLEAVE=BAND")]],
  "floats, predictor 2": [3, [...float32, ...tiled, ...co("COMPRESS=ZSTD", "PREDICTOR=2")]],
  "half floats": [3, [...float32, ...tiled, ...co("NBITS=16", "COMPRESS=DEFLATE", "PREDICTOR=3")]],
  "doubles, predictor 3": [3, [...deep("Float64", -0.2, 0.7), ...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=3")]],
  "doubles, predictor 2, big-endian": [
    1,
    [...deep("Float64", -0.2, 0.7), ...tiled, ...co("COMPRESS=LZW", "PREDICTOR=2", "ENDIANNESS=BIG")],
  ],
  "floats, LERC": [3, [...float32, ...tiled, ...co("COMPRESS=LERC")]],
  "floats, LERC under deflate": [3, [...float32, ...tiled, ...co("COMPRESS=LERC_DEFLATE", "INTERLEAVE=BAND")]],
  "floats, LERC under ZSTD": [1, [...float32, ...strips, ...co("COMPRESS=LERC_ZSTD")]],
};
/** 8-bit unsigned or less, without a stretch */
const shallowVariants: typeof deepVariants = {
  LERC: [3, [...tiled, ...co("COMPRESS=LERC")]],
  "LERC in planes": [3, [...tiled, ...co("COMPRESS=LERC_DEFLATE", "INTERLEAVE=BAND")]],
  "one grey band": [1, [...tiled, ...co("COMPRESS=DEFLATE", "PREDICTOR=2")]],
  "one grey band as JPEG": [1, [...tiled, ...co("COMPRESS=JPEG")]],
  "five bands": [5, [...strips, ...co("INTERLEAVE=BAND", "COMPRESS=LZW")]],
  "4 bits": [3, ["-scale", "0", "255", "0", "15", ...tiled, ...co("NBITS=4", "COMPRESS=DEFLATE")]],
  "1 bit": [1, ["-scale", "0", "255", "0", "1", ...strips, ...co("NBITS=1")]],
  "white is zero": [1, [...tiled, ...co("PHOTOMETRIC=MINISWHITE")]],
  "white is zero, 1 bit": [1, ["-scale", "0", "255", "0", "1", ...tiled, ...co("NBITS=1", "PHOTOMETRIC=MINISWHITE")]],
};

describe.skipIf(!hasGdal())("bands and depths against GDAL (skipped without gdal-bin)", () => {
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
  const onDisk = async (path: string) => {
    const file = await openFileOnDisk(path);
    files.push(file);
    return file;
  };
  const open = async (path: string, more: Partial<OpenOptions> = {}) =>
    openRaster(await onDisk(path), { decoder: wasmDecoder(), ...more });
  const pixelsOf = async (source: RasterSource) => (await source.read(whole(source), 0)).pixels;

  test.each(Object.entries(deepVariants))(
    "%s: GDAL's samples under the same stretch",
    async (name, [bands, options]) => {
      const path = make(name, bands, options);
      const type = options[1] as keyof typeof stretchOf;
      const [low, high] = stretchOf[type] ?? [0, 0.5];
      const source = await open(path, { rendering: { stretch: { low, high } } });
      const expected = expectedOf(folder, path, source.facts);
      expect(largestDifference(await pixelsOf(source), expected.pixels)).toBe(0);
      // The stretch is no constant image.
      expect(new Set(expected.pixels).size).toBeGreaterThan(100);
    },
  );

  test.each(Object.entries(shallowVariants))("%s: GDAL's samples spread over 0–255", async (name, [bands, options]) => {
    const path = make(name, bands, options);
    const source = await open(path);
    expect(source.grid.bands).toBe(3);
    expect(source.facts.bands).toBe(bands);
    const tolerance = name.includes("JPEG") ? 1 : 0;
    expect(
      largestDifference(await pixelsOf(source), expectedOf(folder, path, source.facts).pixels),
    ).toBeLessThanOrEqual(tolerance);
  });

  describe("the stretch", () => {
    test("is asked for, with a range that holds most of the samples", async () => {
      const path = make("asked", 3, [...uint16, ...tiled, "-a_nodata", "100"]);
      const error = (await open(path).catch((thrown: unknown) => thrown)) as AppError<"stretch-needed">;
      expect(error.tag).toBe("stretch-needed");
      expect(error.fields).toMatchObject({ file: "asked.tif", bits: 16, format: "uint" });
      const { samples } = folder.readSamples(path);
      // The square of zeros became 100, which is no data; the file is small enough to be looked at whole.
      const sorted = samples.filter((value) => value !== 100).sort();
      const share = (value: number) => sorted.findIndex((sample) => sample >= value) / sorted.length;
      const { low, high, least, most } = error.fields;
      expect([least, most]).toEqual([sorted[0], sorted.at(-1)]);
      expect(share(low)).toBeCloseTo(0.02, 2);
      expect(share(high)).toBeCloseTo(0.98, 2);
    });

    test.each([
      ["turned round", { low: 5, high: 1 }],
      ["no number", { low: Number.NaN, high: 1 }],
    ])("is asked for again when it is %s", async (name, stretch) => {
      const path = make(`again ${name}`, 3, [...uint16, ...tiled]);
      await expect(open(path, { rendering: { stretch } })).rejects.toMatchObject({ tag: "stretch-needed" });
    });

    test("leaves 8-bit samples alone", async () => {
      const path = make("alone", 3, tiled);
      const source = await open(path, { rendering: { stretch: { low: 100, high: 101 } } });
      expect(largestDifference(await pixelsOf(source), folder.read(path).pixels)).toBe(0);
      expect(source.facts.rendering).toEqual({ bands: [0, 1, 2] });
    });

    test("of one value only is still two different numbers", async () => {
      const flat = folder.source("flat", { width: 20, height: 20, bands: 1, pixels: new Uint8Array(400).fill(7) });
      const path = folder.translate(flat, "flat.tif", [...PLACE, "-ot", "UInt16"]);
      await expect(open(path)).rejects.toMatchObject({ fields: { low: 7, high: 8, least: 7, most: 7 } });
    });
  });

  describe("bands", () => {
    const layouts = { pixels: [], planes: co("INTERLEAVE=BAND"), compressed: co("COMPRESS=LERC") } as const;
    test.each(Object.entries(layouts))("come in the order asked: %s", async (name, options) => {
      const path = make(`order ${name}`, 4, [...tiled, ...options, ...co("ALPHA=NO", "PHOTOMETRIC=RGB")]);
      const rendering = { bands: [3, 0, 1] };
      const source = await open(path, { rendering });
      const judge = folder.read(path, ["-b", "4", "-b", "1", "-b", "2"]);
      expect(largestDifference(await pixelsOf(source), judge.pixels)).toBe(0);
      expect(source.facts).toMatchObject({ bands: 4, rendering });
    });

    test("that the file lacks are told", async () => {
      const path = make("lacking", 3, tiled);
      await expect(open(path, { rendering: { bands: [3, 0, 1] } })).rejects.toMatchObject({
        tag: "band-missing",
        fields: { band: 4, bands: 3 },
      });
    });

    test("are named as the file does, near infrared only where it says so", async () => {
      const rgbn = [...tiled, ...co("ALPHA=NO", "PHOTOMETRIC=RGB")];
      expect((await open(make("unnamed", 4, rgbn))).facts.bandNames).toEqual(["red", "green", "blue", "undefined"]);
      const vrt = make("described", 4, rgbn).replace(".tif", ".vrt");
      folder.run("gdalbuildvrt", ["-q", vrt, vrt.replace(".vrt", ".tif")]);
      describeBands(vrt, ["PIR", "Rouge", "Vert", "Bleu"]);
      const named = await open(folder.translate(vrt, "named.tif", co("PHOTOMETRIC=MINISBLACK", "ALPHA=NO")));
      expect(named.facts.bandNames).toEqual(["nir", "red", "green", "blue"]);
      // Its colours are then shown as colours.
      expect(named.facts.rendering).toEqual({ bands: [1, 2, 3] });
    });

    test("grey with alpha is one band", async () => {
      const source = await open(make("grey alpha", 2, [...tiled, ...co("ALPHA=YES")]));
      expect(source.facts).toMatchObject({ bands: 1, bandNames: ["grey", "alpha"], rendering: { bands: [0, 0, 0] } });
    });
  });

  describe("palettes", () => {
    const palette = async () => {
      const indexes = folder.source("indexes", {
        width: 256,
        height: 2,
        bands: 1,
        pixels: Uint8Array.from({ length: 512 }, (_, at) => at),
      });
      const vrt = folder.translate(indexes, "indexes.vrt", ["-of", "VRT"]);
      const entries = Array.from(
        { length: 256 },
        (_, at) => `<Entry c1="${at}" c2="${255 - at}" c3="${(at * 7) % 256}"/>`,
      );
      editVrt(
        vrt,
        /<VRTRasterBand[^>]*>/,
        (band) => `${band}<ColorInterp>Palette</ColorInterp><ColorTable>${entries.join("")}</ColorTable>`,
      );
      return folder.translate(vrt, "palette.tif", [...PLACE, ...co("COMPRESS=DEFLATE")]);
    };

    test("are shown by their colours, as gdal_translate expands them", async () => {
      const path = await palette();
      const source = await open(path);
      expect(largestDifference(await pixelsOf(source), folder.read(path, ["-expand", "rgb"]).pixels)).toBe(0);
      expect(source.facts).toMatchObject({ bands: 1, bandNames: ["palette"] });
    });

    test("stay class numbers where classes are wanted", async () => {
      const path = await palette();
      const source = await open(path, { content: "classes" });
      expect(source.grid.bands).toBe(1);
      expect(largestDifference(await pixelsOf(source), folder.read(path).pixels)).toBe(0);
    });
  });

  describe("no data", () => {
    test.each([
      ["a number beyond 8 bits", 3, [...uint16, "-a_nodata", "100"]],
      ["a negative one", 3, [...int16, "-a_nodata", "-3000"]],
      ["one no double ends like", 3, [...deep("Float32", -0.1, 0.9), "-a_nodata", "-0.1"]],
      ["in planes", 3, [...uint16, "-a_nodata", "100", ...co("INTERLEAVE=BAND")]],
    ])("%s masks what GDAL masks", async (name, bands, options) => {
      const path = make(`nodata ${name}`, bands, [...tiled, ...options]);
      const source = await open(path, { rendering: { stretch: { low: 0, high: 5000 } } });
      const { mask } = await source.read(whole(source), 0);
      // GDAL masks band by band; the first one's noise makes the square the only place all three are without.
      const bandMasks = [1, 2, 3].map((band) => folder.read(path, ["-b", `mask,${band}`]).pixels);
      expect([...mask]).toEqual([...mask].map((_, pixel) => (bandMasks.some((each) => each[pixel] === 255) ? 255 : 0)));
      expect(mask.filter((value) => value === 0).length).toBe(49 * 29);
    });

    test("no number at all", async () => {
      const path = make("square", 1, [...float32, "-a_nodata", "-0.2"]);
      const nan = folder.path.concat("/nan.tif");
      folder.run("gdalwarp", ["-q", "-dstnodata", "nan", path, nan]);
      const source = await open(nan, { rendering: { stretch: { low: 0, high: 1 } } });
      const { mask } = await source.read(whole(source), 0);
      expect([...mask]).toEqual([...folder.read(nan, ["-b", "mask"]).pixels]);
      expect(mask.filter((value) => value === 0).length).toBe(49 * 29);
    });

    test.each([
      ["16 bits", uint16],
      ["LERC, whose own mask it is", co("COMPRESS=LERC")],
    ])("alpha 0: %s", async (name, options) => {
      const path = make(`alpha ${name}`, 4, [...tiled, ...options, ...co("ALPHA=YES", "PHOTOMETRIC=RGB")]);
      const source = await open(path, { rendering: { stretch: { low: 500, high: 7000 } } });
      const { mask } = await source.read(whole(source), 0);
      const alpha = folder.readSamples(path, ["-b", "4"]).samples;
      expect([...mask]).toEqual([...alpha].map((value) => (value === 0 ? 0 : 255)));
    });
  });

  describe("overviews in a file of their own", () => {
    test.each([
      ["deflate", ["--config", "COMPRESS_OVERVIEW", "DEFLATE"], 0],
      ["JPEG", ["--config", "COMPRESS_OVERVIEW", "JPEG", "--config", "PHOTOMETRIC_OVERVIEW", "YCBCR"], 1],
    ] as const)("are levels, with GDAL's pixels: %s", async (name, options, tolerance) => {
      const path = make(`ovr ${name}`, 3, [...tiled, ...co("COMPRESS=DEFLATE")]);
      folder.run("gdaladdo", ["-q", "-ro", "-r", "average", ...options, path, "2", "4"]);
      const source = await open(path, { overviews: await onDisk(`${path}.ovr`) });
      expect(source.levels.map(({ scale }) => scale)).toEqual([1, 2, 4]);
      for (const level of [1, 2]) {
        const window = await source.read(whole(source, level), level);
        const judge = folder.read(path, ["-oo", `OVERVIEW_LEVEL=${level - 1}`]);
        expect(largestDifference(window.pixels, judge.pixels)).toBeLessThanOrEqual(tolerance);
      }
    });

    const internalMask = ["--config", "GDAL_TIFF_INTERNAL_MASK", "YES"];
    const masked = [
      "-b",
      "1",
      "-b",
      "2",
      "-b",
      "3",
      "-mask",
      "4",
      ...internalMask,
      ...tiled,
      ...co("COMPRESS=DEFLATE"),
    ];

    test("come with their masks", async () => {
      const path = make("masked", 4, masked);
      const beside = make("masked beside", 4, masked);
      folder.run("gdaladdo", ["-q", "-r", "nearest", ...internalMask, beside, "2"]);
      const source = await open(path, { overviews: await onDisk(beside) });
      expect(source.levels.map(({ scale }) => scale)).toEqual([1, 2]);
      const { mask } = await source.read(whole(source, 1), 1);
      expect([...mask]).toEqual([...folder.read(beside, ["-b", "mask", "-oo", "OVERVIEW_LEVEL=0"]).pixels]);
      expect(mask.includes(0) && mask.includes(255)).toBe(true);
    });

    test("add to those in the file, which come first", async () => {
      const path = make("inside", 3, tiled);
      folder.run("gdaladdo", ["-q", "-r", "average", path, "2"]);
      const beside = make("beside", 3, tiled);
      folder.run("gdaladdo", ["-q", "-ro", "-r", "nearest", beside, "2", "4"]);
      const source = await open(path, { overviews: await onDisk(`${beside}.ovr`) });
      expect(source.levels.map(({ scale }) => scale)).toEqual([1, 2, 4]);
      const { pixels } = await source.read(whole(source, 1), 1);
      expect(largestDifference(pixels, folder.read(path, ["-oo", "OVERVIEW_LEVEL=0"]).pixels)).toBe(0);
    });

    test.each([
      ["without the mask the image has", 4, masked, []],
      ["of another image", 3, tiled, ["-outsize", "90", "90"]],
      ["of other samples", 3, tiled, ["-ot", "UInt16"]],
    ])("are not taken when they are %s", async (name, bands, options, differently) => {
      const path = make(`mine ${name}`, bands, options);
      const other = make(`other ${name}`, 3, differently);
      folder.run("gdaladdo", ["-q", "-ro", other, "2"]);
      const source = await open(path, { overviews: await onDisk(`${other}.ovr`) });
      expect(source.levels).toEqual([{ width: 201, height: 133, scale: 1 }]);
    });
  });
});

function describeBands(vrt: string, names: readonly string[]): void {
  let band = 0;
  editVrt(
    vrt,
    /<VRTRasterBand[^>]*>(\s*<Description>[^<]*<\/Description>)?/g,
    (head) => `${head.replace(/<Desc.*/s, "")}<Description>${names[band++]}</Description>`,
  );
}

function editVrt(path: string, pattern: RegExp, edit: (found: string) => string): void {
  writeFileSync(path, readFileSync(path, "utf8").replace(pattern, edit));
}
