import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAppError } from "../core/errors.ts";
import { gdalMissing, layerSummary } from "../testing/ogr.ts";
import { runCli } from "../testing/run-cli.ts";
import { readOutput } from "./output-options.ts";

test.each([
  ["a.gpkg", undefined, "geopackage"],
  ["a.zip", undefined, "shapefile"],
  ["a.geojson", undefined, "geojson"],
  ["a.geojson", "4326", "geojson"],
  ["a.GeoJSON", "EPSG:2154", "geojson-projected"],
  ["a.fgb", "2154", "flatgeobuf"],
  ["a.parquet", undefined, "geoparquet"],
  ["a.csv", undefined, "csv"],
])("--out %s --out-crs %s is %s", (out, crs, id) => {
  const output = readOutput({ out, "out-crs": crs }, "");
  expect(output.exporter.id).toBe(id);
  expect(output.crs?.code).toBe(crs && Number(crs.replace("EPSG:", "")));
});

test.each([
  [{ out: "a.dwg" }, ".gpkg, .zip, .geojson, .fgb, .parquet, .csv"],
  [{}, "--out : usage"],
  [{ out: "a.gpkg", "out-crs": "27572" }, "--out-crs 27572"],
])("%o is refused", (values, said) => {
  expect(() => readOutput(values, "usage")).toThrow(
    expect.toSatisfy((error) => isAppError(error, "argument-invalid") && error.fields.detail.includes(said)),
  );
});

test.skipIf(gdalMissing)(
  `a map is written in the system asked for (skipped: ${gdalMissing || "no"})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "ocsol-output-"));
    try {
      const place = ["-a_srs", "EPSG:2154", "-a_ullr", "700000", "6300000", "700008", "6299992"];
      const create = ["-q", "-outsize", "40", "40", "-bands", "1", "-burn", "5", "-ot", "Byte", ...place];
      execFileSync("gdal_create", [...create, join(folder, "classes.tif")]);
      const run = runCli(folder, ..."polygonise classes.tif --out map.zip --out-crs EPSG:3944".split(" "));
      expect(run).toMatchObject({ status: 0, stderr: "" });
      const summary = layerSummary(`/vsizip/${join(folder, "map.zip")}`, "OCCUPATION_SOL");
      expect(summary).toContain('ID["EPSG",3944]]\nData axis');
      expect(summary).toContain("Feature Count: 1\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
