import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { isAppError } from "../core/errors.ts";
import { crsOf } from "../core/geo/crs.ts";
import { cosiaPreset, librePreset, ocsgePreset, type Preset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { checkCoverage } from "../core/vector/check.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { exporterOf } from "../export/registry.ts";
import { bytesAsFile } from "../sources/vector/local-file.ts";
import { readReference } from "../sources/vector/read-reference.ts";
import { recogniseLayer } from "../sources/vector/recognise-layer.ts";
import { readResult, resultRecordIn } from "../sources/vector/result-geopackage.ts";
import { gdalMissing } from "../testing/ogr.ts";
import { mulberry32, picture, pictureGrid, readerOf } from "../testing/pictures.ts";
import { zoneInPixels } from "../testing/zones.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "ocsol-reopen-"));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ExportOptions = {
  millesime: "2024",
  model: "essai 1",
  image: "33-2024.tif",
  preset: librePreset(0),
  created: "2026-11-22T10:00:00Z",
};

async function exported(map: SurveyedMap, changed: Partial<ExportOptions> = {}): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new MemorySink();
  await exporterOf("geopackage").write(map, { ...options, ...changed }, sink, () => {});
  return new Uint8Array(sink.bytes());
}

const reopened = (bytes: Uint8Array<ArrayBuffer>) => readResult(bytesAsFile("ocsol.gpkg", bytes));

const results = fc.record({
  side: fc.integer({ min: 4, max: 48 }),
  block: fc.integer({ min: 1, max: 8 }),
  lowest: fc.integer({ min: 0, max: 1 }),
  seed: fc.integer(),
  preset: fc.constantFrom<Preset>(cosiaPreset(), librePreset(0.4), ocsgePreset),
  simplifyMetres: fc.constantFrom(0, 0.4),
  squareBuildings: fc.boolean(),
  confidenceKnown: fc.boolean(),
  cut: fc.boolean(),
  used: fc.boolean(),
  crs: fc.constantFrom(2154, 4326, 3857),
  said: fc.constantFrom<Partial<ExportOptions>>({}, { imageCredit: "© IGN – BD ORTHO®" }, { synthetic: true }),
});

describe("any result", () => {
  test("exported, opened again and exported again is the same file to the last byte", async () => {
    await fc.assert(
      fc.asyncProperty(
        results,
        async ({ side, block, lowest, seed, confidenceKnown, cut, used, crs, said, ...shape }) => {
          const random = mulberry32(seed);
          const blocks = Array.from({ length: 48 * 48 }, () => lowest + Math.floor(random() * (16 - lowest)));
          const pixels = new Uint8Array(side * side).map(
            (_, pixel) =>
              blocks[48 * Math.floor(Math.floor(pixel / side) / block) + Math.floor((pixel % side) / block)]!,
          );
          const whole = await vectorise(readerOf(pixels, pictureGrid(side, side)), shape);
          if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
          const part = (share: number) =>
            zoneInPixels(whole.grid, [
              [
                [0.3, 0.2],
                [side + 2, side / 3],
                [side / 2, share * side],
              ],
            ]);
          const { map } = survey(whole, {
            ...(cut && { area: [part(1)] }),
            ...(used && { useLayer: { zones: [part(0.8), part(2)], uses: ["US5", "US1.1"] } }),
          });
          fc.pre(map.faces.count > 0);
          const saying = { ...shape, ...said, crs: crsOf(crs)! };
          const bytes = await exported(map, saying);
          const again = await reopened(bytes);
          expect(checkCoverage(again.map)).toEqual([]);
          expect(again.record).toMatchObject({
            ...shape,
            ...said,
            millesime: "2024",
            model: "essai 1",
            image: "33-2024.tif",
          });
          expect(Buffer.compare(await exported(again.map, saying), bytes)).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** A result, changed by SQL as a GIS would. */
async function edited(rows: readonly string[], ...statements: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { map } = survey(await vectorise(picture(rows), { preset: librePreset(0) }), {});
  const file = join(folder, "edited.gpkg");
  writeFileSync(file, await exported(map));
  for (const sql of statements) execFileSync("ogrinfo", ["-q", file, "-sql", sql], { stdio: "pipe" });
  return new Uint8Array(readFileSync(file));
}

describe.skipIf(gdalMissing !== false)(`edited in a GIS (${gdalMissing})`, () => {
  test("codes are taken, and what follows from them is decided anew", async () => {
    const before = await reopened(await edited(["cccc", "cc99"]));
    expect(before.map.artificialisation.verdicts).toEqual(["depends-on-use", "never"]);
    const { map } = await reopened(
      await edited(
        ["cccc", "cc99"],
        "UPDATE OCCUPATION_SOL SET code_us = 'US5' WHERE code_cs = 'CS2.2.1'",
        "UPDATE OCCUPATION_SOL SET code_cs = 'CS1.2.2' WHERE code_cs = 'CS2.1.1.1'",
      ),
    );
    expect(map.covers).toEqual(["CS2.2.1", "CS1.2.2"]);
    expect(map.uses).toEqual(["US5", null]);
    expect(map.artificialisation.verdicts).toEqual(["certain", "never"]);
  });

  test("a polygon taken out leaves a hole, one split in two makes two faces", async () => {
    const taken = await reopened(await edited(["1239", "1239"], "DELETE FROM OCCUPATION_SOL WHERE ocsol_numero = 2"));
    expect([...taken.map.faces.numero]).toEqual([1, 3, 9]);
    expect(checkCoverage(taken.map)).toEqual([]);
    const split = await reopened(
      await edited(
        ["1133"],
        `UPDATE OCCUPATION_SOL SET the_geom = AsGPB(ST_GeomFromText('POLYGON((700000 6600000,700000 6599999.8,700000.15 6599999.8,
         700000.15 6600000,700000 6600000))')) WHERE ocsol_numero = 1`,
        `INSERT INTO OCCUPATION_SOL (id, code_cs, ocsol_numero, the_geom) VALUES ('a', 'CS1.1.1.1', 1, AsGPB(ST_GeomFromText(
         'POLYGON((700000.15 6600000,700000.15 6599999.8,700000.4 6599999.8,700000.4 6600000,700000.15 6600000))')))`,
      ),
    );
    expect([...split.map.faces.numero]).toEqual([1, 3, 1]);
    expect(split.map.arcs.count).toBe(6);
  });

  test("a confidence that is no share is not known", async () => {
    const { map } = await reopened(
      await edited(
        ["1239", "1239"],
        "UPDATE OCCUPATION_SOL SET ocsol_confiance = 87 WHERE ocsol_numero = 1",
        "UPDATE OCCUPATION_SOL SET ocsol_confiance = -0.1 WHERE ocsol_numero = 2",
        "UPDATE OCCUPATION_SOL SET ocsol_confiance = 1 WHERE ocsol_numero = 3",
      ),
    );
    expect([...map.faces.confidence.slice(0, 3)]).toEqual([Number.NaN, Number.NaN, 1]);
  });

  test("a result in an archive is a map to compare with", async () => {
    writeFileSync(join(folder, "zipped.gpkg"), await edited(["1133"]));
    execFileSync("zip", ["-q", "zipped.zip", "zipped.gpkg"], { cwd: folder });
    const files = (name: string) => [bytesAsFile(name, new Uint8Array(readFileSync(join(folder, name))))];
    expect(await recogniseLayer(files("zipped.gpkg"))).toEqual({ kind: "result" });
    const within = { bounds: [699_999, 6_599_999, 700_001, 6_600_001] as const, crs: crsOf(2154)! };
    const { nomenclature, codes } = await readReference(files("zipped.zip"), within);
    expect(nomenclature).toBe("ocsge");
    expect(codes).toEqual(["CS1.1.1.1", "CS1.1.1.2"]);
  });

  test("an overlap, a strange code and a lost column are said", async () => {
    const grown = `UPDATE OCCUPATION_SOL SET the_geom = AsGPB(ST_GeomFromText('POLYGON((700000 6600000,700000 6599999.8,
      700000.5 6599999.8,700000.5 6600000,700000 6600000))')) WHERE ocsol_numero = 1`;
    await expect(edited(["1133"], grown).then(reopened)).rejects.toSatisfy((error) =>
      isAppError(error, "result-not-a-map"),
    );
    const strange = "UPDATE OCCUPATION_SOL SET code_cs = 'CS9'";
    await expect(edited(["1133"], strange).then(reopened)).rejects.toMatchObject({
      tag: "result-unreadable",
      fields: { file: "ocsol.gpkg", detail: "code_cs CS9" },
    });
    const lost = "ALTER TABLE OCCUPATION_SOL DROP COLUMN ocsol_numero";
    await expect(edited(["1133"], lost).then(reopened)).rejects.toMatchObject({
      tag: "result-unreadable",
      fields: { detail: "OCCUPATION_SOL ocsol_numero" },
    });
  });

  test("a GeoPackage of somebody else's is no result", async () => {
    const file = join(folder, "other.gpkg");
    const geojson = JSON.stringify({ type: "Polygon", coordinates: [[[3, 45], [4, 45], [4, 46], [3, 45]]] }); // biome-ignore format: a ring on a line
    execFileSync("ogr2ogr", ["-f", "GPKG", file, geojson], { stdio: "pipe" });
    expect(await resultRecordIn(bytesAsFile("other.gpkg", new Uint8Array(readFileSync(file))))).toBeUndefined();
  });
});
