import { describe, expect, test } from "vitest";
import type { EpsgCode } from "../../core/geo/crs.ts";
import { crsOfGeoKeys, type GeoKeys } from "./geokeys.ts";

const keys = (entries: Readonly<Record<number, number | string>>): GeoKeys =>
  new Map(Object.entries(entries).map(([key, value]) => [Number(key), value]));
const codeOf = (entries: Readonly<Record<number, number | string>>, assumed?: number) =>
  crsOfGeoKeys(keys(entries), assumed as EpsgCode | undefined, "a.tif").code;

const PROJECTED = { 1024: 1 };
const USER_DEFINED = { ...PROJECTED, 3072: 32767 };
const CONIC = { ...USER_DEFINED, 3075: 8, 3076: 9001, 3078: 49, 3079: 44, 3084: 3, 3085: 46.5 };
const LAMBERT_93 = { ...CONIC, 3086: 700000, 3087: 6600000 };

describe("crsOfGeoKeys", () => {
  test("by EPSG code, projected or geographic", () => {
    expect(codeOf({ ...PROJECTED, 3072: 2154, 2048: 4171 })).toBe(2154);
    expect(codeOf({ 1024: 2, 2048: 4326 })).toBe(4326);
  });

  test("by the projection's parameters, parallels in either order", () => {
    expect(codeOf(LAMBERT_93)).toBe(2154);
    expect(codeOf({ ...LAMBERT_93, 3078: 44, 3079: 49 })).toBe(2154);
    const zone = { 3078: 42.25, 3079: 43.75, 3084: 3, 3085: 43, 3086: 1700000, 3087: 2200000 };
    expect(codeOf({ ...LAMBERT_93, ...zone })).toBe(3943);
  });

  test("a UTM zone, by its number or spelled out, with the datum that the keys name", () => {
    const zone = { ...USER_DEFINED, 3074: 16031 };
    expect(codeOf({ ...zone, 2048: 4326 })).toBe(32631);
    expect(codeOf({ ...zone, 2048: 4258 })).toBe(25831);
    expect(() => codeOf(zone), "two ellipsoids would do").toThrow("crs-unknown");
    expect(() => codeOf({ ...zone, 2048: 4230 }), "ED50").toThrow("crs-unknown");
    const spelledOut = { ...USER_DEFINED, 3075: 1, 3080: -63, 3081: 0, 3082: 500000, 3083: 0, 3092: 0.9996 };
    expect(codeOf({ ...spelledOut, 2048: 32767, 2049: "RGAF09", 2056: 7019 })).toBe(5490);
    expect(codeOf({ ...spelledOut, 2048: 32767, 2059: 298.257223563 })).toBe(32620);
  });

  test("a citation does not override numbers", () => {
    expect(() => codeOf({ ...LAMBERT_93, 3087: 6600001, 1026: "RGF93 / Lambert-93" })).toThrow("crs-unknown");
  });

  test("parameters of another cone are not taken for Lambert-93", () => {
    expect(() => codeOf({ ...LAMBERT_93, 3087: 6600001 })).toThrow("crs-unknown");
    expect(() => codeOf({ ...LAMBERT_93, 3076: 9002 })).toThrow("crs-unknown");
  });

  test.each([
    ["EPSG:2154", 2154],
    ["epsg:2154", 2154],
    ["PCS Name = RGF93 / Lambert-93", 2154],
    ["RGF93_Lambert_93", 2154],
    ["RGF93 v1 / CC49", 3949],
    ["IGNF:RGF93CC45", 3945],
  ])("by the citation %s", (citation, code) => {
    expect(codeOf({ ...USER_DEFINED, 1026: citation })).toBe(code);
    expect(codeOf({ ...USER_DEFINED, 3073: citation })).toBe(code);
  });

  test("nothing said: missing, or what is assumed", () => {
    expect(() => codeOf({})).toThrow("crs-missing");
    expect(() => codeOf({ 1025: 1 })).toThrow("crs-missing");
    expect(codeOf({}, 2154)).toBe(2154);
  });

  test("a code we do not carry is an error even when another is assumed", () => {
    expect(() => codeOf({ ...PROJECTED, 3072: 27572 }, 2154)).toThrow("EPSG:27572");
  });

  test("something described that we cannot make out gives way to an assumption", () => {
    expect(() => codeOf({ ...USER_DEFINED, 1026: "local grid" })).toThrow("local grid");
    expect(codeOf({ ...USER_DEFINED, 1026: "local grid" }, 2154)).toBe(2154);
  });
});
