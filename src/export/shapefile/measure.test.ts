import { expect, test } from "vitest";
import { crsOf } from "../../core/geo/crs.ts";
import type { Layer } from "../layers.ts";
import { measureLayer } from "./measure.ts";

test("a column of reals holds its decimals even where all is unknown", async () => {
  const field = { title: "", description: "" };
  const layer: Layer = {
    name: "OCCUPATION_SOL",
    description: "",
    crs: crsOf(2154)!,
    fields: [
      { ...field, name: "unknown", type: "real" },
      { ...field, name: "known", type: "real" },
      { ...field, name: "text", type: "text" },
    ],
    count: 2,
    polygon: () => [Float64Array.of(0, 0, 1, 1, 1, 0, 0, 0)],
    row: (index) => [null, 12 * index, null],
  };
  const { widths } = await measureLayer(layer, () => {});
  expect(widths).toEqual(["0.0000".length, "12.0000".length, 1]);
});
