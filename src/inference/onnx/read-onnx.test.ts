import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import { onnxFile, withMetadata } from "../../testing/onnx-builder.ts";
import { readOnnx } from "./read-onnx.ts";

const tiny = readFileSync(new URL("../../../models/ocsol-tiny-test/model.onnx", import.meta.url));

const segmenter = onnxFile({
  inputs: [{ name: "image", type: 1, dims: ["batch", 3, "height", "width"] }],
  outputs: [{ name: "logits", type: 1, dims: ["batch", 19, "height", "width"] }],
});

/** What reading `bytes` is refused for, or undefined. */
function refusal(bytes: Uint8Array): string | undefined {
  try {
    readOnnx(bytes, "a.onnx");
    return undefined;
  } catch (error) {
    if (!isAppError(error, "model-refused")) throw error;
    return error.fields.reason;
  }
}

test("inputs, outputs and metadata of a model that PyTorch exported", () => {
  const { inputs, outputs, metadata } = readOnnx(withMetadata(tiny, { resolution: "20", été: "« à »" }), "a.onnx");
  expect(inputs).toEqual([{ name: "image", type: "uint8", dims: [1, 64, 64, 3] }]);
  expect(outputs).toEqual([{ name: "logits", type: "float", dims: [1, 12, 64, 64] }]);
  expect(metadata.get("resolution")).toBe("20");
  expect(metadata.get("été")).toBe("« à »");
});

test("sizes left open are undefined, whether symbolic, 0 or −1", () => {
  expect(readOnnx(segmenter, "a.onnx").inputs[0]?.dims).toEqual([undefined, 3, undefined, undefined]);
  const minusOne = onnxFile({ inputs: [{ name: "x", type: 1, dims: [0, 3, 2 ** 64 - 2 ** 11, 8] }], outputs: [] });
  expect(readOnnx(minusOne, "a.onnx").inputs[0]?.dims).toEqual([undefined, 3, undefined, 8]);
});

describe("what is no whole ONNX file is refused, never misread", () => {
  test("other files", () => {
    for (const bytes of [
      new Uint8Array(0),
      new TextEncoder().encode("Bonjour, ceci n’est pas un modèle."),
      Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0),
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    ])
      expect(refusal(bytes)).toBe("not-onnx");
  });

  test("cut short anywhere", () => {
    for (let length = 0; length < segmenter.length; length++)
      expect(refusal(segmenter.subarray(0, length)), `${length} bytes`).toBe("not-onnx");
    expect(refusal(tiny.subarray(0, tiny.length / 2))).toBe("not-onnx");
  });

  test("lengths and numbers larger than anything", () => {
    const huge = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
    const tooLong = [...huge.slice(0, 9), 255, 255, 1];
    for (const bytes of [
      [0x3a, ...huge],
      [0x08, ...tooLong],
      [...huge, 0],
      [0x3a, 255, 255, 255, 255, 15, 0],
    ])
      expect(refusal(Uint8Array.from([...segmenter, ...bytes]))).toBe("not-onnx");
  });

  test("any bytes at all", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refusal(bytes) === "not-onnx"));
    const spoilt = fc.tuple(fc.nat(segmenter.length - 1), fc.nat(255));
    fc.assert(
      fc.property(spoilt, ([at, value]) => {
        const bytes = segmenter.slice();
        bytes[at] = value;
        return [undefined, "not-onnx", "weights-elsewhere"].includes(refusal(bytes));
      }),
    );
  });
});

test("weights in a second file are told apart", () => {
  expect(refusal(onnxFile({ inputs: [], outputs: [], externalWeight: "conv.weight" }))).toBe("weights-elsewhere");
});
