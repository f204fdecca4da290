import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { crsOf } from "../core/geo/crs.ts";
import { librePreset, ocsgePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { VectorFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { gridBounds } from "../core/raster/grid.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { osgeoMissing, type ReadFeature, type ReadLayer, readLayers, readWkb } from "../testing/ogr.ts";
import { pictureGrid, readerOf, seededClasses } from "../testing/pictures.ts";
import { pythonJudges } from "../testing/python-judges.ts";
import { surveyedPicture } from "../testing/surveyed-maps.ts";
import { artificialisationFields, type Field, ocsgeFields, ocsolFields } from "./fields.ts";
import { MemorySink } from "./geotiff/memory-sink.ts";
import { exporterOf } from "./registry.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const options: ExportOptions = {
  millesime: "2024",
  model: "essai-1",
  // Longer than a column of a Shapefile, whose last byte falls within a letter: it is cut before that.
  image: `33-2024-été-${"é".repeat(120)}.tif`,
  preset: ocsgePreset,
  created: "2026-11-22T10:00:00Z",
};

const folder = mkdtempSync(join(tmpdir(), "ocsol-round-trip-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function exported(format: VectorFormatId, map: SurveyedMap, changed: Partial<ExportOptions> = {}) {
  const exporter = exporterOf(format);
  const sink = new MemorySink();
  await exporter.write(map, { ...options, ...changed }, sink, () => {});
  const file = join(folder, `${format}${exporter.extension}`);
  writeFileSync(file, sink.bytes());
  return format === "shapefile" ? `/vsizip/${file}` : file;
}

/** Pixels of a metre: smooth land with islands, uses known in its western half, confidence not everywhere. */
async function scene(): Promise<SurveyedMap> {
  const size = 160;
  const grid = pictureGrid(size, size, { affine: [1, 0, 400_000, 0, -1, 6_400_000] });
  const whole = await vectorise(readerOf(seededClasses(size, 0.6), grid), { preset: librePreset(3) });
  for (let face = 0; face < whole.faces.count; face += 7) whole.faces.confidence[face] = Number.NaN;
  const [minX, minY, maxX, maxY] = gridBounds(grid);
  const middle = (minX + maxX) / 2;
  const west = Float64Array.of(minX, minY, middle, minY, middle, maxY, minX, maxY, minX, minY);
  const { map } = survey(whole, { useLayer: { zones: [{ polygons: [[west]] }], uses: ["US5"] } });
  return { ...map, builtZone: await surveyedPicture([".11.1", ".11.."], { affine: grid.affine }) };
}

/** What OGR calls a column's type. */
const ogrTypes: Readonly<Record<Field["type"], string>> = {
  text: "String",
  integer: "Integer",
  real: "Real",
  boolean: "Integer(Boolean)",
};

const layerFields: Readonly<Record<string, readonly Field[]>> = {
  OCCUPATION_SOL: [...ocsgeFields, ...ocsolFields],
  ARTIFICIALISATION: [
    ...ocsgeFields,
    ...artificialisationFields,
    ...ocsolFields.filter(({ name }) => name === "ocsol_artif"),
  ],
  ZONE_CONSTRUITE: ocsgeFields.slice(0, 1),
};

/** GeoParquet by pyarrow, its shapes by GDAL. */
async function readParquet(path: string): Promise<ReadLayer[]> {
  const judges = await pythonJudges();
  if ("missing" in judges) throw new Error(judges.missing);
  const script = `
import json, sys
import pyarrow.parquet as pq
file = pq.ParquetFile(sys.argv[1])
geo = json.loads(file.metadata.metadata[b"geo"])
rows = file.read().to_pylist()
types = {"string": "String", "int32": "Integer", "double": "Real", "bool": "Integer(Boolean)"}
wkb = [row.pop("geometry").hex() for row in rows]
for row in rows: row.pop("bbox")
fields = [[field.name, types[str(field.type)]] for field in file.schema_arrow if field.name in rows[0]]
print(json.dumps({"epsg": geo["columns"]["geometry"]["crs"]["id"]["code"], "fields": fields, "rows": rows, "wkb": wkb}))
`;
  const text = execFileSync(judges.python, ["-c", script, path], { encoding: "utf8", maxBuffer: 1 << 30 });
  const { epsg, fields, rows, wkb } = JSON.parse(text);
  const shapes = readWkb(wkb);
  const features = rows.map((values: ReadFeature["values"], at: number) => ({ ...shapes[at]!, values }));
  return [{ name: "OCCUPATION_SOL", epsg, geometry: "Polygon", fields, features }];
}

interface Case {
  readonly format: VectorFormatId;
  readonly layers: readonly string[];
  readonly read?: (path: string) => ReadLayer[] | Promise<ReadLayer[]>;
  /** as GDAL 3.6 names it, where it is not the column's own */
  readonly nameOf?: (field: Field) => string;
  readonly types?: Partial<typeof ogrTypes>;
  /** what becomes of a value that the format cannot hold */
  readonly held?: (field: Field, value: unknown) => unknown;
  /** the file's own CRS, where it has no choice */
  readonly epsg?: number;
  /** counter-clockwise outer rings */
  readonly outerTurns?: boolean;
  /** corners are where they were to a millimetre, not to the last bit */
  readonly rounded?: true;
}

const one = ["OCCUPATION_SOL"];

const cases: readonly Case[] = [
  {
    format: "shapefile",
    layers: ["OCCUPATION_SOL", "ARTIFICIALISATION", "ZONE_CONSTRUITE"],
    nameOf: ({ name, shortName }) => shortName ?? name.toUpperCase(),
    // Before GDAL 3.7 a column of truths is read as the letter it holds.
    types: { boolean: "String" },
    held: ({ type }, value) => {
      if (type === "boolean") return value ? "T" : "F";
      return typeof value === "string" ? cut(value, 254) : value;
    },
    outerTurns: false,
  },
  { format: "geojson", layers: one, epsg: 4326, outerTurns: true, rounded: true },
  { format: "geojson-projected", layers: one, outerTurns: true, rounded: true },
  { format: "flatgeobuf", layers: one, read: (path) => readLayers(path, "VERIFY_BUFFERS=YES"), outerTurns: true },
  { format: "geoparquet", layers: one, read: readParquet, outerTurns: true },
];

/** The characters of which all bytes lie within the first `bytes`. */
function cut(text: string, bytes: number): string {
  let kept = "";
  for (const letter of text) {
    if (new TextEncoder().encode(kept + letter).length > bytes) break;
    kept += letter;
  }
  return kept;
}

const byId = (features: readonly ReadFeature[], id: string) => new Map(features.map((one) => [one.values[id], one]));

const judged = osgeoMissing || ("missing" in (await pythonJudges()) && "no pyarrow");

describe.skipIf(judged)(`every format against the GeoPackage (skipped: ${judged || "no"})`, () => {
  let map: SurveyedMap;
  let truth: ReadLayer[];
  let inDegrees: ReadLayer[];

  beforeAll(async () => {
    map = await scene();
    const read = async (changed: Partial<ExportOptions> = {}) =>
      readLayers(await exported("geopackage", map, changed)).filter(({ name }) => name in layerFields);
    truth = await read();
    inDegrees = await read({ crs: crsOf(4326)! });
  });

  test("the GeoPackage itself has what is to be compared: islands, nulls, accents, three layers", () => {
    expect(truth.map(({ name }) => name)).toEqual(Object.keys(layerFields));
    const [{ features }] = truth as [ReadLayer];
    expect(features).toHaveLength(map.faces.count);
    expect(features.length).toBeGreaterThan(100);
    expect(features.filter(({ rings }) => rings.length > 2).length).toBeGreaterThan(3);
    for (const column of ["code_us", "ocsol_confiance"]) {
      const nulls = features.filter(({ values }) => values[column] === null).length;
      expect(nulls).toBeGreaterThan(0);
      expect(nulls).toBeLessThan(features.length);
    }
    expect(features.some(({ values }) => /[^ -~]/.test(String(values["ocsol_classe"])))).toBe(true);
    const flags = truth[1]!.features.map(({ values }) => values["crit_seuil"]);
    expect(new Set(flags).size).toBe(2);
  });

  describe.each(cases)("$format", ({ format, layers, read = readLayers, ...expected }) => {
    const { nameOf = ({ name }) => name, types, held = (_, value) => value, rounded = false } = expected;
    let found: ReadLayer[];

    beforeAll(async () => {
      found = await read(await exported(format, map));
    });

    test("has its layers, each in its system, with every column and its type", () => {
      expect(found.map(({ name }) => name).sort()).toEqual([...layers].sort());
      for (const { name, epsg, geometry, fields } of found) {
        expect(epsg).toBe(expected.epsg ?? 2154);
        expect(geometry).toBe("Polygon");
        expect(fields).toEqual(
          layerFields[name]!.map((field) => [nameOf(field), { ...ogrTypes, ...types }[field.type]]),
        );
      }
    });

    test("has every row with every value", () => {
      for (const { name, features } of found) {
        const wanted = truth.find((layer) => layer.name === name)!.features;
        expect(features).toHaveLength(wanted.length);
        const fields = layerFields[name]!;
        const rows = byId(features, nameOf(fields[0]!));
        for (const { values } of wanted) {
          const row = rows.get(values["id"]!)!.values;
          for (const field of fields) {
            const value = values[field.name];
            const read = row[nameOf(field)] as unknown;
            // GDAL's GeoPackage says 0 and 1, pyarrow false and true.
            expect(typeof read === "boolean" ? Number(read) : read).toEqual(value === null ? null : held(field, value));
          }
        }
      }
    });

    test("has every shape: valid, the same rings, the same area, turning as the format says", () => {
      const reference = expected.epsg === 4326 ? inDegrees : truth;
      for (const { name, features } of found) {
        const wanted = reference.find((layer) => layer.name === name)!.features;
        const shapes = byId(features, nameOf(layerFields[name]![0]!));
        for (const { values, area, rings } of wanted) {
          const shape = shapes.get(values["id"]!)!;
          expect(shape.valid).toBe(true);
          expect(shape.rings).toHaveLength(rings.length);
          if (expected.outerTurns !== undefined) {
            expect(shape.rings).toEqual(rings.map((_, ring) => (ring === 0) === expected.outerTurns));
          }
          if (!rounded) expect(shape.area).toBeCloseTo(area, 6);
        }
        if (rounded) {
          const sum = (layer: readonly ReadFeature[]) => layer.reduce((total, { area }) => total + area, 0);
          expect(sum(features) / sum(wanted)).toBeCloseTo(1, 5);
        }
      }
    });

    test("is in another system where one is asked for and the format has a choice", async () => {
      const crs = crsOf(3945)!;
      const [layer] = await read(await exported(format, map, { crs }));
      expect(layer!.epsg).toBe(expected.epsg ?? 3945);
      expect(layer!.features).toHaveLength(map.faces.count);
      expect(layer!.features.every(({ valid }) => valid)).toBe(true);
    });
  });
});
