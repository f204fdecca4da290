import type { CancelSignal } from "../../core/ports/cancel.ts";
import { inBatches } from "../batches.ts";
import { ByteBatch } from "../byte-batch.ts";
import { DECIMALS, type Field, type Value } from "../fields.ts";
import type { Layer } from "../layers.ts";
import type { LayerMeasure } from "./measure.ts";

/** dBASE III table, as Shapefiles have it: records of columns of one width, in text, in the code page the .cpg names. */

/** Of a text column. What is longer is cut, between characters. */
const WIDEST = 254;

const columnTypes: Readonly<Record<Field["type"], string>> = { text: "C", integer: "N", real: "N", boolean: "L" };

const headerBytes = (fields: number): number => 32 + 32 * fields + 1;
const recordBytes = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 1);

export function dbfBytes({ fields, count }: Layer, { widths }: Pick<LayerMeasure, "widths">): number {
  return headerBytes(fields.length) + count * recordBytes(widths) + 1;
}

/**
 * How a value stands in its column. The bytes are good until the next call.
 * Null is nothing at all: the column is then left blank, or "?" where it holds truths.
 */
export function fieldText(): (field: Field, value: Value) => Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(WIDEST);
  return ({ type }, value) => {
    // `encodeInto` writes whole characters only.
    const { written } = encoder.encodeInto(textOf(type, value), bytes);
    return bytes.subarray(0, written);
  };
}

function textOf(type: Field["type"], value: Value): string {
  switch (type) {
    case "boolean":
      return value === null ? "?" : value ? "T" : "F";
    case "real":
      return value === null ? "" : Number(value).toFixed(DECIMALS);
    case "integer":
    case "text":
      return value === null ? "" : String(value);
  }
}

const SPACE = 0x20;

export async function dbfFile(
  layer: Layer,
  { widths }: LayerMeasure,
  created: Date,
  put: (bytes: Uint8Array) => Promise<void>,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  await put(header(layer, widths, created));
  const { fields } = layer;
  const length = recordBytes(widths);
  const batch = new ByteBatch();
  const text = fieldText();
  const add = (index: number): void => {
    let at = batch.take(length);
    batch.bytes.fill(SPACE, at, at + length);
    at += 1; // a blank: not deleted
    layer.row(index).forEach((value, column) => {
      const bytes = text(fields[column]!, value);
      const width = widths[column]!;
      batch.bytes.set(bytes, columnTypes[fields[column]!.type] === "N" ? at + width - bytes.length : at);
      at += width;
    });
  };
  await inBatches(layer.count, add, onProgress, signal, () => batch.flush({ write: put }));
  await put(Uint8Array.of(0x1a));
}

function header({ fields, count }: Layer, widths: readonly number[], created: Date): Uint8Array {
  const bytes = new Uint8Array(headerBytes(fields.length));
  const view = new DataView(bytes.buffer);
  bytes.set([3, created.getUTCFullYear() - 1900, created.getUTCMonth() + 1, created.getUTCDate()]);
  view.setUint32(4, count, true);
  view.setUint16(8, bytes.length, true);
  view.setUint16(10, recordBytes(widths), true);
  const encoder = new TextEncoder();
  fields.forEach(({ name, shortName, type }, column) => {
    const at = 32 + 32 * column;
    // Eleven bytes, the last one zero.
    encoder.encodeInto(shortName ?? name.toUpperCase(), bytes.subarray(at, at + 10));
    bytes[at + 11] = columnTypes[type].charCodeAt(0);
    bytes[at + 16] = widths[column]!;
    bytes[at + 17] = type === "real" ? DECIMALS : 0;
  });
  bytes[bytes.length - 1] = 0x0d;
  return bytes;
}
