import { expect, test } from "vitest";
import { readInputOptions } from "./input-options.ts";

test("bands are counted from 1, as GDAL does", () => {
  expect(readInputOptions({ bands: "4,1,2", stretch: "-10, 2500.5", crs: "epsg:3949" })).toEqual({
    assumedCrs: 3949,
    rendering: { bands: [3, 0, 1], stretch: { low: -10, high: 2500.5 } },
  });
  expect(readInputOptions({})).toEqual({ assumedCrs: undefined, rendering: {} });
});

test.each([
  { crs: "27572" },
  { crs: "Lambert-93" },
  { bands: "" },
  { bands: "1,2" },
  { bands: "0,1,2" },
  { bands: "1,2,x" },
  { bands: "1,,3" },
  { stretch: "" },
  { stretch: "5" },
  { stretch: "9,9" },
  { stretch: "1,2,3" },
])("%j is refused", (values) => {
  expect(() => readInputOptions(values)).toThrow("argument-invalid");
});
