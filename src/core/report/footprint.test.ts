import { expect, test } from "vitest";
import { footprintOf } from "./footprint.ts";

test("a minute and ten megabytes, by hand", () => {
  const { wattHours, gramsCo2e } = footprintOf({ seconds: 60, downloadedBytes: 10e6 });
  // 15 W for a sixtieth of an hour is 0.25 Wh; 0.01 GB at 114 Wh is 1.14 Wh
  expect(wattHours.low).toBeCloseTo(0.25 + 1.14, 12);
  expect(wattHours.typical).toBeCloseTo(0.5 + 1.14, 12);
  expect(wattHours.high).toBeCloseTo(65 / 60 + 1.14, 12);
  expect(gramsCo2e.low).toBeCloseTo((1.39 * 32) / 1000, 12);
  expect(gramsCo2e.typical).toBeCloseTo((1.64 * 44) / 1000, 12);
  expect(gramsCo2e.high).toBeCloseTo(((65 / 60 + 1.14) * 56) / 1000, 12);
});

test("what came from the disk costs no network", () => {
  expect(footprintOf({ seconds: 0, downloadedBytes: 0 }).wattHours).toEqual({ low: 0, typical: 0, high: 0 });
});
