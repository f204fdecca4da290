import { expect, test } from "vitest";
import type { ClassWindow } from "../core/raster/window.ts";
import { isUnsure, stripeAt } from "./hatch.ts";
import { classPalette, type Hatch, valueWords } from "./paint.ts";

const SIZE = 32;
const window: ClassWindow = {
  width: SIZE,
  height: SIZE,
  classes: new Uint8Array(SIZE * SIZE).fill(9),
  confidence: new Uint8Array(SIZE * SIZE).fill(100), // 0.39
};
const hatch = (column: number, row: number, below = 0.5): Hatch => ({ below, column, row });
const palette = classPalette("official", new Set());
const plain = valueWords(window, window.classes, palette)[0]!;

/** Which pixels of a tile that begins at column, row are not the class's own colour. */
const striped = (column: number, row: number, part: ClassWindow = window): boolean[] =>
  Array.from(valueWords(part, part.classes, palette, 1, hatch(column, row)), (word) => word !== plain);

test("a quarter of what is unsure is striped, the rest keeps its colour: nothing is hidden", () => {
  expect(striped(0, 0).filter(Boolean)).toHaveLength((SIZE * SIZE) / 4);
});

test("stripes of neighbouring tiles join", () => {
  const whole = (column: number, row: number) => stripeAt(column, row) > 0;
  for (const [left, top] of [
    [0, 0],
    [SIZE, 0],
    [0, SIZE],
    [13 * SIZE, 7 * SIZE],
  ] as const) {
    const expected = Array.from({ length: SIZE * SIZE }, (_, at) =>
      whole(left + (at % SIZE), top + Math.floor(at / SIZE)),
    );
    expect(striped(left, top)).toEqual(expected);
  }
});

test("only what is below the threshold is striped; no confidence at all is not low confidence", () => {
  expect([1, 127, 128, 255, 0].map((value) => isUnsure(value, 0.5))).toEqual([true, true, false, false, false]);
  const half = { ...window, confidence: window.confidence.map((_, at) => (at % SIZE < SIZE / 2 ? 100 : 200)) };
  const marks = striped(0, 0, half);
  expect(marks.filter((mark, at) => mark && at % SIZE >= SIZE / 2)).toHaveLength(0);
  expect(marks.filter(Boolean)).toHaveLength((SIZE * SIZE) / 8);
});

test("hidden classes and no data have no stripes", () => {
  const hidden = classPalette("official", new Set([9]));
  expect(new Set(valueWords(window, window.classes, hidden, 1, hatch(0, 0)))).toEqual(new Set([0]));
});

test("enlarged, a pixel is a square of its colour and stripes keep their width", () => {
  const one: ClassWindow = {
    width: 2,
    height: 1,
    classes: Uint8Array.of(1, 9),
    confidence: Uint8Array.of(255, 100),
  };
  const words = valueWords(one, one.classes, palette, 16, hatch(0, 0));
  expect(words).toHaveLength(32 * 16);
  const left = Array.from(words).filter((_, at) => at % 32 < 16);
  expect(new Set(left)).toEqual(new Set([valueWords(one, one.classes, palette)[0]!]));
  const right = Array.from(words).filter((_, at) => at % 32 >= 16);
  expect(right.filter((word) => word !== plain)).toHaveLength((16 * 16) / 4);
});
