import fc from "fast-check";
import { expect, test } from "vitest";
import { axisWeights, resample, resampleMask } from "./resample.ts";

const whole = (size: number, length: number, start: number, step: number) =>
  axisWeights({ length, start, step, imageSize: size, readStart: 0, readSize: size });

test("at the same resolution, pixels are copied", () => {
  const pixels = Uint8Array.from({ length: 3 * 4 * 2 }, (_, i) => i * 9);
  expect(resample(pixels, 3, 2, whole(3, 3, 0, 1), whole(4, 4, 0, 1))).toEqual(pixels);
});

test("halving averages each 2 × 2 square", () => {
  const pixels = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70);
  expect([...resample(pixels, 4, 1, whole(4, 2, 0, 2), whole(2, 1, 0, 2))]).toEqual([25, 45]);
});

test("past the edge the image is mirrored, and the mask is 0", () => {
  const pixels = Uint8Array.of(1, 2, 3);
  const x = whole(3, 7, -2, 1);
  const y = whole(1, 1, 0, 1);
  expect([...resample(pixels, 3, 1, x, y)]).toEqual([2, 1, 1, 2, 3, 3, 2]);
  expect([...resampleMask(Uint8Array.of(255, 255, 255), 3, x, y)]).toEqual([0, 0, 255, 255, 255, 0, 0]);
});

test("a flat image stays flat at any scale and offset", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.2, max: 4, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.integer({ min: 0, max: 255 }),
      (size, step, start, value) => {
        const axis = whole(size, 12, start, step);
        return resample(new Uint8Array(size * size).fill(value), size, 1, axis, axis).every((v) => v === value);
      },
    ),
  );
});
