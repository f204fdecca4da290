import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, rasterise, readerOf, seededClasses } from "../../testing/pictures.ts";
import { cosiaPreset, librePreset, type OcsgePreset, ocsgePreset } from "../landcover/presets.ts";
import { checkCoverage } from "./check.ts";
import type { Coverage } from "./coverage.ts";
import { vectorise } from "./vectorise.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

/** Pixels of a square metre, so that the thresholds below are pixels. */
const metres = { affine: [1, 0, 700_000, 0, -1, 6_600_000] as const, gsdMetres: 1 };

/** The rules of OCS GE on small numbers. */
const small: OcsgePreset = {
  id: "ocsge",
  built: { numero: 1, detectedSquareMetres: 3, collectedSquareMetres: 8 },
  closingMetres: 2,
  insideZone: { others: 6, ofClass: { 1: 8 } },
  outsideZone: { others: 15, ofClass: { 1: 8 } },
};

const drawn = (map: Coverage): string[] => {
  const { width, height } = map.grid;
  const letters = Array.from(rasterise(map).classes, (numero) => (numero === 0 ? "." : numero.toString(16)));
  return Array.from({ length: height }, (_, row) => letters.slice(row * width, (row + 1) * width).join(""));
};

const ocsge = (rows: readonly string[]) => vectorise(picture(rows, metres), { preset: small });

describe("the OCS GE preset", () => {
  test("a shed goes to its surroundings and makes no built zone", async () => {
    const map = await ocsge(["cccccc", "cc11cc", "cccccc"]);
    expect(drawn(map)).toEqual(["cccccc", "cccccc", "cccccc"]);
    expect(map.builtZone?.faces.count).toBe(0);
  });

  test("a house is dilated to the size that is collected, its zone is what it was", async () => {
    const map = await ocsge(["ccccc", "cc1cc", "c111c", "ccccc", "ccccc"]);
    expect(map.faces.pixels[map.faces.numero.indexOf(1)]).toBe(8);
    expect([...map.builtZone!.faces.pixels]).toEqual([4]);
  });

  test("a lawn between houses may be smaller than one in the country", async () => {
    const lawn = Array<string>(5).fill("1111cc1111");
    const road = Array<string>(8).fill("3333333333");
    const meadow = Array<string>(5).fill("3333cc3333");
    expect(drawn(await ocsge([...lawn, ...road, ...meadow, ...road]))).toEqual([
      ...lawn,
      ...road,
      ...road.slice(0, 5),
      ...road,
    ]);
  });

  test("a shed with nothing around it stays a building", async () => {
    const map = await ocsge(["1....", ".....", "...cc"]);
    expect([...map.faces.numero]).toEqual([1, 12]);
  });

  test("an empty raster gives two empty layers", async () => {
    const map = await ocsge(["...", "..."]);
    expect([map.faces.count, map.builtZone?.faces.count]).toEqual([0, 0]);
  });
});

test("any raster: two sound layers, every pixel once, no face below its threshold but those without neighbour", async () => {
  const rasters = fc
    .tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 6 }))
    .chain(([width, height, block]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        // Blocks rather than pepper: of pepper nothing would be left.
        block: fc.constant(block),
        cells: fc.array(fc.constantFrom(0, 1, 1, 3, 3, 6, 9, 12, 12, 12), {
          minLength: Math.ceil(width / block) * Math.ceil(height / block),
          maxLength: Math.ceil(width / block) * Math.ceil(height / block),
        }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, block, cells }) => {
      const classes = Uint8Array.from({ length: width * height }, (_, pixel) => {
        const row = Math.floor(pixel / width / block);
        return cells[row * Math.ceil(width / block) + Math.floor((pixel % width) / block)]!;
      });
      const reader = readerOf(classes, pictureGrid(width, height, metres));
      const map = await vectorise(reader, { preset: small });
      const zone = map.builtZone!;
      expect(checkCoverage(map)).toEqual([]);
      expect(checkCoverage(zone)).toEqual([]);
      const { times, classes: result } = rasterise(map);
      expect(times).toEqual(classes.map((numero) => Math.min(numero, 1)));
      // Faces found on the pixels of the result, the zone read from its own polygons.
      const inZone = rasterise(zone).times;
      for (const { numero, pixels, hasNeighbour } of facesOf(result, width)) {
        const inside = 2 * pixels.filter((pixel) => inZone[pixel] === 1).length >= pixels.length;
        const least = numero === 1 ? 8 : inside ? 6 : 15;
        expect(pixels.length >= least || !hasNeighbour).toBe(true);
      }
      // What is built and large enough is in the zone; what was collected stays built.
      for (const { numero, pixels } of facesOf(classes, width)) {
        if (numero !== 1 || pixels.length < 3) continue;
        for (const pixel of pixels) expect(inZone[pixel]).toBe(1);
        if (pixels.length >= 8) for (const pixel of pixels) expect(result[pixel]).toBe(1);
      }
      expect(await vectorise(reader, { preset: small })).toEqual(map);
    }),
    { numRuns: 30 },
  );
});

function facesOf(classes: Uint8Array, width: number): { numero: number; pixels: number[]; hasNeighbour: boolean }[] {
  const around = (pixel: number): number[] => [
    ...(pixel % width > 0 ? [pixel - 1] : []),
    ...(pixel % width < width - 1 ? [pixel + 1] : []),
    ...[pixel - width, pixel + width].filter((next) => next >= 0 && next < classes.length),
  ];
  const seen = new Uint8Array(classes.length);
  const faces: { numero: number; pixels: number[]; hasNeighbour: boolean }[] = [];
  for (let first = 0; first < classes.length; first++) {
    const numero = classes[first]!;
    if (numero === 0 || seen[first] === 1) continue;
    const pixels = [first];
    seen[first] = 1;
    let hasNeighbour = false;
    for (const pixel of pixels) {
      for (const next of around(pixel)) {
        hasNeighbour ||= classes[next] !== 0 && classes[next] !== numero;
        if (classes[next] !== numero || seen[next] === 1) continue;
        seen[next] = 1;
        pixels.push(next);
      }
    }
    faces.push({ numero, pixels, hasNeighbour });
  }
  return faces;
}

test("the delivered thresholds, on a map of 20 cm", async () => {
  const size = 512;
  const map = await vectorise(readerOf(seededClasses(size, 0.6), pictureGrid(size, size)), { preset: ocsgePreset });
  const areas = Array.from(map.faces.pixels, (pixels) => pixels * 0.04);
  expect(areas.reduce((sum, area) => sum + area)).toBeCloseTo(size * size * 0.04, 6);
  for (const [face, area] of areas.entries())
    expect(area + 1e-9).toBeGreaterThanOrEqual(map.faces.numero[face] === 1 ? 200 : 500);
  expect(checkCoverage(map)).toEqual([]);
  expect(map.builtZone!.grid.gsdMetres).toBeCloseTo(1, 12);
});

test("the CoSIA preset keeps every pixel, or all but specks", async () => {
  const rows = ["666", "696", "666"];
  const keep = await vectorise(picture(rows), { preset: cosiaPreset() });
  expect(drawn(keep)).toEqual(rows);
  expect(keep.builtZone).toBeUndefined();
  expect(drawn(await vectorise(picture(rows), { preset: cosiaPreset(0.08) }))).toEqual(["666", "666", "666"]);
});

test("the libre preset takes a smallest area for a class", async () => {
  const rows = ["666666", "669662", "666666"];
  const preset = librePreset(2, { 2: 0 });
  expect(drawn(await vectorise(picture(rows, metres), { preset }))).toEqual(["666666", "666662", "666666"]);
});

test("progress counts the rows of both readings of the raster", async () => {
  const seen: string[] = [];
  await vectorise(picture(["11", "33", "33"], metres), { preset: small }, (done, total) =>
    seen.push(`${done}/${total}`),
  );
  expect(seen).toEqual(["3/6", "6/6"]);
});
