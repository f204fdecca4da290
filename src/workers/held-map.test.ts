import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { partsCutBy } from "../core/edits/cut-line.ts";
import { CHECKED, type Edit } from "../core/edits/edit.ts";
import { type FaceFacts, faceAt, leastSure } from "../core/edits/face-facts.ts";
import { toMap } from "../core/geo/affine.ts";
import { cosiaPreset, librePreset, ocsgePreset, type Preset } from "../core/landcover/presets.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { checkCoverage } from "../core/vector/check.ts";
import { measurePolygons } from "../core/vector/measure.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { exporterOf } from "../export/registry.ts";
import { bytesAsFile } from "../sources/vector/local-file.ts";
import { readResult } from "../sources/vector/result-geopackage.ts";
import { judgedByGeos } from "../testing/geos.ts";
import { gdalMissing, queryRow } from "../testing/ogr.ts";
import { picture, pictureGrid, readerOf, seededClasses } from "../testing/pictures.ts";
import { zoneInPixels } from "../testing/zones.ts";
import { HeldMap } from "./held-map.ts";
import { levelsOf } from "./map-windows.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "ocsol-held-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SIZE = 160;
const grid = pictureGrid(SIZE, SIZE);
const classes = seededClasses(SIZE, 0.6);
const heldOf = async (preset: Preset, simplifyMetres = 0): Promise<HeldMap> =>
  new HeldMap(await vectorise(readerOf(classes, grid), { preset, simplifyMetres }), levelsOf(grid));

const place = (column: number, row: number) => toMap(grid.affine, column, row);
const at = (held: HeldMap, column: number, row: number): FaceFacts =>
  faceAt(held.corrected, held.covers, ...place(column, row))!;

/** One of each kind, on the faces of a map of small ones. */
function someEdits(held: HeldMap): Edit[] {
  // Away from what is painted, and from each other.
  const small = Array.from({ length: 36 * 12 }, (_, sample) =>
    at(held, 4.5 * (sample % 36) + 0.5, 100.5 + 4.5 * Math.floor(sample / 36)),
  ).filter(({ areaSquareMetres }) => areaSquareMetres > 2 && areaSquareMetres < 40);
  const clicked = small[0]!;
  const looked = small.find((face) => Math.hypot(face.at[0] - clicked.at[0], face.at[1] - clicked.at[1]) > 8)!;
  const circle = Array.from({ length: 40 }, (_, step) => [
    80 + 25 * Math.cos((step * Math.PI) / 20),
    70 + 25 * Math.sin((step * Math.PI) / 20),
  ]) as [number, number][]; // biome-ignore format: two numbers a line
  return [
    {
      kind: "face",
      at: clicked.at,
      was: clicked.numero,
      shape: clicked.shape,
      to: { numero: clicked.numero === 1 ? 2 : 1 },
    },
    { kind: "shape", by: "brush", shape: zoneInPixels(grid, [circle]), to: { numero: 5 } },
    { kind: "accept", at: looked.at, was: looked.numero, squareMetres: looked.areaSquareMetres },
    {
      kind: "shape",
      by: "split",
      shape: zoneInPixels(grid, [[[60, 60], [100, 60], [100, 75], [60, 75]]]),
      to: { use: "US5" },
    }, // biome-ignore format: a ring a line
  ];
}

const options: ExportOptions = {
  millesime: "2024",
  model: "essai 1",
  image: "33-2024.tif",
  preset: librePreset(2),
  created: "2026-11-22T10:00:00Z",
};

async function geopackage(map: SurveyedMap, changed: Partial<ExportOptions> = {}): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new MemorySink();
  await exporterOf("geopackage").write(map, { ...options, ...changed }, sink, () => {});
  return new Uint8Array(sink.bytes());
}

const corrected = async (preset: Preset, simplifyMetres?: number) => {
  const held = await heldOf(preset, simplifyMetres);
  const edits = someEdits(held);
  const told = held.correct(0, edits, () => {});
  return { held, edits, told, survey: held.survey({}) };
};

describe("a map with corrections", () => {
  test("undone is the map before, its file to the last byte; done at once or one by one it is the same", async () => {
    const { held, edits, survey } = await corrected(librePreset(2), 0.4);
    const all = await geopackage(survey.map);
    const before = await geopackage((await heldOf(librePreset(2), 0.4)).survey({}).map);
    held.correct(0, [], () => {});
    expect(Buffer.compare(await geopackage(held.survey({}).map), before)).toBe(0);
    for (const [done, edit] of edits.entries()) held.correct(done, [edit], () => {});
    expect(Buffer.compare(await geopackage(held.survey({}).map), all)).toBe(0);
    held.correct(2, [edits[0]!], () => {});
    held.correct(2, edits.slice(2), () => {});
    expect(Buffer.compare(await geopackage(held.survey({}).map), all)).toBe(0);
  });

  test("tells what it has become, and where", async () => {
    const held = await heldOf(librePreset(2));
    const edits = someEdits(held);
    const { changed } = held.correct(0, edits.slice(1, 2), () => {});
    const [minX, maxY] = place(55, 45);
    const [maxX, minY] = place(105, 95);
    const wanted = [minX, minY, maxX, maxY];
    for (const [side, value] of changed!.entries()) expect(value).toBeCloseTo(wanted[side]!, 2);
    const told = held.correct(1, [], () => {});
    expect(told.changed).toBeUndefined();
    expect(told.counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(SIZE ** 2, 6);
    expect(told.counts[5]).toBeGreaterThan(Math.PI * 24 ** 2);
    expect(told.faces).toBe(held.survey({}).map.faces.count);
    const outside: Edit = {
      kind: "shape",
      by: "brush",
      shape: zoneInPixels(grid, [[[-9, -9], [-5, -9], [-5, -5]]]),
      to: { numero: 1 },
    }; // biome-ignore format: a ring a line
    expect(held.correct(1, [outside], () => {}).unplaced).toBe(1);
    expect(held.correct(1, [], () => {}).unplaced).toBe(0);
  });

  test("is opened again as it was, with what was checked", async () => {
    const { survey } = await corrected(librePreset(2), 0.4);
    const counts = { corrections: 3, verifications: 1 };
    const bytes = await geopackage(survey.map, { edits: counts });
    const { map, record } = await readResult(bytesAsFile("ocsol.gpkg", bytes));
    expect(record.edits).toEqual(counts);
    expect(checkCoverage(map).filter(({ fault }) => fault !== "arc-separates-equal-classes")).toEqual([]);
    expect(map.faces.checked).toEqual(survey.map.faces.checked);
    expect(map.uses).toEqual(survey.map.uses);
    expect(Buffer.compare(await geopackage(map, { edits: counts }), bytes)).toBe(0);
  });

  test("counts what was looked at, and knows no confidence of what was corrected", async () => {
    const { survey } = await corrected(librePreset(2));
    const { faces } = survey.map;
    const { accepted, corrected: made } = survey.summary.checked;
    expect(accepted.faces).toBe(1);
    expect(made.faces).toBeGreaterThan(1);
    expect(made.planimetric).toBeGreaterThan(Math.PI * 24 ** 2 * 0.04);
    faces.checked!.forEach((state, face) => {
      expect(Number.isNaN(faces.confidence[face]!)).toBe(state === CHECKED.corrected);
    });
    const known = survey.summary.confidence!.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    expect(known).toBeCloseTo(survey.summary.area.planimetric - made.planimetric, 4);
  });

  test.each<[string, Preset, number]>([
    ["every pixel", cosiaPreset(), 0],
    ["the thresholds of OCS GE", ocsgePreset, 0],
    ["smooth borders", librePreset(10), 0.4],
  ])("generalised otherwise keeps them: %s", async (_, preset, simplifyMetres) => {
    const edits = someEdits(await heldOf(librePreset(2)));
    const held = await heldOf(preset, simplifyMetres);
    expect(held.correct(0, edits.slice(0, 2), () => {}).unplaced).toBe(0);
    const { map } = held.survey({});
    expect(checkCoverage(map, SIZE ** 2)).toEqual([]);
    expect(at(held, 80.5, 70.5).numero).toBe(5);
    const [clicked] = edits;
    if (clicked?.kind !== "face") throw new Error("the first one is");
    expect(faceAt(held.corrected, undefined, ...clicked.at)!.numero).toBe(clicked.to.numero);
  });

  test("opened from a file is corrected too: what is left alone keeps its codes", async () => {
    const file = await geopackage((await heldOf(librePreset(2))).survey({}).map);
    const opened = await readResult(bytesAsFile("ocsol.gpkg", file));
    const covers = opened.map.covers.map((cover) => (cover === "CS2.2.1" ? "CS2.1.1.1" : cover)); // as in a GIS
    const held = new HeldMap({ ...opened.map, covers }, levelsOf(grid));
    held.correct(0, someEdits(held).slice(0, 2), () => {});
    const { map } = held.survey({});
    const painted = at(held, 80.5, 70.5);
    expect(painted).toMatchObject({ numero: 5, cover: "CS1.2.1", checked: CHECKED.corrected, confidence: null });
    expect(map.covers).toContain("CS1.2.1");
    map.faces.numero.forEach((numero, face) => {
      if (numero === 12 && map.faces.checked![face] === 0) expect(map.covers[face]).toBe("CS2.1.1.1");
    });
    expect(held.read({ column: 0, row: 0, width: SIZE, height: SIZE }, 0).classes[70 * SIZE + 80]).toBe(5);
  });
});

describe("what a person asks of a face", () => {
  const held = async () =>
    new HeldMap(
      await vectorise(picture(["1122", "1122", "3333", "3333"]), { preset: librePreset(0) }),
      levelsOf(pictureGrid(4, 4)),
    );

  test("it is told with its shape and a place inside it", async () => {
    const facts = faceAt((await held()).corrected, undefined, ...place(0.5, 0.5))!;
    expect(facts).toMatchObject({ numero: 1, cover: "CS1.1.1.1", use: null, verdict: "certain", checked: CHECKED.no });
    expect(facts.areaSquareMetres).toBeCloseTo(4 * 0.04, 9);
    expect(facts.confidence).toBeCloseTo(10 / 255, 9);
    expect(faceAt((await held()).corrected, undefined, ...facts.at)!.shape).toEqual(facts.shape);
    expect(faceAt((await held()).corrected, undefined, ...place(9, 9))).toBeUndefined();
  });

  test("the least sure come first, those looked at not at all", async () => {
    const map = await held();
    const order = () => leastSure(map.corrected, undefined, 3, undefined).map(({ numero }) => numero);
    expect(order()).toEqual([1, 2, 3]);
    const [first] = leastSure(map.corrected, undefined, 1, undefined);
    map.correct(0, [{ kind: "accept", at: first!.at, was: 1, squareMetres: first!.areaSquareMetres }], () => {});
    expect(order()).toEqual([2, 3]);
    const lower = zoneInPixels(pictureGrid(4, 4), [[[0, 2], [4, 2], [4, 4], [0, 4]]]); // biome-ignore format: a ring
    expect(leastSure(map.corrected, undefined, 3, [lower]).map(({ numero }) => numero)).toEqual([3]);
  });

  const line = (...corners: [number, number][]) => Float64Array.from(corners.flatMap(([x, y]) => place(x, y)));
  const areas = (map: HeldMap, drawn: Float64Array) =>
    partsCutBy(map.corrected, place(0.5, 3.5), drawn)
      .map(({ polygons }) => Math.round(measurePolygons(polygons, grid.crs).planimetric / 0.0004) / 100)
      .sort((one, other) => one - other);

  test("a line cuts it into parts", async () => {
    const map = await held();
    expect(areas(map, line([1, 1], [1, 5]))).toEqual([2, 6]);
    expect(areas(map, line([-1, 3], [5, 3]))).toEqual([4, 4]);
    expect(areas(map, line([1, 1], [1, 3]))).toEqual([8]); // ends in the face
    expect(areas(map, line([0.5, 0.5], [1.5, 0.5]))).toEqual([8]); // is beside it
    expect(areas(map, line([1, 1], [1, 5], [3, 5], [3, 1]))).toEqual([2, 2, 4]);
    expect(areas(map, line([1, 1.5], [1, 3], [2, 3], [2, 1.5]))).toEqual([1, 7]);
  });
});

describe.skipIf(gdalMissing !== false)(`judged by GEOS (${gdalMissing})`, () => {
  test("corrected maps are valid polygons without overlap or gap", async () => {
    const maps = await Promise.all(
      [0, 0.4].map(async (metres) => (await corrected(librePreset(2), metres)).survey.map),
    );
    const { polygons, valid, area, union } = judgedByGeos(maps);
    expect(polygons).toBe(maps[0]!.faces.count + maps[1]!.faces.count);
    expect(valid).toBe(polygons);
    expect(area).toBeCloseTo(2 * SIZE ** 2 * 0.04, 4);
    expect(union).toBeCloseTo(area, 4);
  });

  test("a file's column says what was checked", async () => {
    const { survey } = await corrected(librePreset(2));
    const file = join(folder, "checked.gpkg");
    writeFileSync(file, await geopackage(survey.map, { edits: { corrections: 3, verifications: 1 } }));
    const row = queryRow(
      file,
      `SELECT SUM(ocsol_controle = 'corrigé') AS corrected, SUM(ocsol_controle = 'vérifié') AS accepted,
      SUM(ocsol_controle = 'corrigé' AND ocsol_confiance IS NULL) AS unsure, SUM(code_us = 'US5') AS used
      FROM OCCUPATION_SOL`,
    );
    const { accepted, corrected: made } = survey.summary.checked;
    expect(row).toMatchObject({
      corrected: String(made.faces),
      accepted: String(accepted.faces),
      unsure: String(made.faces),
    });
    expect(Number(row["used"])).toBe(survey.map.uses.filter((use) => use === "US5").length);
    expect(Number(row["used"])).toBeGreaterThan(0);
  });
});
