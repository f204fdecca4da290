import { expect, test } from "vitest";
import { windowAffine } from "../../core/geo/affine.ts";
import { crsOf } from "../../core/geo/crs.ts";
import type { RasterSource } from "../../core/ports/raster-source.ts";
import type { Grid } from "../../core/raster/grid.ts";
import { type MosaicPart, openMosaic } from "./open-mosaic.ts";

const AFFINE = [0.2, 0, 700_000, 0, -0.2, 6_600_000] as const;
const SIDE = 25_000;
const SCALES = [1, 2, 4, 8, 16, 32, 64];

/** Sheets of 25 000 pixels a side as far as a mosaic can tell, of one value each; `opened` lists them as they are. */
function sheet(column: number, row: number, bands: number, opened: string[], slow = false): MosaicPart {
  const crs = crsOf(2154)!;
  const grid: Grid = {
    width: SIDE,
    height: SIDE,
    affine: windowAffine(AFFINE, column * SIDE, row * SIDE),
    crs,
    bands,
    gsdMetres: 0.2,
  };
  const levels = SCALES.map((scale) => ({ width: Math.ceil(SIDE / scale), height: Math.ceil(SIDE / scale), scale }));
  const facts = { file: `${column}-${row}.tif`, format: "GeoTIFF", compression: "jpeg", bands, bits: 8, tiled: true };
  const read: RasterSource["read"] = async ({ width, height }) => ({
    width,
    height,
    bands,
    pixels: new Uint8Array(width * height * bands).fill(10 * column + row + 1),
    mask: new Uint8Array(width * height).fill(255),
    affine: grid.affine,
  });
  const part = { grid, levels, facts: { ...facts, bandNames: [] } } as unknown as MosaicPart;
  return {
    ...part,
    open: async () => {
      opened.push(facts.file);
      const rough = { width: 1, height: 1, bands, pixels: new Uint8Array(bands), mask: new Uint8Array(1) };
      return { ...part, read, close() {}, preview: async () => (slow ? { ...rough, affine: AFFINE } : undefined) };
    },
  };
}

const region = (opened: string[], slow = false) =>
  Array.from({ length: 100 }, (_, at) => sheet(at % 10, Math.floor(at / 10), 3 + (at % 2), opened, slow));

test("a hundred sheets are one grid, and only those under a window are opened", async () => {
  const opened: string[] = [];
  const mosaic = openMosaic(region(opened));
  expect(mosaic.grid).toMatchObject({ width: 250_000, height: 250_000, bands: 3, affine: AFFINE });
  expect(mosaic.facts).toMatchObject({ file: "0-0.tif + 99", bands: 3 });
  const { pixels, mask } = await mosaic.read({ column: 49_998, row: 74_999, width: 4, height: 2 }, 0);
  const [northWest, northEast, southWest, southEast] = [13, 23, 14, 24];
  const row = (west: number, east: number) => [west, west, east, east].flatMap((value) => [value, value, value]);
  expect([...pixels]).toEqual([...row(northWest, northEast), ...row(southWest, southEast)]);
  expect(mask.every((value) => value === 255)).toBe(true);
  expect(opened).toEqual(["1-2.tif", "2-2.tif", "1-3.tif", "2-3.tif"]);
});

test("its levels reach the whole at a glance", async () => {
  const mosaic = openMosaic(region([]));
  expect(mosaic.levels.map(({ scale }) => scale)).toEqual([...SCALES, 128, 256, 512]);
  const coarse = await mosaic.read({ column: 400, row: 400, width: 89, height: 89 }, 9);
  expect(coarse.mask.every((value) => value === 255)).toBe(true);
  expect(coarse.affine[0]).toBeCloseTo(0.2 * 512);
});

test("a rough picture of the whole where its sheets give one, none where they need not", async () => {
  expect(await openMosaic(region([])).preview?.()).toBeUndefined();
  const preview = (await openMosaic(region([], true)).preview?.())!;
  expect([preview.width, preview.height]).toEqual([256, 256]);
  expect(preview.affine).toEqual([expect.closeTo(195.3125), 0, 700_000, 0, expect.closeTo(-195.3125), 6_600_000]);
  expect(preview.pixels[0]).toBe(1);
  expect(preview.pixels.at(-1)).toBe(100);
});

test("sheets as far apart as two regions are refused", () => {
  expect(() => openMosaic([sheet(0, 0, 3, []), sheet(100, 30, 3, [])])).toThrow("area-too-large");
});
