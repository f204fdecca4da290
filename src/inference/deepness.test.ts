import { expect, test } from "vitest";
import { isAppError } from "../core/errors.ts";
import type { GraphFacts } from "../core/models/description.ts";
import { readDeepness } from "./deepness.ts";

const graph: GraphFacts = {
  input: { name: "image", type: "float32", layout: "nchw" },
  windowPx: undefined,
  output: { name: "logits", kind: "logits" },
  channels: 2,
};

const complete = {
  model_type: '"Segmentor"',
  class_names: '{"0": "building", "1": "Surface eau"}',
  resolution: "20",
  tile_size: "512",
  tiles_overlap: "25",
  standardization_mean: "[0.5, 0.25, 0]",
  standardization_std: "[0.2, 0.4, 1]",
};

const read = (metadata: Record<string, string>, facts: Partial<GraphFacts> = {}) =>
  readDeepness(new Map(Object.entries(metadata)), { ...graph, ...facts }, "a.onnx");

function refusal(metadata: Record<string, string>, facts: Partial<GraphFacts> = {}): unknown {
  try {
    return read(metadata, facts);
  } catch (error) {
    return isAppError(error) ? error.fields : error;
  }
}

test("all that Deepness writes, in our units: metres, 0–255 values, half an overlap on each side", () => {
  expect(read(complete)).toEqual({
    known: {
      normalisation: { inGraph: false, mean: [127.5, 63.75, 0], std: [51, 102, 255] },
      resolutionMetres: 0.2,
      windowPx: 512,
      haloPx: 64,
    },
    channels: [
      { label: "building", numero: 1 },
      { label: "Surface eau", numero: 6 },
    ],
  });
});

test("both spellings of the tile's size", () => {
  const { tile_size, ...without } = complete;
  expect(read(without)?.known.windowPx).toBeUndefined();
  expect(read({ ...without, tiles_size: "256" })?.known.windowPx).toBe(256);
  expect(read({ ...without, tile_size })?.known.windowPx).toBe(512);
});

test("without standardisation values go from 0 to 1, as in Deepness; bytes stay bytes", () => {
  const { standardization_mean: _, standardization_std: __, ...without } = complete;
  expect(read(without)?.known.normalisation).toEqual({ inGraph: false, mean: [0, 0, 0], std: [255, 255, 255] });
  const bytes = { name: "image", type: "uint8", layout: "nhwc" } as const;
  expect(read(without, { input: bytes })?.known.normalisation).toMatchObject({ inGraph: true });
});

test("Python literals and bare text, as older exporters wrote them; names no one knows are left to the user", () => {
  const found = read({ ...complete, model_type: "segmentor", class_names: "{0: 'verger', 1: 'autre'}" });
  expect(found?.channels).toEqual([
    { label: "verger", numero: undefined },
    { label: "autre", numero: null },
  ]);
});

test("a file that says nothing of Deepness is none of its", () => {
  expect(read({})).toBeUndefined();
  expect(read({ names: "{0: 'car', 1: 'boat'}", stride: "32", task: "detect" })).toBeUndefined();
});

test("what cannot be used is refused by name", () => {
  expect(refusal({ ...complete, model_type: '"Detector"' })).toMatchObject({ reason: "not-a-segmenter" });
  expect(refusal({ ...complete, resolution: '"fin"' })).toMatchObject({
    reason: "metadata",
    detail: 'resolution = "fin"',
  });
  expect(refusal({ ...complete, tile_size: "-1" })).toMatchObject({ detail: "tile_size = -1" });
  expect(refusal({ ...complete, standardization_std: "[0, 1, 1]" })).toMatchObject({ reason: "metadata" });
  expect(refusal({ ...complete, class_names: '{"0": "a", "2": "b"}' })).toMatchObject({ reason: "metadata" });
  expect(refusal(complete, { channels: 19 })).toMatchObject({ field: "class_names", manifest: "2", graph: "19" });
  expect(refusal(complete, { windowPx: 256 })).toMatchObject({ field: "tile_size", manifest: "512", graph: "256" });
});
