import { expect, test } from "vitest";
import { isAppError } from "../../core/errors.ts";
import { type BuiltTensor, onnxFile } from "../../testing/onnx-builder.ts";
import { graphFacts } from "./graph-facts.ts";
import { readOnnx } from "./read-onnx.ts";

const FLOAT = 1;
const UINT8 = 2;
const INT64 = 7;
const FLOAT16 = 10;

const image = (type: number, ...dims: BuiltTensor["dims"]): BuiltTensor => ({ name: "image", type, dims });
const answer = (type: number, ...dims: BuiltTensor["dims"]): BuiltTensor => ({ name: "answer", type, dims });
const rgb = image(FLOAT, 1, 3, 512, 512);
const logits = answer(FLOAT, 1, 19, 512, 512);

const facts = (inputs: BuiltTensor[], outputs: BuiltTensor[]) =>
  graphFacts(readOnnx(onnxFile({ inputs, outputs }), "a.onnx"), "a.onnx");

function refusal(input: BuiltTensor | BuiltTensor[], output: BuiltTensor | BuiltTensor[]): string {
  try {
    facts([input].flat(), [output].flat());
    return "taken";
  } catch (error) {
    return isAppError(error, "model-refused") ? `${error.fields.reason} ${error.fields.detail}` : String(error);
  }
}

test("channels first or last, fixed windows or open ones", () => {
  expect(facts([rgb], [logits])).toEqual({
    input: { name: "image", type: "float32", layout: "nchw" },
    windowPx: 512,
    output: { name: "answer", kind: "logits" },
    channels: 19,
  });
  expect(facts([image(UINT8, 1, 64, 64, 3)], [answer(FLOAT, 1, 12, 64, 64)])).toMatchObject({
    input: { type: "uint8", layout: "nhwc" },
    windowPx: 64,
  });
  const open = facts([image(FLOAT, "n", 3, "h", "w")], [answer(FLOAT, "n", "classes", "h", "w")]);
  expect(open).toMatchObject({ windowPx: undefined, channels: undefined });
  // the window is known by either end
  expect(facts([image(FLOAT, 1, 3, "h", "w")], [logits]).windowPx).toBe(512);
});

test("the index of a class, in any of its shapes", () => {
  for (const dims of [
    [1, 512, 512],
    [512, 512],
    [1, 1, 512, 512],
    [1, 512, 512, 1],
  ])
    expect(facts([rgb], [answer(INT64, ...dims)])).toMatchObject({ output: { kind: "classes" }, windowPx: 512 });
});

test("what cannot be run is refused with what was found", () => {
  expect(refusal(image(FLOAT, 1, 5, 512, 512), logits)).toBe("bands 5");
  expect(refusal(image(FLOAT, 1, 4, "h", "w"), logits)).toBe("bands 4");
  expect(refusal(image(FLOAT16, 1, 3, 512, 512), logits)).toBe("input-type float16");
  expect(refusal(image(FLOAT, 3, 512, 512), logits)).toBe("input-shape float 3×512×512");
  expect(refusal(image(FLOAT, 8, 3, 512, 512), logits)).toBe("input-shape float 8×3×512×512");
  expect(refusal(image(FLOAT, 1, 3, 512, 256), logits)).toBe("input-shape float 1×3×512×256");
  expect(refusal([rgb, image(FLOAT, 1, 1)], logits)).toBe("inputs 2");
  expect(refusal(rgb, [logits, { ...logits, name: "aux" }])).toBe("outputs answer, aux");
  expect(refusal(rgb, answer(FLOAT16, 1, 19, 512, 512))).toBe("output-type float16");
  expect(refusal(rgb, answer(FLOAT, 1, 19, 128, 128))).toBe("output-shape float 1×19×128×128");
  expect(refusal(rgb, answer(FLOAT, 1, 19))).toBe("output-shape float 1×19");
  expect(refusal(rgb, answer(FLOAT, 1, 1, 512, 512))).toBe("one-class float 1×1×512×512");
});
