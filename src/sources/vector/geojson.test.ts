import { describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { measurePolygons } from "../../core/vector/measure.ts";
import { readGeojson } from "./geojson.ts";
import { nameOf, zoneOf } from "./zone-layer.ts";

const lambert93 = crsOf(2154)!;
const square = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
];
const hole = [
  [2, 2],
  [8, 2],
  [8, 8],
  [2, 8],
  [2, 2],
];
const crs = (name: string) => ({ type: "name", properties: { name } });
const read = (content: object) => readGeojson(JSON.stringify(content), "zones.geojson");

describe("a file", () => {
  test.each([
    [{ type: "Polygon", coordinates: [square] }, 1],
    [{ type: "Feature", properties: null, geometry: { type: "Polygon", coordinates: [square, hole] } }, 1],
    [{ type: "MultiPolygon", coordinates: [[square], [square, hole]] }, 2],
    [
      {
        type: "GeometryCollection",
        geometries: [
          { type: "Point", coordinates: [1, 1] },
          { type: "Polygon", coordinates: [square] },
        ],
      },
      1,
    ],
  ])("of a single thing is a layer: %j", (content, polygons) => {
    const { features, crs } = read(content);
    expect(features).toHaveLength(1);
    expect(features[0]!.polygons).toHaveLength(polygons);
    expect(crs.code).toBe(4326);
  });

  test("of features keeps those that lie somewhere, and their properties", () => {
    const { features } = read({
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { a: 1 }, geometry: { type: "Point", coordinates: [1, 1] } },
        { type: "Feature", properties: { a: 2 }, geometry: null },
        { type: "Feature", properties: { a: 3 }, geometry: { type: "Polygon", coordinates: [square] } },
      ],
    });
    expect(features.map(({ properties }) => properties)).toEqual([{ a: 1 }, { a: 3 }]);
  });

  test("has points and lines as they are", () => {
    const path = [
      [1, 2, 30],
      [3, 4, 30],
    ];
    const points = [
      { type: "Point", coordinates: path[0] },
      { type: "MultiPoint", coordinates: path },
    ];
    const lines = [
      { type: "LineString", coordinates: path },
      { type: "MultiLineString", coordinates: [path, path] },
    ];
    const { features } = read({ type: "GeometryCollection", geometries: [...points, ...lines] });
    expect(features).toHaveLength(1);
    expect(features[0]!.points).toEqual([1, 2, 1, 2, 3, 4]);
    expect(features[0]!.lines.map((line) => [...line])).toEqual(Array(3).fill([1, 2, 3, 4]));
    expect(features[0]!.polygons).toEqual([]);
  });

  test("with heights is read without them", () => {
    const { features } = read({ type: "Polygon", coordinates: [square.map(([x, y]) => [x, y, 99])] });
    expect([...features[0]!.polygons[0]![0]!]).toEqual(square.flat());
  });

  test.each([
    ["EPSG:2154", 2154],
    ["urn:ogc:def:crs:EPSG::2154", 2154],
    ["urn:ogc:def:crs:EPSG:9.8.1:3946", 3946],
    ["http://www.opengis.net/def/crs/EPSG/0/4326", 4326],
    ["urn:ogc:def:crs:OGC:1.3:CRS84", 4326],
  ])("that says %s is in EPSG:%i", (name, code) => {
    expect(read({ type: "Polygon", coordinates: [square], crs: crs(name) }).crs.code).toBe(code);
  });

  test("in a system that we do not know is refused by name", () => {
    expect(() => read({ type: "Polygon", coordinates: [square], crs: crs("EPSG:27700") })).toThrow(
      expect.toSatisfy((error) => isAppError(error, "zone-crs-unknown")),
    );
  });

  test.each([
    ["no JSON", "Bonjour"],
    ["no numbers", '{"type":"Polygon","coordinates":[[["a",1]]]}'],
  ])("with %s is refused", (_, text) => {
    expect(() => readGeojson(text, "zones.geojson")).toThrow(
      expect.toSatisfy((error) => isAppError(error, "file-not-a-zone-layer")),
    );
  });
});

test.each(['{"type":"Feature","geometry":null}', "[1, 2]"])("%s has nothing that lies anywhere", (text) => {
  expect(() => readGeojson(text, "zones.geojson")).toThrow(
    expect.toSatisfy((error) => isAppError(error, "zones-missing")),
  );
});

describe("a zone", () => {
  test("has closed rings, whatever the file has, and the area between them, whichever way they turn", () => {
    const open = square.slice(1).reverse();
    const { features } = read({ type: "Polygon", crs: crs("EPSG:2154"), coordinates: [open, hole] });
    const { polygons } = zoneOf(features[0]!, lambert93, lambert93);
    expect(polygons[0]!.map((ring) => ring.length)).toEqual([10, 10]);
    expect(measurePolygons(polygons, lambert93).planimetric).toBe(64);
  });

  test("in longitude and latitude is where PROJ puts it in Lambert-93", () => {
    const { features, crs: from } = read({
      type: "Polygon",
      coordinates: [[[3, 46.5], [3.01, 46.5], [3.01, 46.51], [3, 46.5]]], // biome-ignore format: one ring
    });
    const [x, y] = zoneOf(features[0]!, from, lambert93).polygons[0]![0]!;
    expect(x).toBeCloseTo(700_000, 6);
    expect(y).toBeCloseTo(6_600_000, 6);
  });

  test.each([
    [{ LIBELLE: "UB", id: 4 }, "UB"],
    [{ section: "AB", numero: 12 }, "12"],
    [{ x: null, typezone: "N" }, "N"],
    [{}, "3"],
  ])("called %j is %s", (properties, name) => {
    expect(nameOf({ properties, polygons: [] }, 2)).toBe(name);
  });
});
