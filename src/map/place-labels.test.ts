import { expect, test } from "vitest";
import { placeLabels } from "./place-labels.ts";

/** A picture of 60 × 40: cover 1 on the left, 2 on the right, a thin strip of 3 between, no cover below. */
const [width, height] = [60, 40];
const covers = Uint8Array.from({ length: width * height }, (_, pixel) => {
  const x = pixel % width;
  if (Math.floor(pixel / width) >= 30) return 0;
  return x < 28 ? 1 : x < 32 ? 3 : 2;
});

test("a cover is named where there is room, in the middle, and only there", () => {
  const labels = placeLabels(covers, width, height, 6);
  expect(new Set(labels.map(({ cover }) => cover))).toEqual(new Set([1, 2]));
  for (const { x, y, cover } of labels) {
    expect(covers[y * width + x]).toBe(cover);
    // nothing of another cover within half a label
    for (const [dx, dy] of [
      [-3, 0],
      [3, 0],
      [0, -3],
      [0, 3],
    ] as const) {
      expect(covers[(y + dy) * width + x + dx]).toBe(cover);
    }
  }
});

test("the names of one cover keep apart", () => {
  const labels = placeLabels(new Uint8Array(200 * 200).fill(1), 200, 200, 6);
  expect(labels.length).toBeGreaterThan(3);
  for (const one of labels)
    for (const other of labels)
      if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(72);
});
