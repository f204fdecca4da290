import { appError, isAppError } from "../../core/errors.ts";
import { type ProtobufField, protobufFields } from "./protobuf.ts";

/** A tensor that goes into or comes out of a graph. */
export interface OnnxTensor {
  readonly name: string;
  /** ONNX's own name of the element type: "float", "uint8"… */
  readonly type: string;
  /** undefined for a size left open; no array where even the rank is */
  readonly dims: readonly (number | undefined)[] | undefined;
}

/** What Ocsol needs of an ONNX file, read without a runtime. */
export interface OnnxModel {
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
  /** ModelProto.metadata_props */
  readonly metadata: ReadonlyMap<string, string>;
}

// Field numbers of onnx.proto
const MODEL = { irVersion: 1, graph: 7, metadataProps: 14 };
const GRAPH = { initializer: 5, input: 11, output: 12 };
const TENSOR = { name: 8, dataLocation: 14 };
const VALUE_INFO = { name: 1, type: 2 };
const TYPE = { tensor: 1 };
const TENSOR_TYPE = { element: 1, shape: 2 };
const SHAPE = { dimension: 1 };
const DIMENSION = { value: 1 };
const ENTRY = { key: 1, value: 2 };

/** TensorProto.DataType */
const typeNames: Readonly<Record<number, string>> = {
  1: "float",
  2: "uint8",
  3: "int8",
  4: "uint16",
  5: "int16",
  6: "int32",
  7: "int64",
  9: "bool",
  10: "float16",
  11: "double",
  12: "uint32",
  13: "uint64",
  16: "bfloat16",
};

const text = new TextDecoder();

/** Weights kept in a second file, as PyTorch's exporter does past some size. */
const EXTERNAL = 1;

/**
 * Reads the head of an ONNX file: 100 MB of weights are stepped over. Throws `model-refused`, `not-onnx` where it is
 * none or cut short, `weights-elsewhere` where its weights are in another file.
 */
export function readOnnx(bytes: Uint8Array, file: string): OnnxModel {
  try {
    const model = [...protobufFields(bytes)];
    const graphs = model.filter(({ number }) => number === MODEL.graph);
    if (graphs.length !== 1 || !model.some(({ number }) => number === MODEL.irVersion))
      throw new RangeError("no graph");
    return {
      ...readGraph(graphs[0]!.bytes, file),
      metadata: new Map(
        model
          .filter(({ number }) => number === MODEL.metadataProps)
          .map(({ bytes: entry }) => [string(entry, ENTRY.key), string(entry, ENTRY.value)]),
      ),
    };
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw appError("model-refused", { model: file, reason: "not-onnx", detail }, cause);
  }
}

function readGraph(graph: Uint8Array, file: string): Pick<OnnxModel, "inputs" | "outputs"> {
  const inputs: OnnxTensor[] = [];
  const outputs: OnnxTensor[] = [];
  const weights = new Set<string>();
  for (const { number, bytes } of protobufFields(graph)) {
    if (number === GRAPH.input) inputs.push(readTensor(bytes));
    else if (number === GRAPH.output) outputs.push(readTensor(bytes));
    else if (number === GRAPH.initializer) {
      for (const field of protobufFields(bytes)) {
        if (field.number === TENSOR.name) weights.add(text.decode(field.bytes));
        if (field.number === TENSOR.dataLocation && field.value === EXTERNAL)
          throw appError("model-refused", { model: file, reason: "weights-elsewhere", detail: "" });
      }
    }
  }
  // Before IR version 4 every weight was listed as an input too.
  return { inputs: inputs.filter(({ name }) => !weights.has(name)), outputs };
}

function readTensor(info: Uint8Array): OnnxTensor {
  const name = string(info, VALUE_INFO.name);
  const tensor = message(message(info, VALUE_INFO.type), TYPE.tensor);
  const element = one(tensor, TENSOR_TYPE.element)?.value ?? 0;
  const shape = one(tensor, TENSOR_TYPE.shape)?.bytes;
  const dims =
    shape &&
    [...protobufFields(shape)]
      .filter(({ number }) => number === SHAPE.dimension)
      .map(({ bytes }) => sizeOf(one(bytes, DIMENSION.value)));
  return { name, type: typeNames[element] ?? `type ${element}`, dims };
}

/** Some exporters write 0 or −1 for a size left open. */
function sizeOf(field: ProtobufField | undefined): number | undefined {
  return field !== undefined && field.value >= 1 && Number.isSafeInteger(field.value) ? field.value : undefined;
}

/** The last one of that number, as protocol buffers have it. */
function one(bytes: Uint8Array, number: number): ProtobufField | undefined {
  return [...protobufFields(bytes)].findLast((field) => field.number === number);
}

function message(bytes: Uint8Array, number: number): Uint8Array {
  return one(bytes, number)?.bytes ?? new Uint8Array(0);
}

function string(bytes: Uint8Array, number: number): string {
  return text.decode(message(bytes, number));
}
