import { expect, test } from "vitest";
import { isAppError } from "../core/errors.ts";
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
