import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { afterAll, describe, expect, test, vi } from "vitest";
import { crsOf } from "../core/geo/crs.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { librePreset, ocsgePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { RESULT_RECORD_URI, resultRecordOf } from "../core/ports/result-record.ts";
import type { Grid } from "../core/raster/grid.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { geopackageFaults } from "../testing/geopackage-faults.ts";
import { gdalMissing } from "../testing/ogr.ts";
import { openDatabase } from "../testing/open-database.ts";
import { picture, pictureGrid, readerOf, seededClasses } from "../testing/pictures.ts";
import { writeGeopackage } from "./geopackage-writer.ts";
import { MemorySink } from "./geotiff/memory-sink.ts";
import { layersOf } from "./layers.ts";
import { qgisStyle, sldStyle } from "./qgis-style.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const options: ExportOptions = {
  millesime: "2024",
  model: "essai-1 1.0",
  image: "33-2024.tif",
  preset: ocsgePreset,
  simplifyMetres: 0.5,
  created: "2026-11-22T10:00:00Z",
};

const folder = mkdtempSync(join(tmpdir(), "ocsol-geopackage-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function bytesOf(map: SurveyedMap, changed: Partial<ExportOptions> = {}): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeGeopackage(map, { ...options, ...changed }, sink, () => {});
  return sink.bytes();
}

function saved(bytes: Uint8Array): string {
  const path = join(folder, `${files++}.gpkg`);
  writeFileSync(path, bytes);
  return path;
}

const drawn = async (rows: readonly string[], grid: Partial<Grid> = {}): Promise<SurveyedMap> =>
  survey(await vectorise(picture(rows, grid), { preset: librePreset(0) }), {}).map;

/** Thousands of polygons, a few of them with so many holes that they take many pages. */
const noisy = async (size: number): Promise<SurveyedMap> => {
  const reader = readerOf(seededClasses(size, 2), pictureGrid(size, size));
  return survey(await vectorise(reader, { preset: librePreset(0) }), {}).map;
};

const zoned = async (): Promise<SurveyedMap> => {
  const reader = readerOf(seededClasses(200, 0.6), pictureGrid(200, 200));
  return survey(await vectorise(reader, { preset: ocsgePreset }), {}).map;
};

const kinds: [kind: string, make: () => Promise<SurveyedMap>, changed: Partial<ExportOptions>][] = [
  ["a thousand polygons and more", () => noisy(90), {}],
  ["OCS GE preset with a built zone", zoned, {}],
  ["no polygon at all", () => drawn(["."]), {}],
  ["a single polygon", () => drawn(["1"]), { preset: librePreset(0) }],
  ["degrees", () => drawn(["12", "34"], { crs: crsOf(4326)!, affine: [0.001, 0, -0.572, 0, -0.001, 44.8378] }), {}],
  [
    "south of the equator, west of Greenwich",
    () => drawn(["12"], { crs: crsOf(4326)!, affine: [1e-5, 0, -55, 0, -1e-5, -21] }),
    {},
  ],
  ["another system on the way", () => noisy(40), { crs: crsOf(3857)! }],
  ["a turned image", () => drawn(["122", "343"], { affine: [0.2, 0.1, 700_000, 0.1, -0.2, 6_600_000] }), {}],
  ["no model", () => drawn(["12"]), { model: "", millesime: "" }],
];

const validator = spawnSync("/usr/bin/python3", ["-c", "import osgeo_utils.samples.validate_gpkg"]).status === 0;

describe.each(kinds)("%s", (_, make, changed) => {
  const written = make().then((map) => bytesOf(map, changed));

  test("has no fault by the standard", async () => {
    const bytes = await written;
    const { query } = await openDatabase(bytes);
    expect(geopackageFaults(bytes, query)).toEqual([]);
  });

  test.skipIf(!validator)("pleases GDAL's validator (skipped without python3-gdal)", async () => {
    const file = saved(await written);
    const check = spawnSync("/usr/bin/python3", ["-m", "osgeo_utils.samples.validate_gpkg", "--extra", "-k", file]);
    expect(`${check.stdout}${check.stderr}`).toBe("");
    expect(check.status).toBe(0);
  });
});

/** One thing made wrong, and what is to be said of it. */
test.each([
  ["PRAGMA user_version = 10200", /user_version 10200/],
  ["PRAGMA application_id = 1", /application_id/],
  ["CREATE TABLE stray (a)", /stray is not in gpkg_contents/],
  ["DELETE FROM sqlite_sequence", /sequence/],
  ["INSERT INTO gpkg_contents (table_name, data_type) VALUES ('ghost', 'attributes')", /lists ghost/],
  ["UPDATE gpkg_contents SET data_type = 'attributes' WHERE table_name = 'OCCUPATION_SOL'", /is attributes/],
  ["UPDATE gpkg_contents SET last_change = '2026-11-22'", /last_change/],
  ["UPDATE gpkg_contents SET max_x = max_x + 0.01 WHERE table_name = 'OCCUPATION_SOL'", /extent/],
  ["UPDATE gpkg_spatial_ref_sys SET definition = 'undefined'", /2154 is not defined/],
  ["UPDATE gpkg_spatial_ref_sys SET srs_id = 99 WHERE srs_id = 2154", /foreign key/],
  ["DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'", /no extension.*gpkg_data_columns/],
  ["UPDATE gpkg_extensions SET scope = 'read-write'", /no extension.*write-only/],
  ["DELETE FROM gpkg_metadata_reference WHERE md_file_id = 1", /metadata 1 is about nothing/],
  ["UPDATE gpkg_metadata SET metadata = '{' WHERE id = 1", /metadata 1 is no JSON/],
  ["UPDATE gpkg_metadata SET md_standard_uri = 'ocsol' WHERE id = 1", /is no URI/],
  ["UPDATE gpkg_metadata_reference SET timestamp = 'now'", /timestamp/],
  ["DELETE FROM gpkg_data_columns WHERE column_name = 'ocsol_aire'", /OCCUPATION_SOL.ocsol_aire has no title/],
  ["UPDATE gpkg_data_columns SET constraint_name = 'none' WHERE column_name = 'artif'", /no constraint none/],
  ["DELETE FROM gpkg_data_column_constraints WHERE value = 'CS1.2.2'", /CS1.2.2 is not allowed/],
  ["DELETE FROM layer_styles WHERE f_table_name = 'ARTIFICIALISATION'", /styles of/],
  ["DELETE FROM rtree_OCCUPATION_SOL_the_geom WHERE id = 2", /2 is undefined/],
  ["UPDATE rtree_OCCUPATION_SOL_the_geom SET maxx = maxx + 1 WHERE id = 2", /: 2 is \[/],
  ["DELETE FROM rtree_OCCUPATION_SOL_the_geom_rowid WHERE rowid = 2", /rtree_OCCUPATION_SOL_the_geom: /],
  ["DROP TRIGGER rtree_OCCUPATION_SOL_the_geom_update3", /triggers/],
])("%s is noticed", async (sabotage, fault) => {
  const { query, bytes } = await openDatabase(await bytesOf(await drawn(["12", "36"])));
  query(sabotage);
  expect(geopackageFaults(bytes(), query).join("\n")).toMatch(fault);
});

/** The same for the bytes of one geometry. */
test.each<[string, (blob: Buffer) => Buffer, RegExp]>([
  ["a ring that stays open", (blob) => blob.fill(0, blob.length - 8), /2: ring 0 is not closed/],
  ["a ring turned round", (blob) => Buffer.concat([blob.subarray(0, 53), turned(blob.subarray(53))]), /wrong way/],
  ["a byte too many", (blob) => Buffer.concat([blob, Buffer.from([0])]), /2: 1 bytes too many/],
  ["another system", (blob) => blob.fill(15, 4, 5), /2: srs_id/],
  ["the flag of emptiness", (blob) => blob.fill(0b1_0011, 3, 4), /2: flags/],
  ["another envelope", (blob) => blob.fill(0, 8, 16), /2: envelope is not/],
  ["no geometry of a GeoPackage", (blob) => blob.fill(0, 0, 1), /2: no GeoPackage geometry/],
  ["another shape", (blob) => blob.fill(6, 41, 42), /2: WKB of no/],
])("%s is noticed", async (_, change, fault) => {
  const { query, bytes } = await openDatabase(await bytesOf(await drawn(["12", "36"])));
  // SQLite alone has none of the functions that these call.
  for (const [name] of query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) query(`DROP TRIGGER "${name}"`);
  const [[blob]] = query("SELECT the_geom FROM OCCUPATION_SOL WHERE fid = 2") as [[Uint8Array]];
  query(`UPDATE OCCUPATION_SOL SET the_geom = x'${change(Buffer.from(blob)).toString("hex")}' WHERE fid = 2`);
  expect(geopackageFaults(bytes(), query).join("\n")).toMatch(fault);
});

/** The points of a ring, sixteen bytes each, last first. */
const turned = (points: Buffer): Buffer =>
  Buffer.concat(
    Array.from({ length: points.length / 16 }, (_, at) => points.subarray(16 * at, 16 * at + 16)).toReversed(),
  );

test("carries the record of its making, and says it to people", async () => {
  const map = await zoned();
  const credited = { ...options, imageCredit: "© IGN – BD ORTHO®" };
  const { query } = await openDatabase(await bytesOf(map, credited));
  const [record] = query(`SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = '${RESULT_RECORD_URI}'`);
  expect(JSON.parse(String(record![0]))).toEqual(JSON.parse(JSON.stringify(resultRecordOf(map, credited))));
  const [[said]] = query("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/plain'") as [[string]];
  const facts = [
    "prédiction automatique",
    "n’est pas un produit de l’IGN",
    "essai-1 1.0",
    "33-2024.tif",
    "2024",
    "bâti 200 m², 500 m² en zone construite, 2500 m² ailleurs",
    "simplifiés à 0,5 m près",
    "RGF93",
    "EPSG:2154",
    "2026-11-22T10:00:00Z",
    "© IGN – BD ORTHO®",
  ];
  for (const fact of facts) expect(said).toContain(fact);
});

test("says nothing that it does not know", async () => {
  const map = await drawn(["1"]);
  const { query } = await openDatabase(
    await bytesOf(map, { model: "", millesime: "", preset: librePreset(0), simplifyMetres: 0 }),
  );
  const [[said]] = query("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/plain'") as [[string]];
  expect(said).not.toMatch(/Modèle|Millésime|prédiction|Crédits|Zone construite|undefined/);
  expect(said).toContain("bords des pixels");
});

test("dates everything by the moment it is told", async () => {
  const { query } = await openDatabase(await bytesOf(await drawn(["12"]), { created: "2025-01-02T03:04:05.678Z" }));
  const moments = query(`SELECT last_change FROM gpkg_contents UNION ALL SELECT timestamp FROM gpkg_metadata_reference
    UNION ALL SELECT update_time FROM layer_styles`);
  expect(moments).toHaveLength(3 + 2 + 2);
  expect(new Set(moments.flat())).toEqual(new Set(["2025-01-02T03:04:05.678Z"]));
});

test("the same map gives the same bytes", async () => {
  const [one, other] = [await bytesOf(await noisy(60)), await bytesOf(await noisy(60))];
  expect(Buffer.compare(one, other)).toBe(0);
});

test("comes in pieces as it is made", async () => {
  const map = await noisy(260);
  const sink = new MemorySink();
  const pieces: number[] = [];
  const { write } = sink;
  sink.write = (bytes) => {
    pieces.push(bytes.length);
    return write.call(sink, bytes);
  };
  await writeGeopackage(map, options, sink, () => {});
  expect(sink.length).toBeGreaterThan(7e6);
  expect(Math.max(...pieces)).toBeLessThan(3e6);
});

describe.skipIf(gdalMissing !== false)(
  `read by GDAL${gdalMissing === false ? "" : ` (skipped: ${gdalMissing})`}`,
  () => {
    test("shows the metadata and the codes' meanings", async () => {
      const file = saved(await bytesOf(await drawn(["12"])));
      const info = execFileSync("ogrinfo", ["-so", file, "OCCUPATION_SOL"], { encoding: "utf8" });
      expect(info).toContain("GPKG_METADATA_ITEM_1=");
      expect(info).toContain("ocsol_aire: Real (0.0)");
      const script = `
from osgeo import gdal
layers = gdal.OpenEx(${JSON.stringify(file)})
definition = layers.GetLayerByName("OCCUPATION_SOL").GetLayerDefn()
field = definition.GetFieldDefn(definition.GetFieldIndex("code_cs"))
print(layers.GetFieldDomain(field.GetDomainName()).GetEnumeration()["CS1.2.2"])`;
      const said = execFileSync("/usr/bin/python3", ["-c", script], { encoding: "utf8" });
      expect(said.trim()).toBe("Surfaces d'eau");
    });

    test("finds every polygon by its place, as looking at all does", async () => {
      const file = saved(await bytesOf(await noisy(150)));
      for (const [x, y] of [
        [700_003, 6_599_980],
        [700_010.1, 6_599_990.1],
        [700_029, 6_599_971],
      ] as const) {
        const box = [x, y, x + 2.5, y + 2.5];
        const count = (sql: string): string =>
          execFileSync("ogrinfo", ["-q", "-dialect", "SQLite", "-sql", sql, file]).toString();
        const meets = `ST_Intersects(the_geom, BuildMbr(${box.join()}))`;
        const all = count(`SELECT count(*) AS n FROM OCCUPATION_SOL WHERE ${meets}`).match(/n \(Integer\) = (\d+)/)![1];
        const so = execFileSync("ogrinfo", ["-so", "-spat", ...box.map(String), file, "OCCUPATION_SOL"], {
          encoding: "utf8",
        });
        // OGR holds the boxes of polygons against the query's, SpatiaLite the polygons: never fewer.
        expect(Number(so.match(/Feature Count: (\d+)/)![1])).toBeGreaterThanOrEqual(Number(all));
        expect(Number(all)).toBeGreaterThan(5);
      }
    });
  },
);

/** Every element of that name, at any depth. */
function elements(xml: string, name: string): XmlElement[] {
  const within = (element: XmlElement): XmlElement[] =>
    element.children.flatMap((child) =>
      child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...within(child)] : [],
    );
  return within(parseXml(xml).root!);
}

describe("the stored styles", () => {
  const codes = {
    OCCUPATION_SOL: ["code_cs", coverClasses.map(({ code }) => code)],
    ARTIFICIALISATION: ["ocsol_artif", ["certain", "selon usage", "jamais"]],
  } as const;

  test.each(Object.entries(codes))(
    "of %s have the codes of its column and no others",
    async (layer, [column, allowed]) => {
      const { query } = await openDatabase(await bytesOf(await noisy(60)));
      const [[qml, sld]] = query(`SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = '${layer}'`) as [
        [string, string],
      ];
      const [renderer] = elements(qml, "renderer-v2");
      expect(renderer!.attributes).toMatchObject({ type: "categorizedSymbol", attr: column });
      const categories = elements(qml, "category").map(({ attributes }) => attributes["value"]);
      expect(categories).toEqual(allowed);
      expect(elements(sld, "ogc:Literal").map(({ text }) => text)).toEqual(allowed);
      expect(new Set(elements(sld, "ogc:PropertyName").map(({ text }) => text))).toEqual(new Set([column]));
      const held = query(`SELECT DISTINCT ${column} FROM ${layer}`).flat();
      expect(held.length).toBeGreaterThan(1);
      expect(categories).toEqual(expect.arrayContaining(held));
      // Each category has a symbol of its own, and of another colour than the rest.
      const symbols = elements(qml, "symbol").map(({ attributes }) => attributes["name"]);
      expect(elements(qml, "category").map(({ attributes }) => attributes["symbol"])).toEqual(symbols);
      const colours = elements(qml, "prop").filter(({ attributes }) => attributes["k"] === "color");
      expect(new Set(colours.map(({ attributes }) => attributes["v"])).size).toBe(allowed.length);
    },
  );

  test("of the built zone draw its outline alone", () => {
    const qml = qgisStyle("ZONE_CONSTRUITE");
    expect(elements(qml, "renderer-v2")[0]!.attributes["type"]).toBe("singleSymbol");
    const options = Object.fromEntries(
      elements(qml, "prop").map(({ attributes }) => [attributes["k"], attributes["v"]]),
    );
    expect(options).toMatchObject({ style: "no", outline_style: "solid" });
    const sld = sldStyle("ZONE_CONSTRUITE");
    expect([elements(sld, "se:Stroke").length, elements(sld, "se:Fill").length]).toEqual([1, 0]);
  });

  test("belong to columns that the layers have", async () => {
    for (const layer of layersOf(await zoned(), options)) {
      const attribute = elements(qgisStyle(layer.name), "renderer-v2")[0]!.attributes["attr"];
      if (attribute !== undefined) expect(layer.fields.map(({ name }) => name)).toContain(attribute);
    }
  });
});
