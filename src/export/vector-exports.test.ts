import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { isAppError } from "../core/errors.ts";
import { crsOf } from "../core/geo/crs.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { librePreset, ocsgePreset } from "../core/landcover/presets.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { loadSqlite } from "../sqlite/load.ts";
import { surveyedNoise, surveyedPicture } from "../testing/surveyed-maps.ts";
import { MemorySink } from "./geotiff/memory-sink.ts";
import { qgisStyle, sldStyle } from "./qgis-style.ts";
import { exporterOf, exporters } from "./registry.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const options: ExportOptions = {
  millesime: "2024",
  model: "essai-1",
  image: "33-2024.tif",
  preset: librePreset(0),
  created: "2026-11-22T10:00:00Z",
};

const folder = mkdtempSync(join(tmpdir(), "ocsol-export-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function exported(format: string, coverage: SurveyedMap, changed: Partial<ExportOptions> = {}): Promise<string> {
  const exporter = exporterOf(format);
  const sink = new MemorySink();
  await exporter.write(coverage, { ...options, ...changed }, sink, () => {});
  const file = join(folder, `${files++}${exporter.extension}`);
  writeFileSync(file, sink.bytes());
  return file;
}

/** The one row a query over a file gives, columns in order. */
function query(file: string, sql: string): string[] {
  const csv = execFileSync("ogr2ogr", ["-f", "CSV", "/vsistdout/", file, "-dialect", "SQLite", "-sql", sql]);
  const [, row] = csv.toString().trim().split("\n");
  return row!.replaceAll('"', "").split(",");
}

const ogrinfo = (...args: string[]): string => execFileSync("ogrinfo", args, { stdio: "pipe" }).toString();

const hasGdal = spawnSync("ogrinfo", ["--version"]).status === 0;
const hasValidator = spawnSync("/usr/bin/python3", ["-c", "import osgeo_utils.samples.validate_gpkg"]).status === 0;

describe.skipIf(!hasGdal)("read by GDAL (skipped where ogrinfo is not installed)", () => {
  const noises = [
    [2, 0],
    [3, 0],
    [4, 0],
    [8, 0],
    [4, 6],
  ] as const;

  test.each(noises)(
    "noise of %i classes, sieved at %i pixels: valid, disjoint, complete",
    async (classes, minPixels) => {
      const coverage = await surveyedNoise(48, classes, minPixels);
      const file = await exported("geopackage", coverage);
      const [count, valid, area, said, union] = query(
        file,
        `SELECT COUNT(*), SUM(ST_IsValid(the_geom)), SUM(ST_Area(the_geom)), SUM(ocsol_aire),
        ST_Area(ST_Union(the_geom)) FROM OCCUPATION_SOL`,
      ).map(Number);
      expect(count).toBe(coverage.faces.count);
      expect(valid).toBe(count);
      expect(area! / said!).toBeCloseTo(1, 6);
      expect(union! / area!).toBeCloseTo(1, 6);
      const pixels = coverage.faces.pixels.reduce((sum, part) => sum + part, 0);
      expect(said).toBeCloseTo(pixels * 0.04, 4);
    },
  );

  test("the GeoPackage has the delivered OCS GE schema, then our columns", async () => {
    const info = ogrinfo("-so", await exported("geopackage", await surveyedPicture(["12"])), "OCCUPATION_SOL");
    expect(info).toContain("Geometry: Polygon");
    expect(info).toContain("Geometry Column = the_geom");
    expect(info.slice(info.indexOf("Geometry Column")).match(/^\w+: \w+/gm)).toEqual([
      "id: String",
      "code_cs: String",
      "code_us: String",
      "millesime: String",
      "source: String",
      "ossature: Integer",
      "id_origine: String",
      "code_or: String",
      "ocsol_numero: Integer",
      "ocsol_classe: String",
      "ocsol_confiance: Real",
      "ocsol_aire: Real",
      "ocsol_artif: String",
      "ocsol_controle: String",
      "ocsol_modele: String",
      "ocsol_image: String",
      "ocsol_date: String",
    ]);
  });

  test("a feature says what it is and where it comes from", async () => {
    const file = await exported("geopackage", await surveyedPicture(["11", "66"]));
    const fields =
      "id, code_cs, code_us, millesime, source, ossature, code_or, ocsol_classe, ocsol_aire, ocsol_confiance";
    const [id, cs, us, millesime, ...rest] = query(file, `SELECT ${fields} FROM OCCUPATION_SOL WHERE ocsol_numero = 6`);
    expect([id, cs, us, millesime]).toEqual(["OCSOL_0000002", "CS1.2.2", "", "2024"]);
    expect(rest.slice(0, 2).join()).toBe("Ocsol essai-1 — prédiction automatique, image 33-2024.tif");
    expect(rest.slice(2)).toEqual(["0", "6", "Surface eau", "0.08", "0.2353"]);
  });

  test("a class raster made elsewhere is not called a prediction", async () => {
    const file = await exported("geopackage", await surveyedPicture(["1"]), { model: "", image: "classes.tif" });
    expect(query(file, "SELECT source FROM OCCUPATION_SOL")).toEqual(["Ocsol — polygones de la trame classes.tif"]);
  });

  test("every format has the same columns in the same order", async () => {
    const coverage = await surveyedPicture(["11", "66"]);
    const columnsOf = async (format: string): Promise<string[]> => {
      const info = ogrinfo("-so", await exported(format, coverage), "OCCUPATION_SOL");
      return info.match(/^\w+(?=: (String|Integer|Real) \()/gm)!;
    };
    expect(await columnsOf("geojson")).toEqual(await columnsOf("geopackage"));
  });

  test.each([2154, 2975, 5490, 4326])("EPSG:%i is recognised", async (code) => {
    const file = await exported("geopackage", await surveyedPicture(["1"], { crs: crsOf(code)! }));
    expect(ogrinfo("-so", file, "OCCUPATION_SOL")).toMatch(new RegExp(`ID\\["EPSG",${code}\\]\\]\nData axis`));
  });

  test.each([
    // The same square kilometre near Bordeaux, in pixels of 100 map metres and of 0.001°.
    [3857, [100, 0, -63_679, 0, -100, 5_589_370]],
    [4326, [0.001, 0, -0.572, 0, -0.001, 44.8378]],
  ] as const)("in EPSG:%i an area is what it is on the ground", async (code, affine) => {
    const rows = Array.from({ length: 10 }, () => "1".repeat(10));
    const file = await exported("geopackage", await surveyedPicture(rows, { crs: crsOf(code)!, affine }));
    const [said, ground] = query(
      file,
      "SELECT SUM(ocsol_aire), SUM(ST_Area(ST_Transform(the_geom, 2154))) FROM OCCUPATION_SOL",
    ).map(Number);
    expect(said! / ground!).toBeCloseTo(1, 2);
  });

  test("holes are holes", async () => {
    const file = await exported("geopackage", await surveyedPicture(["11111", "12131", "11411", "11111"]));
    const text = ogrinfo("-q", file, "OCCUPATION_SOL", "-where", "ocsol_numero = 1");
    expect(text.match(/POLYGON \(.*/)![0].match(/\([\d.]/g)).toHaveLength(1 + 3);
    const [area] = query(file, "SELECT ST_Area(the_geom) FROM OCCUPATION_SOL WHERE ocsol_numero = 1").map(Number);
    expect(area).toBeCloseTo(17 * 0.04, 6);
  });

  test("the R-tree is there, answers, and follows an edit", async () => {
    // Pixels of 100 m: an R-tree counts in 32-bit floats, half a metre at these northings.
    const affine = [100, 0, 700_000, 0, -100, 6_600_000] as const;
    const file = await exported("geopackage", await surveyedPicture(["12", "34"], { affine, gsdMetres: 100 }));
    const hasIndex = "SELECT HasSpatialIndex('OCCUPATION_SOL', 'the_geom')";
    expect(ogrinfo("-q", file, "-sql", hasIndex)).toContain("HasSpatialIndex (Integer) = 1");
    const indexed = (): string =>
      ogrinfo("-q", file, "-sql", "SELECT COUNT(*) AS n FROM rtree_OCCUPATION_SOL_the_geom");
    const insidePixel3 = ["-spat", "700040", "6599840", "700060", "6599860"];
    const found = (): string => ogrinfo("-so", ...insidePixel3, file, "OCCUPATION_SOL");
    expect(indexed()).toContain("n (Integer) = 4");
    expect(found()).toContain("Feature Count: 1\n");
    ogrinfo(file, "-sql", "DELETE FROM OCCUPATION_SOL WHERE ocsol_numero = 3");
    expect(indexed()).toContain("n (Integer) = 3");
    expect(found()).toContain("Feature Count: 0\n");
  });

  test.skipIf(!hasValidator)("GDAL's GeoPackage validator is content (skipped without python3-gdal)", async () => {
    const zoned = { ...(await surveyedNoise(20, 4, 0)), builtZone: await surveyedPicture([".1."]) };
    for (const coverage of [await surveyedNoise(20, 4, 0), zoned, await surveyedPicture(["."])]) {
      const file = await exported("geopackage", coverage, { preset: ocsgePreset });
      const check = spawnSync("/usr/bin/python3", ["-m", "osgeo_utils.samples.validate_gpkg", "-k", file]);
      expect(`${check.stdout}${check.stderr}`).not.toMatch(/error|assert|Req/i);
      expect(check.status).toBe(0);
    }
  });

  test("GeoJSON says the same in longitude and latitude, right-handed", async () => {
    const coverage = await surveyedNoise(20, 4, 0);
    const file = await exported("geojson", coverage);
    const reference = join(folder, "reference.geojson");
    const gpkg = await exported("geopackage", coverage);
    const conversion = ["-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=10", reference, gpkg, "OCCUPATION_SOL"];
    execFileSync("ogr2ogr", ["-f", "GeoJSON", ...conversion]);
    const areas = "SELECT COUNT(*), SUM(ST_Area(geometry)), ST_Area(ST_Union(geometry)), SUM(ST_IsValid(geometry))";
    const [count, area, union, valid] = query(file, `${areas} FROM OCCUPATION_SOL`).map(Number);
    const [, referenceArea] = query(reference, `${areas} FROM OCCUPATION_SOL`).map(Number);
    expect([count, valid]).toEqual([coverage.faces.count, coverage.faces.count]);
    // 8 decimals of a degree on a map of 4 m: a thousandth.
    expect(area! / referenceArea!).toBeCloseTo(1, 3);
    expect(union! / area!).toBeCloseTo(1, 6);
  });
});

test("a GeoPackage is a sound SQLite database with the right identity", async () => {
  const sink = new MemorySink();
  await exporterOf("geopackage").write(await surveyedNoise(20, 4, 0), options, sink, () => {});
  const sqlite = await loadSqlite();
  const database = new sqlite.oo1.DB();
  const bytes = sqlite.wasm.allocFromTypedArray(sink.bytes());
  const { SQLITE_DESERIALIZE_FREEONCLOSE, sqlite3_deserialize } = sqlite.capi;
  sqlite3_deserialize(database, "main", bytes, sink.length, sink.length, SQLITE_DESERIALIZE_FREEONCLOSE);
  expect(database.selectValue("PRAGMA application_id")).toBe(0x47504b47);
  expect(database.selectValue("PRAGMA user_version")).toBe(10300);
  expect(database.selectValue("PRAGMA integrity_check")).toBe("ok");
  expect(database.selectValue("SELECT rtreecheck('rtree_OCCUPATION_SOL_the_geom')")).toBe("ok");
  expect(database.selectArrays("PRAGMA foreign_key_check")).toEqual([]);
  expect(database.selectValue("SELECT styleQML FROM layer_styles WHERE f_table_name = 'OCCUPATION_SOL'")).toBe(
    qgisStyle("OCCUPATION_SOL"),
  );
  database.close();
});

describe("the layer style", () => {
  test("gives every leaf code its French label and official colour", () => {
    const qml = qgisStyle("OCCUPATION_SOL");
    for (const { code, labelFr, colour } of coverClasses) {
      const [, symbol] = qml.match(new RegExp(`symbol="(\\d+)" value="${code}" label="${code} – ${labelFr}"`))!;
      const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join();
      expect(qml.split(`<symbol type="fill" name="${symbol}"`)[1]).toMatch(
        new RegExp(`^[^]*?name="color" value="${rgb},255"`),
      );
      expect(sldStyle("OCCUPATION_SOL")).toMatch(new RegExp(`<ogc:Literal>${code}</ogc:Literal>[^]*?fill">${colour}<`));
    }
  });

  test.each([qgisStyle("OCCUPATION_SOL"), sldStyle("OCCUPATION_SOL")])("is well-formed XML", (xml) => {
    const open: string[] = [];
    for (const [, closing, name, selfClosing] of xml.matchAll(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<&]*")*\s*(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!selfClosing) open.push(name!);
    }
    expect(open).toEqual([]);
    // Every "<" was seen as a tag, but for the document type or the XML declaration.
    expect(xml.match(/</g)!.length).toBe(xml.match(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<&]*")*\s*(\/?)>/g)!.length + 1);
  });
});

test("GeoJSON repeats a shared corner digit for digit", async () => {
  const sink = new MemorySink();
  await exporterOf("geojson").write(await surveyedPicture(["12", "34"]), options, sink, () => {});
  const text = new TextDecoder().decode(sink.bytes());
  const positions = JSON.parse(text).features.flatMap((feature: { geometry: { coordinates: number[][][] } }) =>
    feature.geometry.coordinates[0]!.slice(1),
  );
  expect(positions).toHaveLength(16);
  expect(new Set(positions.map(String)).size).toBe(9);
});

describe.each(exporters)("$id", (exporter) => {
  test("stops when aborted, with the signal's reason", async () => {
    const controller = new AbortController();
    const coverage = await surveyedNoise(80, 8, 0);
    expect(coverage.faces.count).toBeGreaterThan(4000);
    const seen: number[] = [];
    const onProgress = (done: number): void => {
      seen.push(done);
      controller.abort();
    };
    const attempt = exporter.write(coverage, options, new MemorySink(), onProgress, controller.signal);
    await expect(attempt).rejects.toHaveProperty("name", "AbortError");
    expect(seen).toHaveLength(1);
  });

  test("hands on what its sink throws", async () => {
    const sink = new MemorySink();
    sink.write = () => Promise.reject(new Error("disk full"));
    await expect(exporter.write(await surveyedPicture(["1"]), options, sink, () => {})).rejects.toThrow("disk full");
  });
});

test("an unknown format is refused by name", () => {
  expect(() => exporterOf("dwg")).toThrow(expect.toSatisfy((error) => isAppError(error, "argument-invalid")));
});
