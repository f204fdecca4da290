import fc from "fast-check";
import { expect, test } from "vitest";
import { discFits } from "./disc-fits.ts";

type Corners = readonly (readonly [number, number])[];

const fits = (rings: readonly Corners[], radius: number): boolean =>
  discFits(
    rings.flatMap((ring) => ring.flatMap((corner, at) => [...corner, ...ring[(at + 1) % ring.length]!])),
    radius,
    0.95 * radius,
  );

const box = (width: number, height: number): Corners => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
];

const turned = (ring: Corners, angle: number): Corners =>
  ring.map(([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]);

test("into a strip that is wide enough, whichever way it lies and however long it is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      fc.double({ min: 3, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 7, noNaN: true }),
      (width, length, angle) => {
        fc.pre(Math.abs(width - 1.46) > 0.05); // between enough and the disc itself either answer is right
        expect(fits([turned(box(length, width), angle)], 0.75)).toBe(width > 1.46);
      },
    ),
  );
});

test("into the widest place only", () => {
  // two arms a metre wide meet: in the corner there is room for a disc of 1.17 m
  const angle: Corners = [
    [0, 0],
    [9, 0],
    [9, 1],
    [1, 1],
    [1, 9],
    [0, 9],
  ];
  expect([0.55, 0.58, 0.62, 0.75].map((radius) => fits([angle], radius))).toEqual([true, true, false, false]);
});

test("into what is left around holes", () => {
  const hole = (side: number): Corners => box(side, side).map(([x, y]) => [x + 5 - side / 2, y + 5 - side / 2]);
  expect([6, 7, 8].map((side) => fits([box(10, 10), hole(side)], 0.75))).toEqual([true, true, false]);
  // 1 m all around; in its corners there is room for a disc of 1.17 m
  expect([0.55, 0.65].map((radius) => fits([box(10, 10), hole(8)], radius))).toEqual([true, false]);
});

test("into a long path, or not", { timeout: 30_000 }, () => {
  // 1.3 to 1.4 m wide, a corner every metre, up a slope
  const side = (offset: number): Corners =>
    Array.from({ length: 801 }, (_, at) => [at, 0.7 * at + 3 * Math.sin(at / 40) + offset]);
  const path = [...side(0), ...side(1.6).toReversed()];
  expect([0.5, 0.75].map((radius) => fits([path], radius))).toEqual([true, false]);
});
