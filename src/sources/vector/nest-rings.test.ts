import { describe, expect, test } from "vitest";
import { knownCrs } from "../../core/geo/crs.ts";
import { nestRings } from "./nest-rings.ts";
import { crsFromWkt } from "./wkt.ts";

const square = (x: number, y: number, size: number): Float64Array =>
  Float64Array.of(x, y, x + size, y, x + size, y + size, x, y + size, x, y);
const turned = (ring: Float64Array): Float64Array =>
  Float64Array.from(ring, (_, at) => ring[ring.length - 2 - at + 2 * (at % 2)]!);

describe("rings", () => {
  const [land, lake, island, elsewhere] = [square(0, 0, 10), square(2, 2, 6), square(4, 4, 2), square(20, 0, 3)];

  test.each([
    ["as the format wants them", [land, turned(lake), island, elsewhere]],
    ["all turning the same way", [land, lake, island, elsewhere]],
    ["in any order", [island, elsewhere, lake, turned(land)]],
  ])("%s are land with a lake, the island in it and another land", (_, rings) => {
    const sizes = nestRings(rings).map((polygon) => polygon.map((ring) => Math.abs(ring[4]! - ring[0]!)));
    expect(sizes.sort()).toEqual([[10, 6], [2], [3]].sort());
  });

  test("a hole that touches the ring around it is in it", () => {
    expect(nestRings([land, square(0, 0, 4)])).toHaveLength(1);
  });

  test("neighbours with a common side are two polygons", () => {
    expect(nestRings([land, square(10, 0, 10)])).toHaveLength(2);
  });
});

test("every system Ocsol carries is known again by its own WKT, and by its name alone", () => {
  for (const { code, name, wkt } of knownCrs()) {
    expect(crsFromWkt(wkt)?.code).toBe(code);
    expect(crsFromWkt(`PROJCS["${name.replaceAll(/[/ -]+/g, "_")}",GEOGCS["any"]]`)?.code).toBe(code);
  }
});

test.each([
  ["RGF_1993_Lambert_93", 2154],
  ["RGF93_Lambert_93", 2154],
  ["RGF_1993_CC46", 3946],
  ["RGFG_1995_UTM_22N", 2972],
  ["WGS_1984_UTM_Zone_31N", 32631],
  ["WGS_1984_Web_Mercator_Auxiliary_Sphere", 3857],
  ["ETRS_1989_LAEA", 3035],
])("Esri's %s is EPSG:%i", (name, code) => {
  expect(crsFromWkt(`PROJCS["${name}",GEOGCS["GCS_any",DATUM["D_any"]]]`)?.code).toBe(code);
});

test("a system that Ocsol does not carry is not taken for another", () => {
  expect(crsFromWkt('PROJCS["OSGB_1936_British_National_Grid",GEOGCS["GCS_OSGB_1936"]]')).toBeUndefined();
  expect(crsFromWkt("")).toBeUndefined();
});
