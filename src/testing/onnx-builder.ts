/** Writes small ONNX files for tests: what a test says of a model is what its file says. */

export interface BuiltTensor {
  readonly name: string;
  /** TensorProto.DataType: 1 float, 2 uint8, 7 int64, 10 float16 */
  readonly type: number;
  /** a string is a symbolic size */
  readonly dims: readonly (number | string)[];
}

export interface BuiltModel {
  readonly inputs: readonly BuiltTensor[];
  readonly outputs: readonly BuiltTensor[];
  /** one node from the first input to the first output */
  readonly operator?: { readonly type: string; readonly integers?: Readonly<Record<string, number>> };
  readonly metadata?: Readonly<Record<string, string>>;
  /** name of a weight whose values are in another file */
  readonly externalWeight?: string;
}

const INTEGER_ATTRIBUTE = 2;
const EXTERNAL = 1;

/** Opset 13, IR version 8; its metadata come last, as PyTorch writes them. */
export function onnxFile(model: BuiltModel): Uint8Array {
  const { inputs, outputs, operator = { type: "Identity" }, metadata = {}, externalWeight } = model;
  const attributes = Object.entries(operator.integers ?? {}).flatMap(([name, value]) =>
    message(5, [...text(1, name), ...varint(3, value), ...varint(20, INTEGER_ATTRIBUTE)]),
  );
  const node = [
    ...text(1, inputs[0]?.name ?? ""),
    ...text(2, outputs[0]?.name ?? ""),
    ...text(4, operator.type),
    ...attributes,
  ];
  const graph = [
    ...message(1, node),
    ...text(2, "built"),
    ...(externalWeight === undefined ? [] : message(5, [...text(8, externalWeight), ...varint(14, EXTERNAL)])),
    ...inputs.flatMap((tensor) => message(11, valueInfo(tensor))),
    ...outputs.flatMap((tensor) => message(12, valueInfo(tensor))),
  ];
  const file = [...varint(1, 8), ...message(8, varint(2, 13)), ...message(7, graph)];
  return withMetadata(Uint8Array.from(file), metadata);
}

/** An ONNX file with more `metadata_props`: protocol buffers let fields be appended. */
export function withMetadata(file: Uint8Array, metadata: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(metadata).flatMap(([key, value]) => message(14, [...text(1, key), ...text(2, value)]));
  return Uint8Array.from([...file, ...entries]);
}

function valueInfo({ name, type, dims }: BuiltTensor): number[] {
  const shape = dims.flatMap((size) => message(1, typeof size === "number" ? varint(1, size) : text(2, size)));
  return [...text(1, name), ...message(2, message(1, [...varint(1, type), ...message(2, shape)]))];
}

function varint(field: number, value: number): number[] {
  return [...digits(field * 8), ...digits(value)];
}

function message(field: number, content: readonly number[]): number[] {
  return [...digits(field * 8 + 2), ...digits(content.length), ...content];
}

function text(field: number, content: string): number[] {
  return message(field, [...new TextEncoder().encode(content)]);
}

function digits(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...digits(Math.floor(value / 128))];
}
