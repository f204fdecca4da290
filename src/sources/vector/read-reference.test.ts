import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { OTHER_CODE } from "../../core/landcover/comparison.ts";
import { measurePolygons } from "../../core/vector/measure.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { bytesAsFile } from "./local-file.ts";
import { readReference } from "./read-reference.ts";
import { recogniseLayer } from "./recognise-layer.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-reference-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Squares of 10 m in Lambert-93, one a kilometre to the east of the other, with a column for each of `columns`. */
function squares(columns: Readonly<Record<string, readonly unknown[]>>): string {
  const [first = []] = Object.values(columns);
  const features = first.map((_, index) => {
    const [x, y] = [700_000 + 1000 * index, 6_600_000];
    const ring = [[x, y], [x + 10, y], [x + 10, y + 10], [x, y + 10], [x, y]]; // biome-ignore format: a ring on a line
    const properties = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index]]));
    return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  return JSON.stringify({ type: "FeatureCollection", crs, features });
}

const ogr = (...args: string[]) => execFileSync("ogr2ogr", args, { cwd: folder, stdio: "pipe" });
const files = (...names: string[]) =>
  names.map((name) => bytesAsFile(name, new Uint8Array(readFileSync(join(folder, name)))));

const lambert93 = crsOf(2154)!;
const around: Bounds = [699_900, 6_599_900, 701_100, 6_600_100];
const within = { bounds: around, crs: lambert93 };

describe.skipIf(gdalMissing !== false)(`by its columns (${gdalMissing})`, () => {
  beforeAll(() => {
    const ocsge = { code_cs: ["CS1.1.1.1", "CS2.2.1", "CS1.2.2"], code_us: ["US5", "US9", null] };
    writeFileSync(join(folder, "ocsge.geojson"), squares(ocsge));
    writeFileSync(join(folder, "cosia.geojson"), squares({ numero: [12, 1], classe: ["Pelouse", "Bâtiment"] }));
    writeFileSync(join(folder, "parcels.geojson"), squares({ numero: [12, 13], section: ["A", "B"] }));
    // As delivered: another layer comes first.
    ogr("ocsge.gpkg", "parcels.geojson", "-nln", "ZONE_CONSTRUITE");
    ogr("-update", "ocsge.gpkg", "ocsge.geojson", "-nln", "OCCUPATION_SOL");
    ogr("cosia.gpkg", "cosia.geojson");
    ogr("parcels.gpkg", "parcels.geojson");
    ogr("-sql", "SELECT code_cs AS CODE_CS, code_us AS CODE_US FROM ocsge", "OCS.shp", "ocsge.geojson");
    ogr("-sql", "SELECT code_cs AS CODE_CS FROM ocsge", "-f", "ESRI Shapefile", "ocs.shz", "ocsge.geojson");
  });

  const beginning = (start: string) => readdirSync(folder).filter((name) => name.startsWith(start));
  const shapefile = () => beginning("OCS.");

  test("an OCS GE is known, whatever file it is in", async () => {
    expect(await recogniseLayer(files("ocsge.gpkg"))).toEqual({
      kind: "ocsge",
      path: ["ocsge.gpkg"],
      table: "OCCUPATION_SOL",
    });
    expect((await recogniseLayer(files(...shapefile()))).kind).toBe("ocsge");
    expect((await recogniseLayer(files("ocs.shz"))).kind).toBe("ocsge");
    expect((await recogniseLayer(files("ocsge.geojson"))).kind).toBe("ocsge");
    expect(await recogniseLayer(files("cosia.gpkg"))).toEqual({ kind: "cosia", path: ["cosia.gpkg"], table: "cosia" });
  });

  test("parcels, which have numbers too, and what is no layer are areas", async () => {
    expect(await recogniseLayer(files("parcels.gpkg"))).toEqual({ kind: "area" });
    expect(await recogniseLayer(files("parcels.geojson"))).toEqual({ kind: "area" });
    expect(await recogniseLayer([bytesAsFile("x.gpkg", Uint8Array.of(1, 2, 3))])).toEqual({ kind: "area" });
  });

  test("what touches the ground is read, with codes, and the uses that there are", async () => {
    for (const name of [["ocsge.gpkg"], shapefile()]) {
      const { nomenclature, zones, codes, uses } = await readReference(files(...name), within);
      expect(nomenclature).toBe("ocsge");
      expect(codes).toEqual(["CS1.1.1.1", "CS2.2.1"]);
      expect(uses).toEqual(["US5", null]); // there is no US9
      expect(zones.map(({ polygons }) => measurePolygons(polygons, lambert93).planimetric)).toEqual([100, 100]);
    }
    const { codes, uses } = await readReference(files("cosia.gpkg"), within);
    expect(codes).toEqual(["12", "1"]);
    expect(uses).toEqual([null, null]);
  });

  test("of several layers in an archive, or beside each other, the one that was recognised is read", async () => {
    writeFileSync(join(folder, "A_ZONE_CONSTRUITE.geojson"), squares({ id: ["a", "b"] }));
    ogr("A_ZONE.shp", "A_ZONE_CONSTRUITE.geojson");
    execFileSync("zip", ["-q", "two.zip", "A_ZONE_CONSTRUITE.geojson", "ocsge.geojson"], { cwd: folder });
    execFileSync("zip", ["-q", "shapes.zip", ...beginning("A_ZONE."), ...shapefile()], { cwd: folder });
    execFileSync("zip", ["-q", "nested.zip", "A_ZONE_CONSTRUITE.geojson", "ocsge.gpkg", "two.zip"], { cwd: folder });
    for (const names of [
      ["two.zip"],
      ["shapes.zip"],
      ["nested.zip"],
      ["A_ZONE_CONSTRUITE.geojson", "ocsge.geojson"],
      [...beginning("A_ZONE."), ...shapefile()],
    ]) {
      const { codes } = await readReference(files(...names), within);
      expect(codes, names.join()).toEqual(["CS1.1.1.1", "CS2.2.1"]);
    }
  });

  test("a column of anything is one class more, an empty one is refused", async () => {
    const many = Array.from({ length: 400 }, (_, index) => `zone ${index}`);
    writeFileSync(join(folder, "many.geojson"), squares({ code_cs: ["CS2.2.1", ...many] }));
    const everywhere = { ...within, bounds: [0, 6_000_000, 2_000_000, 7_000_000] as Bounds };
    const { codes } = await readReference(files("many.geojson"), everywhere);
    expect(codes).toHaveLength(401);
    expect(new Set(codes)).toEqual(new Set(["CS2.2.1", OTHER_CODE]));
    writeFileSync(join(folder, "empty.geojson"), squares({ code_cs: [null, ""] }));
    await expect(readReference(files("empty.geojson"), within)).rejects.toMatchObject({
      tag: "file-not-a-zone-layer",
      fields: { detail: "code_cs" },
    });
  });

  test("one of somewhere else is refused", async () => {
    const elsewhere = { bounds: [0, 0, 10, 10] as Bounds, crs: lambert93 };
    await expect(readReference(files("ocsge.gpkg"), elsewhere)).rejects.toSatisfy((error) =>
      isAppError(error, "area-elsewhere"),
    );
  });
});
