import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Affine } from "../core/geo/affine.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import { type GdalFolder, type GdalImage, gdalAffine, gdalFolder, hasGdal } from "../testing/gdal-oracle.ts";
import type { InputValues } from "./input-options.ts";
import { type Inputs, openInputs } from "./open-inputs.ts";

const WIDTH = 1101;
const HEIGHT = 903;
const LEFT = 700_000;
const TOP = 6_600_000;
const PIXEL = 0.2;

/** Smooth colours with a pattern that no shift by a pixel leaves alike, a square of zeros in the middle. */
function picture(): GdalImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      for (let band = 0; band < 3; band++)
        pixels[(row * WIDTH + column) * 3 + band] =
          1 + ((column * 7 + row * 13 + band * 31 + ((column * row) >> 4)) % 250);
  return { width: WIDTH, height: HEIGHT, bands: 3, pixels };
}

function expectClose(affine: Affine, judge: Affine): void {
  affine.forEach((value, at) => {
    expect(value).toBeCloseTo(judge[at]!, 9);
  });
}

describe.skipIf(!hasGdal())("files opened together (skipped without gdal-bin)", () => {
  let folder: GdalFolder;
  let whole: string;
  const opened: Inputs[] = [];
  beforeAll(() => {
    folder = gdalFolder();
    const place = ["-a_ullr", `${LEFT}`, `${TOP}`, `${LEFT + WIDTH * PIXEL}`, `${TOP - HEIGHT * PIXEL}`];
    whole = folder.translate(folder.source("source", picture()), "whole.tif", [
      "-a_srs",
      "EPSG:2154",
      ...place,
      ...TILED,
    ]);
  });
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });
  afterAll(() => folder.remove());

  const TILED = ["-co", "TILED=YES", "-co", "BLOCKXSIZE=64", "-co", "BLOCKYSIZE=64"];
  const open = async (paths: readonly string[], values: InputValues = {}): Promise<RasterSource> => {
    const inputs = await openInputs(paths, values, new AbortController().signal);
    opened.push(inputs);
    return inputs.source;
  };
  /** Part of the whole as a file of its own. */
  const cut = (name: string, [column, row, width, height]: readonly number[], options: readonly string[] = TILED) =>
    folder.translate(whole, name, ["-srcwin", `${column}`, `${row}`, `${width}`, `${height}`, ...options]);
  const all = ({ width, height }: { width: number; height: number }): PixelRect => ({
    column: 0,
    row: 0,
    width,
    height,
  });

  describe("companions place an image that says nothing", () => {
    const bare = (name: string) => {
      mkdirSync(join(folder.path, name), { recursive: true });
      const path = cut(`${name}/Dalle.tif`, [0, 0, 40, 30], ["-co", "PROFILE=BASELINE"]);
      rmSync(`${path}.aux.xml`, { force: true });
      const beside = (ending: string, text: string) => writeFileSync(path.replace(/\.tif$/, ending), text);
      return { path, beside };
    };
    const worldFile = "0.2\n0.01\n0,02\n-0.2\n700000.1\n6599999.9\n";
    const srs = (code: number) =>
      execFileSync("gdalsrsinfo", ["-o", "wkt_esri", "--single-line", `EPSG:${code}`], { encoding: "utf8" });
    const control = [
      '  (700000,6600000) (0,0) Label "Pt 1",',
      '  (700008,6600000) (40,0) Label "Pt 2",',
      '  (700008,6599994) (40,30) Label "Pt 3",',
      '  (700000,6599994) (0,30) Label "Pt 4"',
    ];
    const tab = (coordSys: string) =>
      [
        "!table",
        "!version 300",
        "!charset WindowsLatin1",
        "",
        "Definition Table",
        '  File "Dalle.tif"',
        '  Type "RASTER"',
      ]
        .concat(control, `  CoordSys ${coordSys}`, '  Units "m"', "")
        .join("\r\n");

    test("a world file and a .prj, names in capitals, rotated, decimal commas", async () => {
      const { path, beside } = bare("world");
      beside(".TFW", worldFile.replace(",", "."));
      beside(".PRJ", srs(3949));
      copyFileSync(path.replace(/\.tif$/, ".TFW"), path.replace(/\.tif$/, ".tfw"));
      const judge = gdalAffine(folder, path)!;
      beside(".tfw", worldFile);
      const { grid } = await open([path]);
      expect(grid.crs.code).toBe(3949);
      expectClose(grid.affine, judge);
    });

    test.each([
      ['Earth Projection 3, 33, "m", 3, 46.5, 44, 49.00000000002, 700000, 6600000', 2154],
      ['Earth Projection 3, 140, "m", 3, 46.5, 44, 49, 700000, 6600000 Bounds (0, 6000000) (1300000, 7200000)', 2154],
      ['Earth Projection 3, 33, "m", 3, 43, 42.25, 43.75, 1700000, 2200000', 3943],
      ['Earth Projection 8, 115, "m", 3, 0, 0.9996, 500000, 0', 25831],
      ['Earth Projection 8, 104, "m", 3, 0, 0.9996, 500000, 0', 32631],
      ['Earth Projection 10, 157, "m", 0', 3857],
      ["Earth Projection 1, 104", 4326],
    ])("a .tab: %s", async (coordSys, code) => {
      const { path, beside } = bare("tab");
      beside(".tab", tab(coordSys));
      const { grid } = await open([path]);
      expect(grid.crs.code).toBe(code);
      expectClose(grid.affine, gdalAffine(folder, path)!);
    });

    test("GDAL's .aux.xml before them all", async () => {
      const { path, beside } = bare("pam");
      const rotated = cut("pam/Dalle.tif", [8, 4, 40, 30], ["-co", "PROFILE=BASELINE"]); // and its .aux.xml
      beside(".tfw", worldFile);
      expect(rotated).toBe(path);
      expect(readFileSync(`${path}.aux.xml`, "utf8")).toContain("GeoTransform");
      const { grid } = await open([path]);
      expect(grid.crs.code).toBe(2154);
      expectClose(grid.affine, gdalAffine(folder, path)!);
    });

    test("what the file says of itself wins", async () => {
      const path = cut("says.tif", [0, 0, 40, 30]);
      writeFileSync(path.replace(/\.tif$/, ".tfw"), worldFile);
      writeFileSync(path.replace(/\.tif$/, ".prj"), srs(32631));
      const { grid } = await open([path]);
      expect(grid.crs.code).toBe(2154);
      expectClose(grid.affine, gdalAffine(folder, path)!);
    });

    test("a .prj of a system we do not carry is named, and no --crs overrides its code", async () => {
      const { path, beside } = bare("unknown");
      beside(".tfw", worldFile);
      await expect(open([path])).rejects.toMatchObject({ tag: "crs-missing" });
      expect((await open([path], { crs: "EPSG:3943" })).grid.crs.code).toBe(3943);
      beside(".prj", 'PROJCS["NTF (Paris) / Lambert zone II",AUTHORITY["EPSG","27572"]]');
      await expect(open([path], { crs: "2154" })).rejects.toMatchObject({
        tag: "crs-unknown",
        fields: { detail: "EPSG:27572" },
      });
    });

    test("nothing beside it: said, with its name", async () => {
      const { path } = bare("nothing");
      await expect(open([path])).rejects.toMatchObject({ tag: "georeference-missing", fields: { file: "Dalle.tif" } });
    });

    test("companions alone", async () => {
      const { path, beside } = bare("alone");
      beside(".tfw", worldFile);
      await expect(open([path.replace(/\.tif$/, ".tfw")])).rejects.toMatchObject({ tag: "companion-alone" });
    });
  });

  describe("tiles as one", () => {
    /** A folder of tiles by their windows. */
    const tiles = (name: string, windows: readonly (readonly number[])[], options?: readonly string[]) => {
      mkdirSync(join(folder.path, name), { recursive: true });
      return windows.map((window, index) => cut(`${name}/t${index}.tif`, window, options));
    };

    test.each([
      ["cut at even pixels", 512, 384],
      ["cut at odd pixels", 501, 387],
    ])("%s: the pixels of the whole, at every level", async (name, column, row) => {
      tiles(name, [
        [0, 0, column, row],
        [column, 0, WIDTH - column, row],
        [0, row, column, HEIGHT - row],
        [column, row, WIDTH - column, HEIGHT - row],
      ]);
      const mosaic = await open([join(folder.path, name)]);
      const single = await open([whole]);
      expect(mosaic.grid).toEqual(single.grid);
      expect(mosaic.levels).toEqual(single.levels);
      for (const [level, size] of mosaic.levels.entries()) {
        const { pixels, mask, affine } = await mosaic.read(all(size), level);
        const truth = await single.read(all(size), level);
        // not toEqual: on a million bytes it takes seconds
        expect([level, Buffer.compare(pixels, truth.pixels), Buffer.compare(mask, truth.mask)]).toEqual([level, 0, 0]);
        expect(affine).toEqual(truth.affine);
      }
    });

    test("overlaps by order, gaps are nodata, as gdalbuildvrt has it", async () => {
      const paths = tiles("overlaps", [
        [0, 0, 300, 300],
        [250, 40, 300, 300],
        [700, 500, 200, 403],
      ]);
      // The second file is another picture where it overlaps the first.
      folder.run("gdal_translate", ["-q", "-scale", "0", "255", "255", "0", paths[1]!, `${folder.path}/inverse.tif`]);
      copyFileSync(join(folder.path, "inverse.tif"), paths[1]!);
      const mosaic = await open(paths);
      // In a VRT the last file lies on top.
      const vrt = join(folder.path, "judge.vrt");
      folder.run("gdalbuildvrt", ["-q", "-addalpha", vrt, ...[...paths].reverse()]);
      const judge = folder.read(vrt);
      expect([mosaic.grid.width, mosaic.grid.height]).toEqual([judge.width, judge.height]);
      for (const rect of [
        all(judge),
        { column: 240, row: 30, width: 70, height: 50 },
        { column: 560, row: 310, width: 100, height: 100 },
        { column: -5, row: -5, width: 20, height: 20 },
      ]) {
        const { pixels, mask } = await mosaic.read(rect, 0);
        let wrong = 0;
        for (let y = 0; y < rect.height; y++)
          for (let x = 0; x < rect.width; x++) {
            const [column, row] = [x + rect.column, y + rect.row];
            const inside = column >= 0 && row >= 0 && column < judge.width && row < judge.height;
            const [at, from] = [y * rect.width + x, (row * judge.width + column) * 4];
            const data = inside && judge.pixels[from + 3] === 255;
            if ((mask[at] === 255) !== data) wrong++;
            for (let band = 0; data && band < 3; band++)
              if (pixels[at * 3 + band] !== judge.pixels[from + band]) wrong++;
          }
        expect(wrong).toBe(0);
      }
    });

    test("resolutions that differ are refused with the groups to choose from", async () => {
      const [one, two, three] = tiles("mixed", [
        [0, 0, 200, 200],
        [200, 0, 200, 200],
        [400, 0, 200, 200],
      ]) as [string, string, string];
      folder.run("gdal_translate", ["-q", "-outsize", "100", "100", three, `${folder.path}/mixed/t3.tif`]);
      rmSync(three);
      await expect(open([join(folder.path, "mixed")])).rejects.toMatchObject({
        tag: "images-differ",
        fields: { groups: [{ crs: 2154, files: [{}, {}].map(() => expect.any(String)) }, { crs: 2154 }] },
      });
      const other = folder.translate(two, "other-crs.tif", ["-a_srs", "EPSG:32631"]);
      await expect(open([one, other])).rejects.toMatchObject({
        tag: "images-differ",
        fields: { groups: [{ crs: 2154 }, { crs: 32631 }] },
      });
    });

    test("pixels that do not line up are refused with their offset; a tile of another region too", async () => {
      const [one, two] = tiles("apart", [
        [0, 0, 200, 200],
        [200, 0, 200, 200],
      ]) as [string, string];
      const moved = (name: string, by: number) =>
        folder.translate(two, name, [
          "-a_ullr",
          ...[LEFT + 40 + by, TOP, LEFT + 80 + by, TOP - 40].map((value) => value.toFixed(3)),
        ]);
      const half = moved("half.tif", 0.08);
      await expect(open([one, half])).rejects.toMatchObject({ tag: "grids-differ", fields: { detail: "0.40 px" } });
      expect((await open([one, moved("millimetre.tif", 0.001)])).grid.width).toBe(400);
      const far = folder.translate(two, "far.tif", ["-a_ullr", "100000", "7000000", "100040", "6999960"]);
      await expect(open([one, far])).rejects.toMatchObject({ tag: "area-too-large" });
    });
  });
});
