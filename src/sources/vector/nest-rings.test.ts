import { describe, expect, test } from "vitest";
import { nestRings } from "./nest-rings.ts";

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
