import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crsOf } from "../../core/geo/crs.ts";
import { librePreset } from "../../core/landcover/presets.ts";
import { writeGeopackage } from "../../export/geopackage-writer.ts";
import { MemorySink } from "../../export/geotiff/memory-sink.ts";
import { exporterOf } from "../../export/registry.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { bytesAsFile } from "./local-file.ts";
import { openSide } from "./read-side.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-side-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Squares of 10 m in Lambert-93, one a kilometre to the east of the other. */
function squares(...properties: readonly object[]): string {
  const features = properties.map((values, index) => {
    const [x, y] = [700_000 + 1000 * index, 6_600_000];
    const ring = [[x, y], [x + 10, y], [x + 10, y + 10], [x, y + 10], [x, y]]; // biome-ignore format: a ring on a line
    return { type: "Feature", properties: values, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  return JSON.stringify({ type: "FeatureCollection", crs, features });
}

const ogr = (...args: string[]) => execFileSync("ogr2ogr", args, { cwd: folder, stdio: "pipe" });
const files = (...names: string[]) =>
  names.map((name) => bytesAsFile(name, new Uint8Array(readFileSync(join(folder, name)))));
const beginning = (start: string) => readdirSync(folder).filter((name) => name.startsWith(start));

const lambert93 = crsOf(2154)!;
const firstSquare = { bounds: [699_900, 6_599_900, 700_100, 6_600_100], crs: lambert93 } as const;

describe.skipIf(gdalMissing !== false)(`somebody else's maps (${gdalMissing})`, () => {
  beforeAll(() => {
    const ocsge = squares(
      { code_cs: "CS1.1.1.1", code_us: "US5", millesime: "2021" },
      { code_cs: "CS2.2.1", code_us: null, millesime: "2021" },
    );
    writeFileSync(join(folder, "ocsge.geojson"), ocsge);
    writeFileSync(
      join(folder, "cosia.geojson"),
      squares({ numero: 12, classe: "Pelouse" }, { numero: 99, classe: "?" }),
    );
    ogr("ocsge.gpkg", "ocsge.geojson", "-nln", "OCCUPATION_SOL");
    ogr("-t_srs", "EPSG:3857", "mercator.gpkg", "ocsge.geojson", "-nln", "OCCUPATION_SOL");
    ogr("CoSIA_D034_2018.shp", "cosia.geojson");
  });

  test("an OCS GE says its year and where it lies, and is read by extent", async () => {
    for (const name of ["ocsge.gpkg", "ocsge.geojson"]) {
      const { facts, read } = await openSide(files(name));
      expect(facts).toMatchObject({
        kind: "ocsge",
        file: name,
        millesime: "2021",
        date: "2021",
        epsg: 2154,
        model: "",
      });
      expect(facts.bounds).toEqual([700_000, 6_600_000, 701_010, 6_600_010]);
      const side = await read(firstSquare);
      expect(side).toMatchObject({ kind: "zones", crs: lambert93, covers: ["CS1.1.1.1"], uses: ["US5"] });
    }
  });

  test("in another system it is read in the one that is asked for", async () => {
    const { facts, read } = await openSide(files("mercator.gpkg"));
    expect(facts.epsg).toBe(3857);
    const side = await read(firstSquare);
    if (side.kind !== "zones") throw new Error(side.kind);
    const [x, y] = side.zones[0]!.polygons[0]![0]!;
    expect(Math.hypot(x! - 700_000, y! - 6_600_000)).toBeLessThan(15);
    expect(side.covers).toHaveLength(1);
  });

  test("a CoSIA has its year in its name, and classes that it does not know are none", async () => {
    const { facts, read } = await openSide(files(...beginning("CoSIA_D034_2018.")));
    expect(facts).toMatchObject({ kind: "cosia", millesime: "2018", epsg: 2154, resolutionMetres: undefined });
    const side = await read({ bounds: facts.bounds, crs: lambert93 });
    expect(side).toMatchObject({ kind: "zones", numeros: [12, null], uses: [null, null] });
  });
});

const options = {
  millesime: "2021",
  model: "ocsol-1 1.0",
  image: "drone_20210712.tif",
  preset: librePreset(50),
  simplifyMetres: 0.4,
  squareBuildings: true,
  created: "2026-11-22T10:00:00Z",
};

async function resultBytes() {
  const map = await surveyedPicture(["1122", "1122"]);
  const sink = new MemorySink();
  await writeGeopackage(map, options, sink, () => {});
  return { map, bytes: sink.bytes() };
}

test("a result says how it was made, and is read with its codes", async () => {
  const { map, bytes } = await resultBytes();
  const { facts, read } = await openSide([bytesAsFile("2021.gpkg", bytes)]);
  expect(facts).toMatchObject({
    kind: "result",
    file: "2021.gpkg",
    image: "drone_20210712.tif",
    date: "2021-07-12",
    model: "ocsol-1 1.0",
    preset: librePreset(50),
    simplifyMetres: 0.4,
    squareBuildings: true,
    epsg: map.grid.crs.code,
    resolutionMetres: map.grid.gsdMetres,
    synthetic: false,
  });
  const side = await read({ bounds: facts.bounds, crs: lambert93 });
  expect(side.kind === "map" && side.map.covers).toEqual(map.covers);
});

test("Ocsol's other exports are known for its own: model, image, day and confidence, not how they were made", async () => {
  const { map } = await resultBytes();
  for (const format of ["shapefile", "geojson-projected"]) {
    const exporter = exporterOf(format);
    const sink = new MemorySink();
    await exporter.write(map, options, sink, () => {});
    const { facts, read } = await openSide([bytesAsFile(`ocsol_2021${exporter.extension}`, sink.bytes())]);
    expect(facts, format).toMatchObject({
      kind: "export",
      image: "drone_20210712.tif",
      date: "2021-07-12",
      model: "ocsol-1 1.0",
      preset: undefined,
      resolutionMetres: undefined,
    });
    const side = await read({ bounds: facts.bounds, crs: lambert93 });
    if (side.kind !== "zones") throw new Error(side.kind);
    expect(side.covers, format).toEqual(map.covers);
    expect(side.preset).toBeUndefined();
    const known = Array.from(map.faces.confidence, (value) => expect.closeTo(value, 4));
    expect(side.confidence, format).toEqual(known);
  }
});

test("a GeoPackage that is cut short or damaged is said to be", async () => {
  const { bytes } = await resultBytes();
  for (const length of [bytes.length - 1, Math.floor(bytes.length / 2), 5000, 60]) {
    const cut = bytesAsFile("2021.gpkg", bytes.slice(0, length));
    await expect(openSide([cut]), String(length)).rejects.toMatchObject({
      tag: "file-truncated",
      fields: { file: "2021.gpkg" },
    });
  }
  const damaged = bytes.slice();
  damaged.fill(0xff, 100, 4096); // the table of tables
  await expect(openSide([bytesAsFile("2021.gpkg", damaged)])).rejects.toMatchObject({ tag: "file-unreadable" });
});

test("what is no map of land cover is refused by name", async () => {
  const parcels = bytesAsFile("parcelles.geojson", new TextEncoder().encode(squares({ numero: 12, section: "A" })));
  await expect(openSide([parcels])).rejects.toMatchObject({
    tag: "side-not-a-map",
    fields: { file: "parcelles.geojson" },
  });
});
