import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { judgedByGeos } from "../../testing/geos.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { zoneInPixels } from "../../testing/zones.ts";
import { crsOf } from "../geo/crs.ts";
import { reprojection } from "../geo/reproject.ts";
import { librePreset, ocsgePreset } from "../landcover/presets.ts";
import { survey } from "../landcover/survey.ts";
import type { SurveyedMap } from "../landcover/surveyed-map.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { gridBounds } from "../raster/grid.ts";
import { checkCoverage } from "../vector/check.ts";
import { OUTSIDE, polygonOf } from "../vector/coverage.ts";
import { facesAt } from "../vector/faces-at.ts";
import { vectorise } from "../vector/vectorise.ts";
import { figuresOf } from "./change-ledger.ts";
import { type ComparedMap, compareDates } from "./compare-dates.ts";
import type { MapSide, ZonesSide } from "./sides.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const exactly = { toleranceMetres: 0, shift: [0, 0] } as const;

const pairs = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([width, height]) => {
  const classes = fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 4 });
  return fc.record({ width: fc.constant(width), height: fc.constant(height), before: classes, after: classes });
});

async function mapOf(classes: Uint8Array, width: number, height: number): Promise<SurveyedMap> {
  const map = await vectorise(readerOf(classes, pictureGrid(width, height)), { preset: librePreset(0) });
  return survey(map, {}).map;
}

/** Cover at every pixel's centre, "" where there is none. */
function coversAt(map: Pick<SurveyedMap, "grid" | "unit" | "arcs">, covers: readonly string[]): string[] {
  const { width, height } = map.grid;
  return Array.from(facesAt(map, gridBounds(map.grid), width, height), (face) =>
    face === OUTSIDE ? "" : covers[face]!,
  );
}

/** What is wrong but that neighbours may be of one class: they differ at the other date. */
const faultsOf = (map: Parameters<typeof checkCoverage>[0]) =>
  checkCoverage(map).filter(({ fault }) => fault !== "arc-separates-equal-classes");

describe("two maps laid over each other", () => {
  test("say of every pixel what each of them says, without gap or overlap", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ width, height, before, after }) => {
        const [earlier, later] = await Promise.all([mapOf(before, width, height), mapOf(after, width, height)]);
        const was = coversAt(earlier, earlier.covers);
        const is = coversAt(later, later.covers);
        const both = was.map((cover, pixel) => cover !== "" && is[pixel] !== "");
        const comparing = compareDates({
          before: { kind: "map", map: earlier },
          after: { kind: "map", map: later },
          settings: exactly,
        });
        if (!both.includes(true)) {
          await expect(comparing).rejects.toMatchObject({ tag: "nothing-compared" });
          return;
        }
        const changes = await comparing;
        expect(coversAt(changes, changes.before.covers)).toEqual(was.map((cover, at) => (both[at] ? cover : "")));
        expect(coversAt(changes, changes.after.covers)).toEqual(is.map((cover, at) => (both[at] ? cover : "")));
        expect(faultsOf(changes)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

const mapSide = async (rows: readonly string[], preset?: MapSide["preset"]): Promise<MapSide> => ({
  kind: "map",
  map: await surveyedPicture(rows),
  preset,
});

/** A map's polygons as somebody else's, in another CRS and moved. */
function zonesOf({ map }: MapSide, code = 2154, [dx, dy] = [0, 0]): ZonesSide {
  const crs = crsOf(code)!;
  const project = reprojection(map.grid.crs, crs);
  const zones = Array.from({ length: map.faces.count }, (_, face) => ({
    polygons: [
      polygonOf(map, face).map((ring) => {
        const moved = new Float64Array(ring.length);
        for (let at = 0; at < ring.length; at += 2) {
          [moved[at], moved[at + 1]] = project(ring[at]! + dx!, ring[at + 1]! + dy!);
        }
        return moved;
      }),
    ],
  }));
  return { kind: "zones", crs, zones, covers: map.covers, uses: map.uses };
}

/** m² that differ between the dates */
function changed(map: ComparedMap): number {
  const { flows } = figuresOf(map);
  return flows.flatMap((row, was) => row.filter((_, is) => was !== is)).reduce((sum, area) => sum + area, 0);
}

const PIXEL = 0.2 ** 2;
/** Water comes, a wood goes, and two houses stand on bare ground. */
const earlier = ["5555555555", "5555599955", "5511599955", "5511555555", "5555555555", "5555555115"];
const later = ["5555555555", "5666555555", "5661555555", "5511555555", "5555555555", "5555555115"];
const CHANGED = 5 + 6;

describe("sides", () => {
  test("somebody else's zones on either side say the same as their map", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const both = await compareDates({ before, after, settings: exactly });
    expect(changed(both)).toBeCloseTo(CHANGED * PIXEL, 9);
    for (const pair of [
      { before: zonesOf(before), after },
      { before, after: zonesOf(after) },
    ]) {
      const map = await compareDates({ ...pair, settings: exactly });
      expect(figuresOf(map)).toEqual(figuresOf(both));
      expect(faultsOf(map)).toEqual([]);
    }
  });

  test("zones of two others say the same of the ground that they have in common", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const both = figuresOf(await compareDates({ before, after, settings: exactly }));
    for (const [was, is] of [
      [2154, 2154],
      [4326, 2154],
      [2154, 3857],
      [4326, 4326],
    ] as const) {
      // biome-ignore format: a pair of systems each
      const map = await compareDates({ before: zonesOf(before, was), after: zonesOf(after, is), settings: exactly });
      const { flows, landTake, codes } = figuresOf(map);
      expect(map.grid.crs.code).toBe(is);
      expect(codes).toEqual(both.codes);
      // On lattices of their own corners move by half a millimetre; the systems' planes have areas of their own.
      const least = was === 2154 && is === 2154 ? 1e-3 : 0.02;
      expect(Math.abs(landTake.net - both.landTake.net)).toBeLessThan(least);
      for (const [at, area] of flows.flat().entries()) {
        expect(Math.abs(area - both.flows.flat()[at]!)).toBeLessThan(least);
      }
      expect(faultsOf(map)).toEqual([]);
      expect(map.faces.confidence.every(Number.isNaN)).toBe(true);
    }
  });

  test("of two others, nothing beside what was read is compared, and the earlier one is moved", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const [minX, , maxX, maxY] = gridBounds(after.map.grid);
    const within = [minX, maxY - 0.4, maxX, maxY] as const; // two rows
    const cut = await compareDates({
      before: zonesOf(before),
      after: { ...zonesOf(after), within },
      settings: exactly,
    });
    const { compared } = figuresOf(cut);
    expect(compared).toBeGreaterThanOrEqual(20 * PIXEL - 1e-9);
    expect(compared).toBeLessThan(20 * PIXEL + 2.56 * 0.256);
    const settings = { toleranceMetres: 0, shift: [3, -2] } as const;
    const astray = zonesOf(before, 2154, [-3, 2]);
    const moved = await compareDates({ before: astray, after: zonesOf(after), settings });
    expect(changed(moved)).toBeCloseTo(CHANGED * PIXEL, 3);
    const beside = zonesOf(before, 2154, [5000, 0]);
    await expect(compareDates({ before: beside, after: zonesOf(after), settings: exactly })).rejects.toMatchObject({
      tag: "nothing-compared",
    });
  });

  test("two others with more corners than there is room for are refused before anything is made of them", async () => {
    const ring = new Float64Array(2 * 1_000_000);
    const zones = Array.from({ length: 13 }, () => ({ polygons: [[ring]] }));
    const side: ZonesSide = { kind: "zones", crs: crsOf(2154)!, zones, covers: [], uses: [] };
    await expect(compareDates({ before: side, after: side, settings: exactly })).rejects.toMatchObject({
      tag: "comparison-too-large",
      fields: { corners: 26_000_000 },
    });
  });

  test("of two others the later one's thresholds hold", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const preset = librePreset(5.5 * PIXEL);
    const map = await compareDates({
      before: zonesOf(before),
      after: { ...zonesOf(after), preset },
      settings: exactly,
    });
    expect(changed(map)).toBeCloseTo(6 * PIXEL, 3);
  });

  test("in another CRS they lie where they lay", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    for (const code of [4326, 3857, 3944]) {
      const map = await compareDates({ before: zonesOf(before, code), after, settings: exactly });
      // Half a step of the lattice is 0.4 mm.
      expect(Math.abs(changed(map) - CHANGED * PIXEL)).toBeLessThan(0.02);
      expect(faultsOf(map)).toEqual([]);
    }
  });

  test("the earlier map is moved, be it the base or not", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const astray = zonesOf(before, 2154, [-3, 2]);
    const map = await compareDates({ before: astray, after, settings: { toleranceMetres: 0, shift: [3, -2] } });
    expect(changed(map)).toBeCloseTo(CHANGED * PIXEL, 6);
    const onEarlier = await compareDates({
      before,
      after: zonesOf(after, 2154, [3, -2]),
      settings: { toleranceMetres: 0, shift: [3, -2] },
    });
    expect(changed(onEarlier)).toBeCloseTo(CHANGED * PIXEL, 6);
    expect(onEarlier.grid.affine[2]).toBe(before.map.grid.affine[2] + 3);
  });

  test("CoSIA's classes become covers on their own map: a pool is of the ground around it", async () => {
    const after = await mapSide(["5555", "5555", "5555", "5555"]);
    const drawn = await mapSide(["cccc", "c4cc", "cccc", "5555"]);
    const { zones, crs, uses } = zonesOf(drawn);
    const before: ZonesSide = { kind: "zones", crs, zones, uses, numeros: [...drawn.map.faces.numero] };
    const map = await compareDates({ before, after, settings: exactly });
    expect(figuresOf(map).codes).toEqual(["CS1.2.1", "CS2.2.1"]);
    expect(changed(map)).toBeCloseTo(12 * PIXEL, 9);
  });

  test("without ground in common, as they are moved or inside the area, nothing passes for no change", async () => {
    const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
    const nothing = { tag: "nothing-compared" };
    const away = { before, after, settings: { toleranceMetres: 0, shift: [5000, 0] } } as const;
    await expect(compareDates(away)).rejects.toMatchObject(nothing);
    const beside = [
      zoneInPixels(after.map.grid, [
        [
          [20, 20],
          [30, 20],
          [30, 30],
        ],
      ]),
    ];
    await expect(compareDates({ before, after, settings: exactly, area: beside })).rejects.toMatchObject(nothing);
  });

  test("ground of no known class is not compared", async () => {
    const after = await mapSide(["55", "55"]);
    const drawn = await mapSide(["56", "55"]);
    const before = { ...zonesOf(drawn), covers: drawn.map.covers.map((code) => (code === "CS1.2.2" ? "autre" : code)) };
    const { compared, uncompared } = figuresOf(await compareDates({ before, after, settings: exactly }));
    expect([compared / PIXEL, uncompared / PIXEL]).toEqual([expect.closeTo(3, 9), expect.closeTo(1, 9)]);
  });
});

describe("small changes", () => {
  const bare = Array.from({ length: 12 }, () => "5".repeat(12));
  const spot = (rows: readonly string[]) =>
    bare.map((line, row) =>
      rows[row - 2] === undefined ? line : `55${rows[row - 2]}${line.slice(2 + rows[0]!.length)}`,
    );

  test("are judged as the connected ground they are", async () => {
    // 12 pixels of water and wood together: 0.48 m²
    const after = await mapSide(spot(["6699", "6699", "6699"]));
    const before = await mapSide(bare);
    const least = async (squareMetres: number) =>
      changed(await compareDates({ before, after, settings: { ...exactly, minChangeSquareMetres: squareMetres } }));
    expect(await least(0.48)).toBeCloseTo(0.48, 9);
    expect(await least(0.49)).toBe(0);
  });

  const house = spot(["11", "11", "11", "11"]); // 0.32 m²

  test("by the preset's areas, the least of the classes in them, of either date", async () => {
    const preset = librePreset(0.6, { 1: 0.3 });
    const pond = spot(["66", "66", "66", "66"]);
    const found = async (one: readonly string[], other: readonly string[]) =>
      changed(
        await compareDates({ before: await mapSide(one), after: await mapSide(other, preset), settings: exactly }),
      );
    expect(await found(bare, house)).toBeCloseTo(0.32, 9);
    expect(await found(house, bare)).toBeCloseTo(0.32, 9);
    expect(await found(house, pond)).toBeCloseTo(0.32, 9);
    expect(await found(bare, pond)).toBe(0);
  });

  test("by the earlier map's where the later one is somebody else's, who does not say his", async () => {
    const [before, after] = [await mapSide(bare), await mapSide(house)];
    const found = async (preset: MapSide["preset"]) =>
      changed(await compareDates({ before: { ...before, preset }, after: zonesOf(after), settings: exactly }));
    expect(await found(librePreset(0.3))).toBeCloseTo(0.32, 9);
    expect(await found(librePreset(0.4))).toBe(0);
  });

  test("OCS GE takes up more inside the zone construite", async () => {
    const grid = { affine: [10, 0, 700_000, 0, -10, 6_600_000] as const };
    const map = async (rows: readonly string[]): Promise<MapSide> => ({
      kind: "map",
      map: await surveyedPicture(rows, grid),
      preset: ocsgePreset,
    });
    const after = await map(spot(["666", "666", "666"])); // 900 m²
    const before = await map(bare);
    const zone = await surveyedPicture(
      Array.from({ length: 6 }, () => "1".repeat(6)),
      grid,
    );
    const within: MapSide = { ...after, map: { ...after.map, builtZone: zone } };
    expect(changed(await compareDates({ before, after, settings: exactly }))).toBe(0);
    expect(changed(await compareDates({ before, after: within, settings: exactly }))).toBeCloseTo(900, 6);
  });

  test("where nothing is kept the earlier map holds, its uses too", async () => {
    const before = await mapSide(["cccc", "cccc"]);
    const after = await mapSide(["cccc", "ccc6"]);
    const known: MapSide = { ...before, map: { ...before.map, uses: ["US1.1"] } };
    const map = await compareDates({
      before: known,
      after,
      settings: { ...exactly, minChangeSquareMetres: 1 },
    });
    expect(map.faces.count).toBe(1);
    expect([map.after.covers, map.after.uses]).toEqual([["CS2.2.1"], ["US1.1"]]);
    expect(map.after.artificialisation.verdicts).toEqual(["never"]);
  });
});

test("an area is cut out of what was decided of the whole", async () => {
  // A lawn in a yard of less than 2 500 m² is artificialised with it, though the area holds nothing but lawn.
  const grid = { affine: [5, 0, 700_000, 0, -5, 6_600_000] as const };
  const frame = (inside: string) =>
    Array.from({ length: 9 }, (_, row) =>
      row === 0 || row === 8 ? "c".repeat(9) : `c${row === 1 || row === 7 ? "3333333" : `3${inside.repeat(5)}3`}c`,
    );
  const before = await surveyedPicture(frame("5"), grid);
  const after = await surveyedPicture(frame("6"), grid);
  const area = [
    zoneInPixels(before.grid, [
      [
        [3, 3],
        [6, 3],
        [6, 6],
        [3, 6],
      ],
    ]),
  ];
  const sides = { before: { kind: "map", map: before }, after: { kind: "map", map: after } } as const;
  const map = await compareDates({ ...sides, settings: exactly, area });
  expect(map.faces.count).toBe(1);
  const whole = await compareDates({ ...sides, settings: exactly });
  const [pond] = whole.after.covers.flatMap((cover, face) => (cover === "CS1.2.2" ? [face] : []));
  expect(map.after.artificialisation.verdicts).toEqual([whole.after.artificialisation.verdicts[pond!]]);
  expect(figuresOf(map)).toMatchObject({ compared: expect.closeTo(225, 6), uncompared: expect.closeTo(0, 6) });
});

test("aborted, it is given up at the next rest", async () => {
  const stop = new AbortController();
  const [before, after] = await Promise.all([mapSide(earlier), mapSide(later)]);
  const pause = async () => stop.abort(new Error("enough"));
  const signal = stop.signal as CancelSignal;
  await expect(compareDates({ before, after, settings: exactly, pause, signal })).rejects.toThrow("enough");
});

describe.skipIf(gdalMissing)(`GEOS${gdalMissing ? `: skipped, ${gdalMissing}` : ""}`, () => {
  test("finds the change map of two simplified maps valid, without overlap, and as large as their ground", async () => {
    const size = 120;
    const [before, after] = await Promise.all(
      [1, 2].map(async (seed): Promise<MapSide> => {
        const reader = readerOf(seededClasses(size, 0.6, seed), pictureGrid(size, size));
        const map = await vectorise(reader, { preset: librePreset(0.4), simplifyMetres: 0.4 });
        return { kind: "map", map: survey(map, {}).map };
      }),
    );
    for (const toleranceMetres of [0, 1.5]) {
      const map = await compareDates({ before: before!, after: after!, settings: { toleranceMetres, shift: [0, 0] } });
      expect(faultsOf(map)).toEqual([]);
      const { polygons, valid, area, union } = judgedByGeos([map]);
      expect(valid).toBe(polygons);
      expect(area).toBeCloseTo(union, 6);
      expect(area).toBeCloseTo((size * 0.2) ** 2, 6);
    }
  });
});
