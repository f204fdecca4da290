import { expect, test } from "vitest";
import { picture } from "../../testing/pictures.ts";
import type { PlanarMap } from "./coverage.ts";
import { crossingArcs } from "./crossings.ts";
import { trace } from "./trace.ts";

/** The map with the points at (x, y) moved to (toX, toY). */
const moved = (map: PlanarMap, [x, y]: [number, number], [toX, toY]: [number, number]): PlanarMap => {
  const points = Int32Array.from(map.arcs.points);
  for (let at = 0; at < points.length; at += 2)
    if (points[at] === x && points[at + 1] === y) points.set([toX, toY], at);
  return { ...map, arcs: { ...map.arcs, points } };
};

const island = () => trace(picture(["111111", "122111", "122131", "111111"]));

test("a traced map has none", async () => {
  expect(crossingArcs(await island())).toEqual([]);
  expect(crossingArcs(await trace(picture(["1212", "2121", "1212"])))).toEqual([]);
});

test.each([
  ["a corner beyond another border", [3, 1], [5, 4], 2],
  ["a corner on another border", [3, 1], [4, 2], 2],
  ["a corner over the opposite side", [3, 1], [0, 3], 2],
  ["a corner on a corner", [3, 1], [4, 3], 2],
  ["a side laid on its neighbour", [3, 3], [3, 0], 1],
] as const)("sees %s", async (_, from, to, least) => {
  const map = moved(await island(), [...from], [...to]);
  expect(crossingArcs(map).length).toBeGreaterThanOrEqual(least);
});

test("sees two arcs between the same nodes become the same line", async () => {
  const map = await trace(picture(["111", "323", "222"]));
  expect(crossingArcs(map)).toEqual([]);
  expect(crossingArcs(moved(map, [1, 1], [1, 2])).length).toBeGreaterThan(0);
});
