import { expect, test } from "vitest";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { toTensor } from "./to-tensor.ts";

/** As much of a tensor as is looked at here. */
class Tensor {
  constructor(
    readonly type: string,
    readonly data: ArrayLike<number>,
    readonly dims: number[],
  ) {}
}

const window: RasterWindow = {
  width: 2,
  height: 1,
  bands: 3,
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6),
  mask: Uint8Array.of(255, 255),
  affine: [1, 0, 0, 0, -1, 0],
};

const feed = (
  input: Partial<ModelManifest["input"]>,
  normalisation = { inGraph: true, mean: [], std: [] } as ModelManifest["normalisation"],
) => {
  const manifest = {
    input: { type: "float32", layout: "nchw", bands: ["red", "green", "blue"], ...input },
    normalisation,
    windowPx: 2,
  };
  const square = { ...window, height: 2, pixels: Uint8Array.of(...window.pixels, ...window.pixels) };
  const { data, dims } = toTensor({ Tensor } as never, manifest as never, square);
  return { data: [...(data as Uint8Array)], dims };
};

test("bytes channels last go as they are, floats channels first are normalised band by band", () => {
  expect(feed({ type: "uint8", layout: "nhwc" })).toEqual({
    data: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6],
    dims: [1, 2, 2, 3],
  });
  const halves = { inGraph: false, mean: [1, 2, 3], std: [1, 0.5, 3] };
  expect(feed({}, halves)).toEqual({ data: [0, 3, 0, 3, 0, 6, 0, 6, 0, 1, 0, 1], dims: [1, 3, 2, 2] });
});

test("bands go in the order the graph wants", () => {
  const bands = ["blue", "green", "red"];
  expect(feed({ type: "uint8", layout: "nhwc", bands }).data.slice(0, 6)).toEqual([3, 2, 1, 6, 5, 4]);
  expect(feed({ bands }).data.slice(0, 4)).toEqual([3, 6, 3, 6]);
});
