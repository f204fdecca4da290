import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "flatgeobuf/lib/mjs/geojson.js";
import { unzip } from "unzipit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isAppError } from "../core/errors.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import { crsOf, knownCrs } from "../core/geo/crs.ts";
import { esriWkt } from "../core/geo/esri-wkt-table.ts";
import { projjson } from "../core/geo/projjson-table.ts";
import { librePreset, ocsgePreset } from "../core/landcover/presets.ts";
import { summariseMap } from "../core/landcover/summary.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { VectorFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { boundsOfPolygon, polygonOf } from "../core/vector/coverage.ts";
import { osgeoMissing, readLayers } from "../testing/ogr.ts";
import { pythonJudges } from "../testing/python-judges.ts";
import { surveyedNoise, surveyedPicture } from "../testing/surveyed-maps.ts";
import { MemorySink } from "./geotiff/memory-sink.ts";
import { exporterOf } from "./registry.ts";
import { shapefileWriter } from "./shapefile-writer.ts";
import { writeZip } from "./zip-writer.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const options: ExportOptions = {
  millesime: "2024",
  model: "essai-1",
  image: "33-2024.tif",
  preset: librePreset(0),
  created: "2026-11-22T10:11:12Z",
};

const folder = mkdtempSync(join(tmpdir(), "ocsol-formats-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function bytesOf(format: VectorFormatId, map: SurveyedMap, changed: Partial<ExportOptions> = {}) {
  const sink = new MemorySink();
  await exporterOf(format).write(map, { ...options, ...changed }, sink, () => {});
  return sink.bytes();
}

async function exported(format: VectorFormatId, map: SurveyedMap, changed: Partial<ExportOptions> = {}) {
  const file = join(folder, `${files++}${exporterOf(format).extension}`);
  writeFileSync(file, await bytesOf(format, map, changed));
  return file;
}

const judges = await pythonJudges();
const noPyarrow = "missing" in judges && judges.missing;
const python = (script: string, ...args: string[]): string =>
  execFileSync("python" in judges ? judges.python : "", ["-c", script, ...args], { encoding: "utf8" });

describe.skipIf(osgeoMissing)(`read by GDAL (skipped: ${osgeoMissing || "no"})`, () => {
  test.each(["shapefile", "geojson", "geojson-projected", "flatgeobuf"] as const)(
    "%s of an empty map",
    async (format) => {
      const file = await exported(format, await surveyedPicture(["."]));
      const [layer] = readLayers(format === "shapefile" ? `/vsizip/${file}` : file);
      expect(layer!.name).toBe("OCCUPATION_SOL");
      expect(layer!.features).toEqual([]);
    },
  );

  test.each([4326, 4171])("projected GeoJSON in degrees (EPSG:%i) has longitude first", async (code) => {
    const grid = { crs: crsOf(code)!, affine: [0.001, 0, -0.572, 0, -0.001, 44.8378] as const };
    const [layer] = readLayers(await exported("geojson-projected", await surveyedPicture(["1"], grid)));
    expect(layer!.epsg).toBe(code);
    const { coordinates } = JSON.parse(
      new TextDecoder().decode(await bytesOf("geojson-projected", await surveyedPicture(["1"], grid))),
    ).features[0].geometry;
    expect(coordinates[0]).toContainEqual([-0.572, 44.8378]);
  });

  test("every system's .prj is known for what it is", async () => {
    const parts = await unzip(await bytesOf("shapefile", await surveyedPicture(["1"])));
    const beside = join(folder, "systems");
    mkdirSync(beside);
    for (const { code } of knownCrs()) {
      for (const part of ["shp", "shx", "dbf"]) {
        const bytes = await parts.entries[`OCCUPATION_SOL.${part}`]!.arrayBuffer();
        writeFileSync(join(beside, `${code}.${part}`), new Uint8Array(bytes));
      }
      writeFileSync(join(beside, `${code}.prj`), esriWkt.get(code)!);
    }
    const found = Object.fromEntries(readLayers(beside).map(({ name, epsg }) => [name, epsg]));
    expect(found).toEqual(Object.fromEntries(knownCrs().map(({ code }) => [code, code])));
  });

  test("every system's PROJJSON is that system to PROJ", () => {
    const script = `
import json, sys
from osgeo import osr
osr.UseExceptions()
for code, text in json.load(sys.stdin):
    system, wanted = osr.SpatialReference(), osr.SpatialReference()
    system.SetFromUserInput(text)
    wanted.ImportFromEPSG(code)
    assert system.IsSame(wanted), code
    assert json.loads(text)["id"] == {"authority": "EPSG", "code": code}, code
print("same")
`;
    const input = JSON.stringify(knownCrs().map(({ code }) => [code, projjson.get(code)]));
    expect(execFileSync("/usr/bin/python3", ["-c", script], { input, encoding: "utf8" })).toBe("same\n");
  });
});

describe("Shapefile", () => {
  test("is a zip that Python accepts, its files dated and named after their layers", async () => {
    const map = { ...(await surveyedNoise(30, 4, 0)), builtZone: await surveyedPicture([".1."]) };
    const file = await exported("shapefile", map, { preset: ocsgePreset });
    const script = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
for entry in archive.infolist(): print(entry.filename, *entry.date_time, entry.compress_type)
`;
    const lines = execFileSync("python3", ["-c", script, file], { encoding: "utf8" }).trim().split("\n");
    const names = ["OCCUPATION_SOL", "ARTIFICIALISATION", "ZONE_CONSTRUITE"].flatMap((layer) =>
      ["shp", "shx", "dbf", "prj", "cpg"].map((part) => `${layer}.${part}`),
    );
    expect(lines).toEqual(names.map((name) => `${name} 2026 11 22 10 11 12 8`));
  });

  test("too large for the format is said before anything is written, to the byte", async () => {
    const map = await surveyedNoise(20, 4, 0);
    const { entries } = await unzip(await bytesOf("shapefile", map));
    const sizes = Object.entries(entries).flatMap(([name, { size }]) => (/shp|shx|dbf/.test(name) ? [size] : []));
    const largest = Math.max(...sizes);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    for (const [limits, bytes] of [
      [{ file: largest - 1, archive: Infinity }, largest],
      [{ file: Infinity, archive: all - 1 }, all],
    ] as const) {
      const sink = new MemorySink();
      const attempt = shapefileWriter(limits)(map, options, sink, () => {});
      await expect(attempt).rejects.toSatisfy(
        (error) => isAppError(error, "format-too-large") && error.fields.bytes === bytes,
      );
      expect(sink.length).toBe(0);
    }
    await shapefileWriter({ file: largest, archive: all })(map, options, new MemorySink(), () => {});
  });
});

/** Numbers of the map's faces whose boxes touch `bounds`. */
function touching(map: SurveyedMap, bounds: Bounds): number[] {
  return Array.from(map.covers.keys()).filter((face) => {
    const [minX, minY, maxX, maxY] = boundsOfPolygon(polygonOf(map, face));
    return minX <= bounds[2] && maxX >= bounds[0] && minY <= bounds[3] && maxY >= bounds[1];
  });
}

/** Enough for several row groups, and pages of an index. */
let many: SurveyedMap;
beforeAll(async () => {
  many = await surveyedNoise(180, 8, 0);
  expect(many.faces.count).toBeGreaterThan(20_000);
});

/** A small part of `many`. */
const corner: Bounds = [700_010, 6_599_970, 700_012, 6_599_972];

const idOf = (face: number): string => `OCSOL_${String(face + 1).padStart(7, "0")}`;

describe("FlatGeobuf", () => {
  /** 16 faces fill a node, 17 need another level; 1 has a root of its own. */
  test.each([1, 2, 16, 17, 256, 257])("answers queries over %i features", async (count) => {
    const map = await surveyedPicture(["12".repeat(Math.ceil(count / 2)).slice(0, count)]);
    expect(map.faces.count).toBe(count);
    const bytes = await bytesOf("flatgeobuf", map);
    const middle = 700_000 + 0.2 * Math.floor(count / 2) + 0.1;
    for (const bounds of [
      [middle, 6_599_999, middle + 0.01, 6_600_000],
      [699_000, 6_599_000, 701_000, 6_601_000],
    ] as const) {
      expect((await queried(bytes, bounds)).sort()).toEqual(touching(map, bounds).map(idOf));
    }
  });

  describe("of many features", () => {
    let bytes: Uint8Array;

    beforeAll(async () => {
      bytes = await bytesOf("flatgeobuf", many);
    });

    test("its own reader finds by the index what lies in a box, over the network, without reading the rest", async () => {
      let sent = 0;
      const server = createServer((request, response) => {
        const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!.map(Number);
        const part = bytes.subarray(first, last! + 1);
        sent += part.length;
        response.writeHead(206, { "content-range": `bytes ${first}-${first! + part.length - 1}/${bytes.length}` });
        response.end(part);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/map.fgb`;
        const wanted = touching(many, corner).map(idOf);
        expect(wanted.length).toBeGreaterThan(50);
        expect((await queried(url, corner)).sort()).toEqual(wanted);
      } finally {
        server.close();
      }
      expect(bytes.length).toBeGreaterThan(5e6);
      expect(sent).toBeLessThan(bytes.length / 4);
    });

    test.skipIf(osgeoMissing)("GDAL finds the same", async () => {
      const file = join(folder, "many.fgb");
      writeFileSync(file, bytes);
      const query = ["-so", "-oo", "VERIFY_BUFFERS=YES", "-spat", ...corner.map(String), file, "OCCUPATION_SOL"];
      const info = execFileSync("ogrinfo", query, { encoding: "utf8" });
      // By shapes, not by boxes: none too many, and all whose shape is its box.
      const count = Number(/Feature Count: (\d+)/.exec(info)![1]);
      expect(count).toBeGreaterThan(50);
      expect(count).toBeLessThanOrEqual(touching(many, corner).length);
    });

    test("says the extent of all", async () => {
      const file = join(folder, "extent.fgb");
      writeFileSync(file, bytes);
      const info = execFileSync("ogrinfo", ["-so", file, "OCCUPATION_SOL"], { encoding: "utf8" });
      expect(info).toContain("Extent: (700000.000000, 6599964.000000) - (700036.000000, 6600000.000000)");
    });
  });

  async function queried(from: Uint8Array | string, [minX, minY, maxX, maxY]: Bounds): Promise<string[]> {
    const debug = vi.spyOn(console, "debug").mockImplementation(() => {}); // it is talkative
    const ids: string[] = [];
    for await (const feature of deserialize(from, { rect: { minX, minY, maxX, maxY } })) {
      ids.push((feature as unknown as { properties: { id: string } }).properties.id);
    }
    debug.mockRestore();
    return ids;
  }
});

describe.skipIf(noPyarrow)(`GeoParquet, by pyarrow (skipped: ${noPyarrow || "no"})`, () => {
  /** What https://geoparquet.org/releases/v1.1.0/ requires, one line a rule. */
  const rules = `
import json, sys
import pyarrow as pa, pyarrow.parquet as pq
file = pq.ParquetFile(sys.argv[1])
schema = file.schema_arrow
geo = json.loads(file.metadata.metadata[b"geo"])
assert geo["version"] == "1.1.0"
primary = geo["primary_column"]
assert primary in geo["columns"]
column = geo["columns"][primary]
assert schema.field(primary).type == pa.binary()
assert not isinstance(schema.field(primary).type, pa.ListType)
assert column["encoding"] == "WKB"
assert column["geometry_types"] == ["Polygon"]
assert column["crs"]["type"] in ("ProjectedCRS", "GeographicCRS") and "$schema" in column["crs"]
assert column["edges"] == "planar" and column["orientation"] == "counterclockwise"
covering = column["covering"]["bbox"]
assert set(covering) == {"xmin", "ymin", "xmax", "ymax"}
for side, path in covering.items():
    assert path == ["bbox", side]
    assert schema.field("bbox").type.field(side).type == pa.float64()
assert [field.name for field in schema.field("bbox").type] == ["xmin", "ymin", "xmax", "ymax"]
rows = file.read().to_pylist()
record = json.loads(file.metadata.metadata[b"ocsol"])
`;

  test("keeps the rules, and its boxes are those of its shapes", async () => {
    const map = await surveyedNoise(60, 6, 0);
    const file = await exported("geoparquet", map);
    const script = `${rules}
import struct
def box(wkb):
    points, at = [], 9
    order, kind, rings = struct.unpack_from("<BII", wkb)
    assert (order, kind) == (1, 3)
    for ring in range(rings):
        (count,) = struct.unpack_from("<I", wkb, at)
        points += struct.iter_unpack("<dd", wkb[at + 4 : at + 4 + 16 * count])
        at += 4 + 16 * count
    assert at == len(wkb)
    xs, ys = zip(*points)
    return {"xmin": min(xs), "ymin": min(ys), "xmax": max(xs), "ymax": max(ys)}
for row in rows: assert row["bbox"] == box(row["geometry"])
boxes = [row["bbox"] for row in rows]
assert column["bbox"] == [min(b["xmin"] for b in boxes), min(b["ymin"] for b in boxes), max(b["xmax"] for b in boxes), max(b["ymax"] for b in boxes)]
print(len(rows), record["model"], record["preset"]["id"], "prédiction automatique" in record["description"])
`;
    expect(python(script, file)).toBe(`${map.faces.count} essai-1 libre True\n`);
  });

  test("of an empty map keeps the rules too", async () => {
    const file = await exported("geoparquet", await surveyedPicture(["."]));
    expect(python(`${rules}\nprint(len(rows), "bbox" in column)`, file)).toBe("0 False\n");
  });

  test("a reader of a small area passes over most row groups, by their boxes' statistics", async () => {
    const script = `${rules}
import pyarrow.dataset as ds
xmin, ymin, xmax, ymax = map(float, sys.argv[2:])
field = lambda side: ds.field("bbox", side)
touches = (field("xmin") <= xmax) & (field("xmax") >= xmin) & (field("ymin") <= ymax) & (field("ymax") >= ymin)
(fragment,) = ds.dataset(sys.argv[1]).get_fragments()
left = sum(1 for part in fragment.split_by_row_group(touches))
ids = sorted(ds.dataset(sys.argv[1]).to_table(filter=touches)["id"].to_pylist())
print(file.num_row_groups, left, *ids)
`;
    const file = await exported("geoparquet", many);
    const [groups, left, ...ids] = python(script, file, ...corner.map(String))
      .trim()
      .split(" ");
    expect(ids).toEqual(touching(many, corner).map(idOf));
    expect(Number(groups)).toBeGreaterThan(2);
    expect(Number(left)).toBeLessThan(Number(groups));
  });
});

describe("CSV of areas", () => {
  test("opens as columns of numbers in French spreadsheets, and adds up", async () => {
    const map = await surveyedNoise(100, 8, 0);
    const bytes = await bytesOf("csv", map);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split("\r\n");
    expect(lines[0]).toBe("poste;libelle;hectares;hectares_ellipsoide;part;hectares_confiance");
    const rows = lines.slice(1).map((line) => line.split(";"));
    const number = (text: string): number => {
      expect(text).toMatch(/^\d+,\d{4}$/);
      return Number(text.replace(",", "."));
    };
    const sum = (posts: RegExp, column: number): number =>
      rows.filter(([post]) => posts.test(post!)).reduce((total, row) => total + number(row[column]!), 0);
    const { area, classes } = summariseMap(map);
    expect(rows.map(([post]) => post)).toEqual([
      ...classes.map(({ code }) => code),
      "artif_certain",
      "artif_selon_usage",
      "artif_jamais",
      "impermeable",
      "carte",
    ]);
    expect(sum(/^carte/, 2)).toBe(Math.round(area.planimetric) / 1e4);
    expect(sum(/^carte/, 3)).toBe(Math.round(area.ellipsoidal) / 1e4);
    for (const column of [2, 3, 4]) {
      expect(sum(/^CS/, column)).toBeCloseTo(sum(/^carte/, column), 3);
      expect(sum(/^artif/, column)).toBeCloseTo(sum(/^carte/, column), 3);
    }
    expect(sum(/^CS/, 5)).toBeLessThan(sum(/^CS/, 2));
  });

  test("says nothing of confidence where it is not known", async () => {
    const map = await surveyedPicture(["12"]);
    map.faces.confidence.fill(Number.NaN);
    const text = new TextDecoder().decode(await bytesOf("csv", map));
    for (const line of text.trim().split("\r\n").slice(1)) expect(line.endsWith(";")).toBe(true);
  });
});

test("styles come as .qml and .sld", async () => {
  const { entries } = await unzip(await bytesOf("styles", await surveyedPicture(["1"])));
  expect(Object.keys(entries)).toEqual(expect.arrayContaining(["OCCUPATION_SOL.qml", "OCCUPATION_SOL.sld"]));
  expect(await entries["OCCUPATION_SOL.qml"]!.text()).toContain('value="CS1.1.1.1"');
});

describe.each(["shapefile", "flatgeobuf", "geoparquet"] as const)("%s, half written", (format) => {
  test("stops when aborted, and settles", async () => {
    const controller = new AbortController();
    const sink = new MemorySink();
    const onProgress = (done: number, total: number): void => {
      expect(done).toBeLessThanOrEqual(total);
      if (done > 0.95 * total) controller.abort();
    };
    const attempt = exporterOf(format).write(many, options, sink, onProgress, controller.signal);
    await expect(attempt).rejects.toHaveProperty("name", "AbortError");
    expect(sink.length).toBeGreaterThan(0);
  });

  test("hands on what its sink throws", async () => {
    const sink = new MemorySink();
    const write = sink.write.bind(sink);
    sink.write = (bytes) => (sink.length > 100_000 ? Promise.reject(new Error("disk full")) : write(bytes));
    await expect(exporterOf(format).write(many, options, sink, () => {})).rejects.toThrow("disk full");
  });

  test("tells its progress to the end", async () => {
    const shares: number[] = [];
    await exporterOf(format).write(many, options, new MemorySink(), (done, total) => shares.push(done / total));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  });
});

test("a zip's file that cannot be written ends the zip with the reason", async () => {
  const broken = { name: "a", write: () => Promise.reject(new Error("no more")) };
  await expect(writeZip(new MemorySink(), [broken], new Date())).rejects.toThrow("no more");
});

test("a zip of a file put in small and large pieces", async () => {
  const sink = new MemorySink();
  const piece = new Uint8Array(1000);
  const entry = {
    name: "é.bin",
    async write(put: (bytes: Uint8Array) => Promise<void>) {
      // The same memory again and again, as writers do.
      for (let number = 0; number < 3000; number++) await put(piece.fill(number));
      await put(new Uint8Array(0));
      await put(Uint8Array.from({ length: 1_000_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24));
    },
  };
  await writeZip(sink, [entry, { name: "vide", write: async () => {} }], new Date("2026-11-22T10:00:00Z"));
  const file = join(folder, "pieces.zip");
  writeFileSync(file, sink.bytes());
  const { entries } = await unzip(readFileSync(file));
  const bytes = new Uint8Array(await entries["é.bin"]!.arrayBuffer());
  expect(bytes).toHaveLength(4_000_000);
  for (let number = 0; number < 3000; number++) expect(bytes[1000 * number + 999]).toBe(number & 255);
  expect(bytes[3_000_005]).toBe(Math.imul(5, 2_654_435_761) >>> 24);
  expect(entries["vide"]!.size).toBe(0);
  execFileSync("python3", ["-c", `import zipfile; assert zipfile.ZipFile("${file}").testzip() is None`]);
});
