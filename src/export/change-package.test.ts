import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ChangeLedger } from "../core/change/change-ledger.ts";
import { CHANGE_RECORD_URI, type ChangeRecord } from "../core/change/change-record.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import { type ComparedMap, compareDates } from "../core/change/compare-dates.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import { librePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import { gridBounds } from "../core/raster/grid.ts";
import type { Sample } from "../core/sample/sample.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { geopackageFaults } from "../testing/geopackage-faults.ts";
import { osgeoMissing, queryRow, type ReadLayer, readLayers } from "../testing/ogr.ts";
import { openDatabase } from "../testing/open-database.ts";
import { pictureGrid, readerOf, seededClasses } from "../testing/pictures.ts";
import { flowsCsv, landTakeCsv } from "./change-csv.ts";
import { writeChangePackage } from "./change-package.ts";
import { frenchSpreadsheet, rfc4180 } from "./csv.ts";
import { MemorySink } from "./geotiff/memory-sink.ts";
import { qgisStyle, sldStyle } from "./qgis-style.ts";

/** The files of a comparison, judged by GDAL, GEOS and the standard. */

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SIZE = 150;
const grid = pictureGrid(SIZE, SIZE);
const folder = mkdtempSync(join(tmpdir(), "ocsol-change-"));
afterAll(() => rmSync(folder, { recursive: true }));

const mapOf = async (seed: number) => {
  const classes = seededClasses(SIZE, 0.3, seed);
  const traced = await vectorise(readerOf(classes, grid), { preset: librePreset(4) });
  return survey(traced, {}).map;
};

const side = (date: string, model: string): SideFacts => ({
  kind: "result",
  file: `${date}.gpkg`,
  image: `ortho_${date}.tif`,
  millesime: date.slice(0, 4),
  date,
  model,
  preset: librePreset(4),
  simplifyMetres: 0,
  squareBuildings: false,
  epsg: 2154,
  resolutionMetres: 0.2,
  bounds: gridBounds(grid),
  synthetic: false,
  imageCredit: "© IGN – BD ORTHO®",
});

const mapped = {
  before: { cover: "CS2.2.1", use: null, verdict: "depends-on-use" },
  after: { cover: "CS1.1.1.2", use: null, verdict: "certain" },
} as const;

/** Two strata, and points that were answered, could not be, and wait. */
const sample: Sample = {
  of: "change",
  seed: 42,
  design: { standardError: 0.01, least: 1 },
  strata: [
    { id: "artificialised", squareMetres: 120.5 },
    { id: "stable-never", squareMetres: 700 },
  ],
  points: [
    { number: 1, at: [700_003.5, 6_599_990.25], stratum: 1, mapped, answer: undefined },
    {
      number: 2,
      at: [700_010, 6_599_980],
      stratum: 0,
      mapped,
      answer: { before: "CS2.2.1", after: "CS1.1.1.1", comment: "toit" },
    },
    {
      number: 3,
      at: [700_020, 6_599_981],
      stratum: 0,
      mapped,
      answer: { after: "unsure", comment: "", by: "OCS GE.gpkg" },
    },
  ],
};

let found: ComparedMap;
let ledger: ChangeLedger;
let decisions: readonly ChangeDecision[];
let bytes: Uint8Array;
let layers: readonly ReadLayer[];
const file = join(folder, "change.gpkg");

/** None of its sides lies along pixels: SpatiaLite has no area for what is partly a line. */
const west: Zone = {
  polygons: [[Float64Array.from(
    [699_990, 6_599_972.03, 700_011.3, 6_599_972.03, 700_017.1, 6_600_010, 699_990, 6_600_010, 699_990, 6_599_972.03],
  )]],
}; // biome-ignore format: a ring on a line

const record = (): Omit<ChangeRecord, "software" | "version" | "sample"> => ({
  created: "2026-11-22T10:00:00Z",
  before: side("2018-07-12", "ocsol-1 1.0"),
  after: side("2021-06-30", "ocsol-1 1.1"),
  settings: { toleranceMetres: 0, shift: [0.3, -0.1] },
  misregistration: { shift: [0.3, -0.1], metres: 0.316, spreadMetres: 0.02, matched: 8, tried: 9 },
  weaknesses: [{ weight: "asks", tag: "models-differ", before: "ocsol-1 1.0", after: "ocsol-1 1.1" }],
  modelsAccepted: true,
  figures: ledger.figures,
  zones: [{ name: "Ouest", figures: ledger.figuresByZone([west])[0]! }],
});

async function packageWith(changed: Partial<Parameters<typeof writeChangePackage>[0]> = {}): Promise<Uint8Array> {
  const sink = new MemorySink();
  const outlineOf = (index: number): Float64Array[] => [...ledger.shapeOf(index).polygons[0]!];
  const { changes } = ledger;
  const all = { crs: grid.crs, changes, outlineOf, record: record(), sample, remarks: ["Relisez tout."] };
  await writeChangePackage({ ...all, ...changed }, sink, () => {});
  return sink.bytes();
}

beforeAll(async () => {
  found = await compareDates({
    before: { kind: "map", map: await mapOf(1) },
    after: { kind: "map", map: await mapOf(2) },
    settings: { toleranceMetres: 0, shift: [0, 0] },
  });
  ledger = new ChangeLedger(found);
  // Each kind of decision on some of the largest changes.
  const largest = ledger.changes.toSorted((one, other) => other.squareMetres - one.squareMetres);
  decisions = largest.slice(0, 12).map(({ at, found: was, squareMetres }, index): ChangeDecision => {
    const decided = { at, was: { ...was, squareMetres }, comment: index === 0 ? 'd\'après "Éric"' : "" };
    switch (index % 4) {
      case 0:
        return { ...decided, verdict: "accepted" };
      case 1:
        return { ...decided, verdict: "rejected" };
      case 2:
        return { ...decided, verdict: "accepted", after: was.after === "CS1.2.2" ? "CS1.2.1" : "CS1.2.2" };
      default:
        return { ...decided, verdict: undefined };
    }
  });
  ledger.decide(decisions);
  bytes = await packageWith();
  writeFileSync(file, bytes);
  if (!osgeoMissing) layers = readLayers(file);
});

test("the changes are many and of every kind", () => {
  expect(ledger.changes.length).toBeGreaterThan(30);
  expect(new Set(ledger.changes.map(({ kind }) => kind)).size).toBe(4);
});

test("the file has no fault by the standard", async () => {
  const { query } = await openDatabase(bytes);
  expect(geopackageFaults(bytes, query)).toEqual([]);
  const without = await packageWith({ sample: undefined, changes: [] });
  expect(geopackageFaults(without, (await openDatabase(without)).query)).toEqual([]);
});

const validator = spawnSync("/usr/bin/python3", ["-c", "import osgeo_utils.samples.validate_gpkg"]).status === 0;

test.skipIf(!validator)("the file pleases GDAL's validator (skipped without python3-gdal)", () => {
  const check = spawnSync("/usr/bin/python3", ["-m", "osgeo_utils.samples.validate_gpkg", "--extra", "-k", file]);
  expect(`${check.stdout}${check.stderr}`).toBe("");
  expect(check.status).toBe(0);
});

describe.skipIf(osgeoMissing !== false)(`read by GDAL${osgeoMissing ? ` (skipped: ${osgeoMissing})` : ""}`, () => {
  test("there are the two layers, in the map's system, with valid shapes", () => {
    expect(
      layers.filter(({ epsg }) => epsg !== null).map(({ name, geometry, epsg }) => [name, geometry, epsg]),
    ).toEqual([
      ["CHANGEMENT", "Polygon", 2154],
      ["ECHANTILLON", "Point", 2154],
    ]);
    const [changes] = layers;
    expect(changes!.features).toHaveLength(ledger.changes.length);
    expect(changes!.features.filter(({ valid }) => !valid)).toEqual([]);
  });

  test("areas by GEOS are those of the figures, what was rejected apart", () => {
    const { changes } = ledger.figures;
    const sums = new Map<unknown, number>();
    for (const { values, area } of layers[0]!.features) {
      expect(values["aire"]).toBeCloseTo(area, 3);
      sums.set(values["evolution"], (sums.get(values["evolution"]) ?? 0) + area);
    }
    const kept = (kind: keyof typeof changes.reviewed.byKind) =>
      changes.reviewed.byKind[kind] + changes.unreviewed.byKind[kind];
    expect(sums.get("artificialisé")).toBeCloseTo(kept("artificialised"), 4);
    expect(sums.get("renaturé")).toBeCloseTo(kept("renatured"), 4);
    expect(sums.get("selon usage")).toBeCloseTo(kept("depends-on-use"), 4);
    expect(sums.get("autre")).toBeCloseTo(kept("other"), 4);
    expect(sums.get("aucune")).toBeCloseTo(changes.rejected.squareMetres, 4);
    expect(changes.rejected.count).toBe(3);
  });

  test("sums by GEOS of what goes from one cover to another are the flow matrix", () => {
    const { codes, flows } = ledger.figures;
    for (const [row, before] of codes.entries()) {
      for (const [column, after] of codes.entries()) {
        if (row === column) continue;
        const area = layers[0]!.features
          .filter(({ values }) => values["cs_avant"] === before && values["cs_apres"] === after)
          .reduce((sum, feature) => sum + feature.area, 0);
        expect(area, `${before} → ${after}`).toBeCloseTo(flows[row]![column]!, 4);
      }
    }
  });

  test("the zone's flows are what GEOS cuts out of the layer", () => {
    const wkt = (zone: Zone) => {
      const [ring] = zone.polygons[0]!;
      const corners = Array.from({ length: ring!.length / 2 }, (_, at) => `${ring![2 * at]} ${ring![2 * at + 1]}`);
      return `ST_GeomFromText('POLYGON((${corners.join()}))')`;
    };
    const [figures] = ledger.figuresByZone([west]);
    const row = queryRow(
      file,
      `SELECT SUM(ST_Area(ST_Intersection(the_geom, ${wkt(west)}))) AS area FROM CHANGEMENT WHERE evolution <> 'aucune'`,
    );
    const { reviewed, unreviewed } = figures!.changes;
    // The zone is cut on steps of a 256th of a pixel: 0.8 mm along a border of 30 m.
    expect(Math.abs(Number(row["area"]) - reviewed.squareMetres - unreviewed.squareMetres)).toBeLessThan(0.02);
  });

  test("what a person has said is said, and what the maps say beside", () => {
    const values = layers[0]!.features.map((feature) => feature.values);
    const count = (column: string, value: string) => values.filter((row) => row[column] === value).length;
    expect(count("relecture", "accepté")).toBe(3);
    expect(count("relecture", "rejeté")).toBe(3);
    expect(count("relecture", "corrigé")).toBe(3);
    expect(values.filter(({ commentaire }) => commentaire !== null)).toMatchObject([
      { commentaire: 'd\'après "Éric"' },
    ]);
    for (const row of values) {
      if (row["relecture"] === "non") expect(row["cs_apres"]).toBe(row["cs_apres_carte"]);
      expect(row["cs_avant_carte"]).not.toBe(row["cs_apres_carte"]);
      expect(row["date_avant"]).toBe("2018-07-12");
      expect(row["source_apres"]).toBe("Ocsol ocsol-1 1.1, image ortho_2021-06-30.tif");
    }
  });

  test("points have their stratum and their answer", () => {
    const rows = layers[1]!.features.map(({ values }) => values);
    const carte = { cs_avant_carte: "CS2.2.1", cs_apres_carte: "CS1.1.1.2" };
    expect(rows).toEqual([
      { numero: 1, strate: "stable non artificialisé", strate_aire: 700, reponse: "à interpréter", cs_avant: null, cs_apres: null, ...carte, strate_reference: null, vu_par: null, commentaire: null },
      { numero: 2, strate: "artificialisé", strate_aire: 120.5, reponse: "interprété", cs_avant: "CS2.2.1", cs_apres: "CS1.1.1.1", ...carte, strate_reference: "selon usage", vu_par: "photo-interprétation", commentaire: "toit" },
      { numero: 3, strate: "artificialisé", strate_aire: 120.5, reponse: "indécis", cs_avant: null, cs_apres: null, ...carte, strate_reference: null, vu_par: "OCS GE.gpkg", commentaire: null },
    ]); // biome-ignore format: a row on a line
    const places = queryRow(
      file,
      "SELECT group_concat(ST_X(the_geom) || ' ' || ST_Y(the_geom)) AS places FROM ECHANTILLON",
    );
    expect(places["places"]).toBe("700003.5 6599990.25,700010.0 6599980.0,700020.0 6599981.0");
  });

  test("GDAL finds points by their place, and says what codes mean", () => {
    const spat = ["-spat", "700009", "6599979", "700011", "6599981"];
    const said = execFileSync("ogrinfo", ["-q", ...spat, file, "ECHANTILLON"], { encoding: "utf8" });
    expect(said.match(/OGRFeature/g)).toHaveLength(1);
    const script = `
from osgeo import gdal
layers = gdal.OpenEx(${JSON.stringify(file)})
definition = layers.GetLayerByName("CHANGEMENT").GetLayerDefn()
for name in ["cs_avant", "evolution"]:
    field = definition.GetFieldDefn(definition.GetFieldIndex(name))
    print(name, "|", list(layers.GetFieldDomain(field.GetDomainName()).GetEnumeration().values())[0])`;
    const domains = execFileSync("/usr/bin/python3", ["-c", script], { encoding: "utf8" });
    expect(domains).toContain("cs_avant | Zones bâties");
    expect(domains).toContain("evolution | Artificialisé");
  });
});

test("carries the record of its making, and says it to people", async () => {
  const { query } = await openDatabase(bytes);
  const [[said]] = query(`SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = '${CHANGE_RECORD_URI}'`) as [
    [string],
  ];
  const { points: _, ...drawn } = sample;
  const expected = { software: "Ocsol", version: 1, ...record(), sample: drawn };
  expect(JSON.parse(said)).toEqual(JSON.parse(JSON.stringify(expected)));
  const [[text]] = query("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/plain'") as [[string]];
  const facts = [
    "Avant : Ocsol ocsol-1 1.0, image ortho_2018-07-12.tif, 2018-07-12, seuil 4 m², © IGN – BD ORTHO®.",
    "0,32 m (8 fenêtres sur 9)",
    "0,30 m vers l’est et de -0,10 m vers le nord",
    "sur l’accord explicite",
    "rejetés 3 (",
    "graine 42, 2 strates",
    "EPSG:2154",
    "Relisez tout.",
  ];
  for (const fact of facts) expect(text).toContain(fact);
  expect(text).not.toMatch(/undefined|NaN/);
});

/** Every element of that name, at any depth. */
function elements(xml: string, name: string): XmlElement[] {
  const within = (element: XmlElement): XmlElement[] =>
    element.children.flatMap((child) =>
      child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...within(child)] : [],
    );
  return within(parseXml(xml).root!);
}

test.each([
  ["CHANGEMENT", "evolution", "2", "fill"],
  ["ECHANTILLON", "reponse", "0", "marker"],
] as const)("%s is drawn by %s, with a category for each value it may have", async (layer, column, shape, symbol) => {
  const { query } = await openDatabase(bytes);
  const [[qml, sld]] = query(`SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = '${layer}'`) as [
    [string, string],
  ];
  expect([qml, sld]).toEqual([qgisStyle(layer), sldStyle(layer)]);
  expect(elements(qml, "renderer-v2")[0]!.attributes).toMatchObject({ type: "categorizedSymbol", attr: column });
  expect(elements(qml, "layerGeometryType")[0]!.text).toBe(shape);
  expect(new Set(elements(qml, "symbol").map(({ attributes }) => attributes["type"]))).toEqual(new Set([symbol]));
  const categories = elements(qml, "category").map(({ attributes }) => attributes["value"]);
  const domain = query(
    `SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = '${column}' ORDER BY rowid`,
  ).flat();
  expect(categories).toEqual(domain);
  expect(elements(sld, "ogc:Literal").map(({ text }) => text)).toEqual(domain);
  expect(elements(sld, shape === "0" ? "se:PointSymbolizer" : "se:PolygonSymbolizer")).toHaveLength(domain.length);
  const held = query(`SELECT DISTINCT ${column} FROM ${layer}`).flat();
  expect(held.length).toBe(domain.length);
  expect(domain).toEqual(expect.arrayContaining(held));
});

const numbers = (text: string) =>
  text
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));

test("the table of flows adds up, by row, by column and in all", () => {
  const { figures } = ledger;
  const [header] = flowsCsv(figures, rfc4180).split("\r\n");
  expect(header).toBe(["avant / après", "libelle", ...figures.codes, "total_avant"].join());
  const rows = numbers(flowsCsv(figures, rfc4180)).map((cells) => [cells[0]!, ...cells.slice(2).map(Number)]) as [
    string,
    ...number[],
  ][];
  const total = rows.at(-1)!.slice(1) as number[];
  expect(rows.map(([code]) => code)).toEqual([...figures.codes, "total_apres"]);
  for (const [column, sum] of total.entries()) {
    const parts = rows.slice(0, -1).map((row) => row[column + 1] as number);
    // Each is rounded to the square metre by itself.
    expect(Math.abs(parts.reduce((all, part) => all + part, 0) - sum)).toBeLessThan(1e-4 * figures.codes.length);
  }
  expect(total.at(-1)).toBeCloseTo(figures.compared / 10_000, 4);
});

test("the table of land take says of zone and whole what their figures say", () => {
  const { figures } = ledger;
  const [zone] = ledger.figuresByZone([west]);
  const grounds = [
    { zone: "1", name: "=Ouest; UB", figures: zone! },
    { zone: "ensemble", name: "", figures },
  ];
  const rows = numbers(landTakeCsv(grounds, rfc4180));
  const [header] = landTakeCsv(grounds, rfc4180)
    .split("\r\n")
    .map((line) => line.split(","));
  const cell = (row: number, column: string) => Number(rows[row]![header!.indexOf(column)]);
  expect(rows.map(([number, name]) => [number, name])).toEqual([
    ["1", "'=Ouest; UB"],
    ["ensemble", ""],
  ]);
  for (const [row, { figures: said }] of grounds.entries()) {
    expect(cell(row, "artificialise")).toBeCloseTo(said.landTake.artificialised / 10_000, 4);
    expect(cell(row, "artif_nette")).toBeCloseTo(cell(row, "artificialise") - cell(row, "renature"), 3);
    for (const date of ["avant", "apres"]) {
      const parts = ["certain", "selon_usage", "jamais"].map((verdict) => cell(row, `artif_${verdict}_${date}`));
      expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - cell(row, "compare"))).toBeLessThan(3e-4);
    }
    const gain = cell(row, "artif_certain_apres") - cell(row, "artif_certain_avant");
    expect(Number.isFinite(gain)).toBe(true);
  }
  expect(landTakeCsv(grounds, frenchSpreadsheet)).toContain("ensemble;;");
});
