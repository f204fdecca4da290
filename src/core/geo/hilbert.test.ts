import { expect, test } from "vitest";
import { hilbertOrder, hilbertPlace } from "./hilbert.ts";

test("the curve goes through every cell once, from a cell to its neighbour", () => {
  const cells = Array.from({ length: 256 }, (_, at) => [at % 16, Math.floor(at / 16)] as const);
  const walk = cells.toSorted(([x, y], [u, v]) => hilbertPlace(4, x, y) - hilbertPlace(4, u, v));
  expect(cells.map(([x, y]) => hilbertPlace(4, x, y)).toSorted((a, b) => a - b)).toEqual(cells.map((_, at) => at));
  for (const [at, [x, y]] of walk.slice(1).entries()) {
    expect(Math.abs(x - walk[at]![0]) + Math.abs(y - walk[at]![1])).toBe(1);
  }
});

test("points in one place keep their order", () => {
  expect([...hilbertOrder(new Float64Array(10).fill(3))]).toEqual([0, 1, 2, 3, 4]);
});
