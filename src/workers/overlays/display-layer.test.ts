import { expect, test } from "vitest";
import { crsOf } from "../../core/geo/crs.ts";
import type { Grid } from "../../core/raster/grid.ts";
import type { Shape } from "../../sources/vector/zone-layer.ts";
import { displayLayer, featuresIn, isAt } from "./display-layer.ts";
import { namePlace } from "./place-name.ts";

const crs = crsOf(2154)!;
/** Half a metre a pixel: 100 m are 200 pixels. */
const grid: Grid = {
  width: 1000,
  height: 1000,
  affine: [0.5, 0, 700_000, 0, -0.5, 6_600_000],
  crs,
  bands: 3,
  gsdMetres: 0.5,
};
const path = (...places: readonly (readonly [number, number])[]) =>
  Float64Array.from(places.flatMap(([x, y]) => [700_000 + x, 6_600_000 - y]));
const none: Shape = { polygons: [], lines: [], points: [] };
const layerOf = (...shapes: readonly Partial<Shape>[]) =>
  displayLayer({ name: "", crs, features: shapes.map((shape) => ({ properties: {}, ...none, ...shape })) }, grid);

/** A square of 100 m with a hole of 20 m in its middle. */
const withHole = {
  polygons: [
    [path([0, 0], [100, 0], [100, 100], [0, 100], [0, 0]), path([40, 40], [40, 60], [60, 60], [60, 40], [40, 40])],
  ],
};
/** The letter U: its middle is outside. */
const letter = {
  polygons: [[path([0, 0], [20, 0], [20, 80], [60, 80], [60, 0], [100, 0], [100, 100], [0, 100], [0, 0])]],
};
const line = { lines: [path([0, 0], [100, 0])] };

test("a place is in a polygon, and not in its hole", () => {
  const [feature] = layerOf(withHole).features;
  const inside = [
    [20, 20],
    [100, 100],
    [201, 20],
  ].map(([column, row]) => isAt(feature!, column!, row!, 0));
  expect(inside).toEqual([true, false, false]);
});

test("a line and a point are hit within reach", () => {
  const [road, tree] = layerOf(line, { points: [...path([50, 50])] }).features;
  expect([4, 6].map((row) => isAt(road!, 100, row, 5))).toEqual([true, false]);
  expect(isAt(road!, 206, 0, 5)).toBe(false); // beyond its end
  expect([103, 106].map((column) => isAt(tree!, column, 100, 5))).toEqual([true, false]);
});

test("features are found by their boxes, with a margin", () => {
  const layer = layerOf(withHole, { points: [...path([300, 300])] });
  expect(featuresIn(layer, { column: 150, row: 150, width: 10, height: 10 }, 0)).toEqual([0]);
  expect(featuresIn(layer, { column: 610, row: 590, width: 10, height: 10 }, 20)).toEqual([1]);
  expect(featuresIn(layer, { column: 640, row: 590, width: 10, height: 10 }, 20)).toEqual([]);
});

test("a name stands in its polygon whatever its form, and on the middle of a line", () => {
  const nameOf = (shape: Partial<Shape>) => {
    const { features, boxes } = layerOf(shape);
    const [left, top, right, bottom] = boxes;
    return { feature: features[0]!, at: namePlace(features[0]!, [left!, top!, right!, bottom!])! };
  };
  for (const shape of [withHole, letter]) {
    const { feature, at } = nameOf(shape);
    expect(isAt(feature, ...at, 0)).toBe(true);
  }
  expect(nameOf(letter).at[0]).toBeCloseTo(160); // in the wider of its legs
  expect(nameOf(line).at).toEqual([100, 0]);
});
