import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { createScene } from "../../demo/scene.ts";
import { gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { memoryImage } from "../../testing/memory-image.ts";
import { builtOver, movedBy, type Photograph, photographOf, recoloured } from "../../testing/moved-photographs.ts";
import { mulberry32 } from "../../testing/pictures.ts";
import { crsOf } from "../geo/crs.ts";
import type { PixelRect } from "../raster/grid.ts";
import { estimateMisregistration } from "./estimate.ts";
import type { ImageReader } from "./image-reader.ts";

const real = fileURLToPath(new URL("../../../../shared/data/flair-d034/", import.meta.url));
const missing = [!hasGdal() && "GDAL", !existsSync(real) && "../shared"].filter(Boolean).join(" and ");

const opened = ({ grid, pixels }: Photograph) => memoryImage(grid, pixels);

/** The same image said to lie elsewhere. */
function shifted(image: ImageReader, east: number, north: number): ImageReader {
  const [a, b, c, d, e, f] = image.grid.affine;
  return {
    levels: image.levels,
    grid: { ...image.grid, affine: [a, b, c + east, d, e, f + north] },
    read: (rect, level, signal) => image.read(rect, level, signal),
  };
}

describe.skipIf(missing !== "")(
  `real photographs, moved by GDAL (skipped without ${missing || "GDAL and ../shared"})`,
  () => {
    const folder = gdalFolder();
    afterAll(() => folder.remove());
    const town = photographOf(folder, `${real}zone0_rgb.tif`, 300, 2000, 800);

    test.each([
      ["a town", "zone0", 300, 2000, [0.3, -0.17]],
      ["a coast", "zone1", 300, 5000, [-0.43, 0.06]],
      ["vineyards", "zone2", 3000, 300, [0.11, 0.37]],
      ["a forest", "zone4", 0, 0, [7.33, -12.41]],
      ["garrigue", "zone5", 1000, 300, [-21.07, 14.9]],
    ] as const)("%s, recoloured, blurred and with noise: within 0.03 m", async (_, zone, column, row, shift) => {
      const before = photographOf(folder, `${real}${zone}_rgb.tif`, column, row, 800);
      const after = recoloured(movedBy(folder, before, shift));
      const found = (await estimateMisregistration(opened(before), opened(after)))!;
      expect(Math.hypot(found.shift[0] - shift[0], found.shift[1] - shift[1])).toBeLessThan(0.03);
      expect(found.metres).toBeCloseTo(Math.hypot(...shift), 1);
      expect(found.spreadMetres).toBeLessThan(0.05);
      expect(found.matched).toBeGreaterThan(found.tried / 2);
    });

    test("is not misled where half of the ground has changed", async () => {
      const other = photographOf(folder, `${real}zone0_rgb.tif`, 300, 6000, 800);
      const after = builtOver(recoloured(movedBy(folder, town, [1.27, 0.55])), other, 0.5, 150);
      const { shift } = (await estimateMisregistration(opened(town), opened(after)))!;
      expect(Math.hypot(shift[0] - 1.27, shift[1] - 0.55)).toBeLessThan(0.03);
    });

    test("of another resolution and another system", async () => {
      // UTM 31 and Lambert-93 have north half a degree apart here: the shift is in the later image's axes.
      const options = ["-t_srs", "EPSG:32631", "-tr", "0.5", "0.5"];
      const after = recoloured(movedBy(folder, town, [0.9, -0.4], options));
      expect(after.grid.crs.code).toBe(32631);
      const { shift } = (await estimateMisregistration(opened(town), opened(after)))!;
      expect(Math.hypot(...shift)).toBeCloseTo(Math.hypot(0.9, -0.4), 1);
      expect(Math.hypot(shift[0] - 0.9, shift[1] + 0.4)).toBeLessThan(0.06);
      const back = (await estimateMisregistration(opened(after), opened(town)))!;
      expect(Math.hypot(back.shift[0] + 0.9, back.shift[1] - 0.4)).toBeLessThan(0.05);
    });

    test("null: other ground, though both are compressed on the same blocks of 8 × 8", async () => {
      const squeezed = (column: number, row: number, zone: string) => {
        const cut = photographOf(folder, `${real}${zone}_rgb.tif`, column, row, 800);
        const options = ["-co", "COMPRESS=JPEG", "-co", "JPEG_QUALITY=60", "-co", "PHOTOMETRIC=YCBCR"];
        const rgb = folder.translate(cut.file, "rgb.tif", ["-b", "1", "-b", "2", "-b", "3", ...options]);
        return memoryImage({ ...town.grid, width: 800, height: 800, bands: 3 }, folder.read(rgb).pixels);
      };
      for (const zone of ["zone0", "zone1"]) {
        expect(await estimateMisregistration(squeezed(300, 1000, zone), squeezed(460, 4200, zone))).toBeNull();
      }
    });
  },
);

const demo = { seed: 34, width: 800, height: 800 };

test("synthetic scenes at both dates lie on each other", async () => {
  const found = await estimateMisregistration(createScene(demo), createScene({ ...demo, date: "after" }));
  expect(found!.metres).toBeLessThan(0.01);
  expect(found!.matched).toBeGreaterThan(found!.tried / 2);
});

test("the earlier image has to be moved by what it was moved the other way", async () => {
  const before = shifted(createScene(demo), -31.04, 8.66);
  const { shift } = (await estimateMisregistration(before, createScene({ ...demo, date: "after" })))!;
  expect(shift[0]).toBeCloseTo(31.04, 1);
  expect(shift[1]).toBeCloseTo(-8.66, 1);
});

test("null: no common ground", async () => {
  const scene = createScene(demo);
  expect(await estimateMisregistration(scene, shifted(scene, 1000, 0))).toBeNull();
});

test("null: water, which is other waves, and ground without any edge", async () => {
  const grid = { ...createScene(demo).grid, width: 800, height: 800 };
  const water = (seed: number) => {
    const random = mulberry32(seed);
    return memoryImage(
      grid,
      Uint8Array.from({ length: 800 * 800 * 3 }, () => 60 + 12 * random()),
    );
  };
  const flat = memoryImage(grid, new Uint8Array(800 * 800 * 3).fill(90));
  expect(await estimateMisregistration(water(1), water(2))).toBeNull();
  expect(await estimateMisregistration(flat, flat)).toBeNull();
});

test("images narrower than a square are matched where they overlap", async () => {
  const scene = createScene({ ...demo, width: 220, height: 180 });
  const { shift, tried } = (await estimateMisregistration(shifted(scene, 0.6, 0), scene))!;
  expect(tried).toBe(1);
  expect(shift[0]).toBeCloseTo(-0.6, 2);
  expect(shift[1]).toBeCloseTo(0, 2);
});

test("in degrees it is metres of the ground", async () => {
  const scene = createScene(demo);
  const cell = 2e-6;
  const inDegrees: ImageReader = {
    ...scene,
    levels: scene.levels,
    read: scene.read,
    grid: { ...scene.grid, crs: crsOf(4326)!, affine: [cell, 0, 3, 0, -cell, 43.5], gsdMetres: 0.19 },
  };
  const { shift } = (await estimateMisregistration(shifted(inDegrees, 1e-5, 0), inDegrees))!;
  // a degree of longitude at 43.5°: 80 880 m (WGS 84)
  expect(shift[0]).toBeCloseTo(-0.809, 2);
  expect(shift[1]).toBeCloseTo(0, 2);
});

test("reads as little of a whole tile of BD ORTHO as of a small image", async () => {
  const { grid } = createScene(demo);
  const small = memoryImage({ ...grid, width: 300, height: 300 }, new Uint8Array(300 * 300 * 3));
  const levels = [1, 2, 4, 8, 16].map((scale) => ({ width: 25_000 / scale, height: 25_000 / scale, scale }));
  const rects: PixelRect[] = [];
  const tile: ImageReader = {
    grid: { ...grid, width: 25_000, height: 25_000 },
    levels,
    read(rect, level, signal) {
      rects.push(rect);
      expect(rect.column + rect.width).toBeLessThanOrEqual(levels[level]!.width);
      return small.read({ ...rect, column: 0, row: 0 }, 0, signal);
    },
  };
  expect(await estimateMisregistration(tile, tile)).toBeNull();
  expect(rects).toHaveLength(2 * (3 * 3 + 5 * 5));
  expect(Math.max(...rects.map(({ width, height }) => width * height))).toBeLessThan(260 ** 2);
});

test("stops when it is no longer wanted", async () => {
  const scene = createScene(demo);
  const wanted = new AbortController();
  const counted: ImageReader = {
    ...scene,
    read(rect, level, signal) {
      wanted.abort(new Error("no longer"));
      return scene.read(rect, level, signal);
    },
  };
  await expect(estimateMisregistration(counted, counted, wanted.signal)).rejects.toThrow("no longer");
});
