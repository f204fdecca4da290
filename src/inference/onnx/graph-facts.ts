import { appError, type ModelRefusal } from "../../core/errors.ts";
import type { GraphFacts } from "../../core/models/description.ts";
import type { OnnxModel, OnnxTensor } from "./read-onnx.ts";

/** More bands than any aerial camera has: a smaller last or first size counts bands, a larger one pixels. */
const MOST_BANDS = 16;

/** The bands an orthophoto is read with. */
const BANDS = 3;

/** Element types that can hold the index of a class. */
const indexTypes = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64"];

/**
 * What a graph takes and gives, if Ocsol can run it: one image of three bands in, one map of classes or of their
 * scores out. Throws `model-refused` with the reason otherwise.
 *
 * @param names the tensors to look at, where a manifest names them
 */
export function graphFacts(
  { inputs, outputs }: OnnxModel,
  model: string,
  names: { readonly input?: string; readonly output?: string } = {},
): GraphFacts {
  const refuse = (reason: ModelRefusal, detail: string): never => {
    throw appError("model-refused", { model, reason, detail });
  };
  if (inputs.length !== 1) return refuse("inputs", String(inputs.length));
  const named = outputs.filter(({ name }) => names.output === undefined || name === names.output);
  if (named.length !== 1) return refuse("outputs", outputs.map(({ name }) => name).join(", "));
  const input = inputs[0]!;
  const output = named[0]!;

  const type = input.type === "float" ? "float32" : input.type;
  if (type !== "float32" && type !== "uint8") return refuse("input-type", input.type);
  const inputDims = input.dims ?? [undefined, undefined, undefined, undefined];
  const [batch, first, second, last] = inputDims;
  if (inputDims.length !== 4 || (batch ?? 1) !== 1) return refuse("input-shape", shapeOf(input));
  const countsBands = (size: number | undefined) => size !== undefined && size <= MOST_BANDS;
  // All sizes open: PyTorch's floats have channels first, an image's bytes have them last.
  const layout = countsBands(first)
    ? "nchw"
    : countsBands(last)
      ? "nhwc"
      : type === "float32"
        ? ("nchw" as const)
        : ("nhwc" as const);
  const [bands, height, width] = layout === "nchw" ? [first, second, last] : [last, first, second];
  if ((bands ?? BANDS) !== BANDS) return refuse("bands", String(bands));
  if ((height ?? width) !== (width ?? height)) return refuse("input-shape", shapeOf(input));
  const inputPx = height ?? width;

  const kind = output.type === "float" ? ("logits" as const) : ("classes" as const);
  if (kind === "classes" && !indexTypes.includes(output.type)) return refuse("output-type", output.type);
  const dims = kind === "logits" ? logitDims(output) : indexDims(output);
  if (dims === undefined) return refuse("output-shape", shapeOf(output));
  const outputPx = dims.height ?? dims.width;
  if ((dims.height ?? dims.width) !== (dims.width ?? dims.height)) return refuse("output-shape", shapeOf(output));
  // An answer at half the resolution is for the graph to enlarge: only it knows how.
  if ((outputPx ?? inputPx) !== (inputPx ?? outputPx)) return refuse("output-shape", shapeOf(output));
  if (dims.channels === 1) return refuse("one-class", shapeOf(output));

  return {
    input: { name: input.name, type, layout },
    windowPx: inputPx ?? outputPx,
    output: { name: output.name, kind },
    channels: dims.channels,
  };
}

interface OutputDims {
  readonly channels: number | undefined;
  readonly height: number | undefined;
  readonly width: number | undefined;
}

const open: OutputDims = { channels: undefined, height: undefined, width: undefined };

/** 1 × channels × height × width. */
function logitDims({ dims }: OnnxTensor): OutputDims | undefined {
  if (dims === undefined) return open;
  const [batch, channels, height, width] = dims;
  return dims.length === 4 && (batch ?? 1) === 1 ? { channels, height, width } : undefined;
}

/** Height × width, with any sizes of 1 before, or one after. */
function indexDims({ dims }: OnnxTensor): OutputDims | undefined {
  if (dims === undefined) return open;
  const sizes = dims.length === 4 && dims[3] === 1 ? dims.slice(0, 3) : dims;
  const before = sizes.slice(0, -2);
  if (sizes.length < 2 || sizes.length > 4 || before.some((size) => (size ?? 1) !== 1)) return undefined;
  return { channels: undefined, height: sizes.at(-2), width: sizes.at(-1) };
}

/** "float 1×3×?×?" */
export function shapeOf({ type, dims }: OnnxTensor): string {
  return `${type} ${dims === undefined ? "?" : dims.map((size) => size ?? "?").join("×")}`;
}
