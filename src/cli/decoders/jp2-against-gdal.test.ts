import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EpsgCode } from "../../core/geo/crs.ts";
import type { RasterLevel, RasterSource } from "../../core/ports/raster-source.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import { type OpenOptions, openRaster } from "../../sources/registry.ts";
import { type GdalFolder, type GdalImage, gdalAffine, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { type FileOnDisk, openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/** Odd sizes, so that the last tile and the last code-blocks are cut. */
const WIDTH = 397;
const HEIGHT = 331;
const PLACE = ["-a_srs", "EPSG:2154", "-a_ullr", "700000", "6600066.2", "700079.4", "6600000"];

/** Smooth colours with edges and some noise (seeded), a rectangle of zeros; a band after the third is another colour. */
function synthetic(bands: number): GdalImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT * bands);
  let seed = 12345;
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      for (let band = 0; band < bands; band++) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        const smooth = 128 + 80 * Math.sin((column * (band + 1)) / 37 + row / (23 + band));
        const edge = (column ^ row) & 64 ? 30 : 0;
        const hole = column > 140 && column < 290 && row > 150 && row < 280;
        pixels[(row * WIDTH + column) * bands + band] = hole ? 0 : Math.min(255, smooth + edge + (seed >>> 28));
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, bands, pixels };
}

const co = (...options: string[]) => options.flatMap((option) => ["-co", option]);
const lossless = co("REVERSIBLE=YES", "QUALITY=100");
const lossy = co("REVERSIBLE=NO", "QUALITY=12");
const layered = co("REVERSIBLE=NO", "QUALITY=3,8,20");
const layeredLossless = co("REVERSIBLE=YES", "QUALITY=5,20,100");
const single = co("BLOCKXSIZE=512", "BLOCKYSIZE=512");
const tiled = co("BLOCKXSIZE=128", "BLOCKYSIZE=96");
const precincts = co("PRECINCTS={128,64},{64,64},{32,64}");

/** name → bands, gdal_translate options, levels by which pixels may differ (0: lossless) */
const variants: Readonly<Record<string, readonly [bands: number, options: readonly string[], tolerance: number]>> = {
  ...Object.fromEntries(
    ["LRCP", "RLCP", "RPCL", "PCRL", "CPRL"].flatMap((order) => [
      [
        `${order}, single tile, precincts, 5/3`,
        [3, [...single, ...precincts, ...lossless, ...co(`PROGRESSION=${order}`)], 0],
      ],
      [`${order}, single tile, layers, 9/7`, [3, [...single, ...layered, ...co(`PROGRESSION=${order}`)], 1]],
      [
        `${order}, tiles, precincts, layers, 9/7`,
        [3, [...tiled, ...precincts, ...layered, ...co(`PROGRESSION=${order}`)], 1],
      ],
      [`${order}, tiles, layers, 5/3`, [3, [...tiled, ...layeredLossless, ...co(`PROGRESSION=${order}`)], 0]],
    ]),
  ),
  "lossy 5/3": [3, [...single, ...co("REVERSIBLE=YES", "QUALITY=10")], 0],
  "nearly lossless 9/7": [3, [...single, ...co("REVERSIBLE=NO", "QUALITY=100")], 1],
  "code-blocks of 16 × 16": [3, [...single, ...lossless, ...co("CODEBLOCK_WIDTH=16", "CODEBLOCK_HEIGHT=16")], 0],
  "code-blocks of 1024 × 4": [3, [...single, ...lossless, ...co("CODEBLOCK_WIDTH=1024", "CODEBLOCK_HEIGHT=4")], 0],
  "code-blocks of 4 × 256": [3, [...single, ...lossy, ...co("CODEBLOCK_WIDTH=4", "CODEBLOCK_HEIGHT=256")], 1],
  "one resolution": [3, [...single, ...lossless, ...co("RESOLUTIONS=1")], 0],
  "eight resolutions": [3, [...single, ...lossy, ...co("RESOLUTIONS=8")], 1],
  "tiles of 33 × 37": [3, [...lossless, ...co("BLOCKXSIZE=33", "BLOCKYSIZE=37", "RESOLUTIONS=5")], 0],
  "tiles of 33 × 65, 9/7": [3, [...lossy, ...co("BLOCKXSIZE=33", "BLOCKYSIZE=65", "RESOLUTIONS=7")], 1],
  "SOP and EPH": [3, [...tiled, ...lossless, ...precincts, ...co("SOP=YES", "EPH=YES")], 0],
  "PLT and TLM": [3, [...tiled, ...lossless, ...co("PLT=YES", "TLM=YES")], 0],
  "tile-parts by resolution": [3, [...tiled, ...lossless, ...co("TILEPARTS=RESOLUTIONS", "PROGRESSION=RLCP")], 0],
  "tile-parts by layer": [3, [...single, ...layered, ...co("TILEPARTS=LAYERS")], 1],
  "tile-parts by component": [3, [...tiled, ...lossless, ...co("TILEPARTS=COMPONENTS", "PROGRESSION=CPRL")], 0],
  ...Object.fromEntries(
    ["BYPASS", "RESET", "TERMALL", "VSC", "PREDICTABLE", "SEGSYM", "BYPASS,RESET,TERMALL,VSC,PREDICTABLE,SEGSYM"].map(
      (style) => [`style ${style}`, [3, [...single, ...layeredLossless, ...co(`CODEBLOCK_STYLE=${style}`)], 0]],
    ),
  ),
  "without a colour transform": [3, [...single, ...lossy, ...co("YCC=NO")], 1],
  "four colours": [4, [...tiled, ...lossless], 0],
  "boxes after the codestream": [3, [...single, ...lossless, ...co("GEOBOXES_AFTER_JP2C=YES")], 0],
};

describe.skipIf(!hasGdal())("JPEG 2000 against GDAL (skipped without gdal-bin)", () => {
  let folder: GdalFolder;
  const files: FileOnDisk[] = [];
  beforeAll(() => {
    folder = gdalFolder();
  });
  afterAll(async () => {
    await Promise.all(files.map((file) => file.close()));
    folder.remove();
  });

  const make = (name: string, bands: number, options: readonly string[], extension = "jp2") =>
    folder.translate(folder.source("source", synthetic(bands)), `${name.replaceAll(/\W+/g, "-")}.${extension}`, [
      "-of",
      "JP2OpenJPEG",
      ...PLACE,
      ...options,
    ]);
  const open = async (path: string, more: Partial<OpenOptions> = {}) => {
    const file = await openFileOnDisk(path);
    files.push(file);
    return openRaster(file, { decoder: wasmDecoder(), ...more });
  };

  test.each(Object.entries(variants))(
    "%s: GDAL's pixels, whole and in windows",
    async (name, [bands, options, most]) => {
      const path = make(name, bands, options);
      const judge = folder.read(path);
      const source = await open(path, { rendering: { bands: Array.from({ length: bands }, (_, band) => band) } });
      expect([source.grid.width, source.grid.height, source.grid.bands]).toEqual([WIDTH, HEIGHT, bands]);
      const windows = fc.sample(
        fc.record({
          column: fc.integer({ min: -20, max: WIDTH - 1 }),
          row: fc.integer({ min: -20, max: HEIGHT - 1 }),
          width: fc.integer({ min: 1, max: 200 }),
          height: fc.integer({ min: 1, max: 200 }),
        }),
        { numRuns: 4, seed: 7 },
      );
      for (const rect of [...windows, whole(source)]) {
        const { pixels, mask } = await source.read(rect, 0);
        expect(difference(pixels, mask, rect, judge)).toBeLessThanOrEqual(most);
      }
      source.close();
    },
  );

  // GDAL has no overviews of smaller images.
  const large = ["-outsize", "1101", "901"];
  test.each([
    ["5/3", [...lossless, ...co("BLOCKXSIZE=2048", "BLOCKYSIZE=2048")], 0],
    ["9/7", [...lossy, ...co("BLOCKXSIZE=2048", "BLOCKYSIZE=2048")], 1],
    ["tiles", [...lossless, ...co("BLOCKXSIZE=304", "BLOCKYSIZE=400")], 0],
  ] as const)("reduced resolutions, %s: GDAL's", async (name, options, most) => {
    const path = make(`reduced ${name}`, 3, [...large, ...options]);
    const source = await open(path);
    expect(source.levels.length).toBeGreaterThan(2);
    for (const level of [1, 2]) {
      const { width, height } = source.levels[level] as RasterLevel;
      const judge = folder.read(path, ["-ovr", String(level - 1)]);
      expect([width, height]).toEqual([judge.width, judge.height]);
      const rect = { column: 0, row: 0, width, height };
      const { pixels, mask } = await source.read(rect, level);
      expect(difference(pixels, mask, rect, judge)).toBeLessThanOrEqual(most);
    }
  });

  test("an alpha channel of 8 bits or 1 is a mask, not a band", async () => {
    const image = synthetic(4);
    for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) image.pixels[4 * pixel + 3] = pixel % WIDTH < 100 ? 0 : 255;
    const raw = folder.source("with-alpha", image);
    for (const option of ["1BIT_ALPHA=NO", "1BIT_ALPHA=YES"]) {
      const options = ["-of", "JP2OpenJPEG", ...PLACE, ...lossless, "-colorinterp_4", "alpha", ...co(option)];
      const source = await open(folder.translate(raw, `alpha-${option}.jp2`, options));
      const { mask, bands } = await source.read({ column: 90, row: 3, width: 20, height: 1 }, 0);
      expect(bands).toBe(3);
      expect([...mask]).toEqual([...new Array(10).fill(0), ...new Array(10).fill(255)]);
    }
  });

  test("place: GeoJP2, else GML, else what the options assume", async () => {
    const assumed = { assumedAffine: [0.5, 0, 1, 0, -0.5, 2], assumedCrs: 3945 as EpsgCode } as const;
    for (const [name, options] of [
      ["both", []],
      ["geojp2", co("GMLJP2=NO")],
      ["gml", co("GeoJP2=NO")],
    ] as const) {
      const path = make(`place-${name}`, 3, [...single, ...lossless, ...options]);
      const { grid } = await open(path, assumed);
      expect(grid.crs.code).toBe(2154);
      const expected = gdalAffine(folder, path) as readonly number[];
      grid.affine.forEach((value, index) => {
        expect(value).toBeCloseTo(expected[index] as number, 8);
      });
    }
    const bare = make("bare", 3, [...single, ...lossless], "j2k");
    await expect(open(bare)).rejects.toMatchObject({ tag: "georeference-missing" });
    const { assumedAffine, assumedCrs } = assumed;
    await expect(open(bare, { assumedAffine })).rejects.toMatchObject({ tag: "crs-missing" });
    const { grid } = await open(bare, assumed);
    expect([grid.crs.code, grid.affine]).toEqual([assumedCrs, assumedAffine]);
  });

  test("GML of a system in degrees: latitude comes first there", async () => {
    const place = ["-a_srs", "EPSG:4326", "-a_ullr", "3", "44", "3.01", "43.99"];
    const path = make("degrees", 3, [...place, ...single, ...lossless, ...co("GeoJP2=NO")]);
    const { grid } = await open(path);
    expect(grid.crs.code).toBe(4326);
    const expected = gdalAffine(folder, path) as readonly number[];
    grid.affine.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 10);
    });
  });

  test("grey is given three times, and of four bands the first three unless others are asked for", async () => {
    const grey = await open(make("grey", 1, lossless));
    const { pixels: greys } = await grey.read(whole(grey), 0);
    const { pixels: once } = synthetic(1);
    expect(greys).toEqual(Uint8Array.from({ length: 3 * once.length }, (_, at) => once[Math.floor(at / 3)]!));
    const path = make("four bands", 4, lossless);
    for (const [bands, rendering] of [
      [[0, 1, 2], undefined],
      [[3, 0, 1], { bands: [3, 0, 1] }],
    ] as const) {
      const source = await open(path, { rendering });
      const { pixels } = await source.read({ column: 200, row: 9, width: 1, height: 1 }, 0);
      expect([...pixels]).toEqual(bands.map((band) => synthetic(4).pixels[4 * (9 * WIDTH + 200) + band]));
      expect(source.facts).toMatchObject({
        bands: 4,
        bandNames: ["red", "green", "blue", "undefined"],
        rendering: { bands },
      });
    }
    await expect(open(path, { rendering: { bands: [4, 0, 1] } })).rejects.toMatchObject({ tag: "band-missing" });
  });

  test("what is no 8-bit image is refused by name", async () => {
    await expect(open(make("deep", 3, ["-ot", "UInt16", ...lossless]))).rejects.toMatchObject({
      tag: "samples-unsupported",
      fields: { bits: 16 },
    });
    const bytes = readFileSync(make("to be subsampled", 3, [...single, ...lossless]));
    const lastComponentSteps = bytes.indexOf(Buffer.from([0xff, 0x51])) + 38 + 3 * 2 + 3;
    bytes.set([2, 2], lastComponentSteps);
    writeFileSync(`${folder.path}/420.jp2`, bytes);
    await expect(open(`${folder.path}/420.jp2`)).rejects.toMatchObject({ tag: "jp2-unsupported" });
    const classes = await open(make("classes", 1, lossless), { content: "classes" });
    const { pixels } = await classes.read(whole(classes), 0);
    expect(pixels).toEqual(synthetic(1).pixels);
  });

  test("a file cut short gives what it holds of its first tiles, and file-truncated for the rest", async () => {
    const bytes = readFileSync(make("to be cut", 3, [...tiled, ...lossless]));
    const path = `${folder.path}/cut.jp2`;
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    const place = { assumedAffine: [0.2, 0, 7e5, 0, -0.2, 6.6e6], assumedCrs: 2154 as EpsgCode } as const;
    const source = await open(path, place);
    const { pixels } = await source.read({ column: 0, row: 0, width: 128, height: 96 }, 0);
    expect(pixels.subarray(0, 3)).toEqual(synthetic(3).pixels.subarray(0, 3));
    await expect(source.read(whole(source), 0)).rejects.toMatchObject({ tag: "file-truncated" });
  });

  test("a file that declares 10⁶ × 10⁶ pixels opens or is refused at once", async () => {
    const bytes = readFileSync(make("to grow", 3, [...single, ...lossless]));
    const siz = bytes.indexOf(Buffer.from([0xff, 0x51]));
    for (const tile of [1024, 1_000_000]) {
      for (const [at, value] of [
        [6, 1_000_000],
        [10, 1_000_000],
        [22, tile],
        [26, tile],
      ] as const) {
        bytes.writeUInt32BE(value, siz + at);
      }
      const path = `${folder.path}/huge-${tile}.jp2`;
      writeFileSync(path, bytes);
      const outcome = open(path).then((source) => source.read({ column: 0, row: 0, width: 9, height: 9 }, 0));
      await expect(outcome).rejects.toMatchObject({ tag: "file-unreadable" });
    }
  });

  const ortho = fileURLToPath(
    new URL("../../../../shared/data/ortho/34-2021-0727-6290-LA93-0M20-E080.jp2", import.meta.url),
  );
  test.skipIf(!existsSync(ortho))("a real tile, named as IGN names its own (skipped without ../shared)", async () => {
    const source = await open(ortho);
    expect(source.facts.tiled).toBe(true);
    expect(source.grid.crs.code).toBe(2154);
    const rect = { column: 900, row: 1000, width: 500, height: 300 };
    const { pixels, mask } = await source.read(rect, 0);
    const judge = folder.read(ortho);
    expect(difference(pixels, mask, rect, judge)).toBeLessThanOrEqual(1);
  });
});

function whole({ grid: { width, height } }: RasterSource): PixelRect {
  return { column: 0, row: 0, width, height };
}

/** The largest difference from the judge's pixels in a window; 999 where the mask does not tell inside from outside. */
function difference(pixels: Uint8Array, mask: Uint8Array, rect: PixelRect, judge: GdalImage): number {
  let most = 0;
  for (let row = 0; row < rect.height; row++) {
    for (let column = 0; column < rect.width; column++) {
      const x = rect.column + column;
      const y = rect.row + row;
      const at = row * rect.width + column;
      const inside = x >= 0 && y >= 0 && x < judge.width && y < judge.height;
      if (mask[at] !== (inside ? 255 : 0)) return 999;
      if (!inside) continue;
      for (let band = 0; band < judge.bands; band++) {
        const ours = pixels[at * judge.bands + band] as number;
        const theirs = judge.pixels[(y * judge.width + x) * judge.bands + band] as number;
        most = Math.max(most, Math.abs(ours - theirs));
      }
    }
  }
  return most;
}
