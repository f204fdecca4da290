import { expect, test } from "vitest";
import { jeffreysLimits } from "./jeffreys.ts";

/** scipy.stats.beta.ppf([0.025, 0.975], count + 0.5, points - count + 0.5), SciPy's own digits */
test.each([
  [0, 1, 0, 0.85325368369],
  [0, 50, 0, 0.048758459444],
  [1, 50, 0.002166494175, 0.089680351057],
  [3, 20, 0.044131341975, 0.348577710858],
  [25, 50, 0.364686111383, 0.635313888617],
  [48, 50, 0.877821064413, 0.991595964861],
  [50, 50, 0.951241540556, 1],
  [313, 325, 0.938315122418, 0.979660045891],
  [1, 1500, 0.000071941165, 0.003111802459],
  [9000, 20000, 0.443112865683, 0.456901604675],
])("%i of %i, as SciPy has it", (count, points, low, high) => {
  const limits = jeffreysLimits(count, points);
  expect(limits[0]).toBeCloseTo(low, 10);
  expect(limits[1]).toBeCloseTo(high, 10);
});

test("says little of one point, and never less than was seen", () => {
  expect(jeffreysLimits(0, 1)[0]).toBe(0);
  expect(jeffreysLimits(0, 1)[1]).toBeGreaterThan(0.8);
  expect(jeffreysLimits(1, 1)[1]).toBe(1);
});
