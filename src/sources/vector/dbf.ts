/** dBase III attributes, as a Shapefile has them beside it. */

const HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const END_OF_FIELDS = 0x0d;

interface Field {
  readonly name: string;
  /** C text, N and F numbers, L yes or no, D a date */
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Read one by one: a department's parcels are half a million. */
export interface DbfRecords {
  /** as many as the file really holds */
  readonly count: number;
  readonly columns: readonly string[];
  row(record: number): Record<string, unknown>;
}

const NO_RECORDS: DbfRecords = { count: 0, columns: [], row: () => ({}) };

/**
 * The records of a .dbf, in its order.
 * @param codePage text of the .cpg beside it: "UTF-8", "1252", "ISO-8859-1" …
 */
export function readDbf(bytes: Uint8Array, codePage: string | undefined): DbfRecords {
  if (bytes.length < HEADER_BYTES) return NO_RECORDS;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  if (recordBytes === 0) return NO_RECORDS;
  const decode = decoderFor(bytes, headerBytes, codePage);
  const fields: Field[] = [];
  let offset = 1; // after the mark of deletion
  for (let at = HEADER_BYTES; at + FIELD_BYTES <= bytes.length && bytes[at] !== END_OF_FIELDS; at += FIELD_BYTES) {
    const name = decode(bytes.subarray(at, at + 11))
      .replace(/\0.*$/s, "")
      .trim();
    const field = { name, type: String.fromCharCode(bytes[at + 11]!), offset, length: bytes[at + 16]! };
    if (field.offset + field.length > recordBytes) break;
    fields.push(field);
    offset += field.length;
  }
  const count = Math.min(view.getUint32(4, true), Math.floor((bytes.length - headerBytes) / recordBytes));
  return {
    count: Math.max(0, count),
    columns: fields.map(({ name }) => name),
    row(record) {
      const start = headerBytes + record * recordBytes;
      const text = ({ offset, length }: Field) =>
        decode(bytes.subarray(start + offset, start + offset + length))
          .replaceAll("\0", " ")
          .trim();
      return Object.fromEntries(fields.map((field) => [field.name, fieldValue(field.type, text(field))]));
    },
  };
}

function fieldValue(type: string, text: string): string | number | boolean | null {
  if (text === "") return null;
  switch (type) {
    case "N":
    case "F": {
      const number = Number(text); // "*****" is a number too long for its field
      return Number.isNaN(number) ? null : number;
    }
    case "L":
      return /^[YT]$/i.test(text) ? true : /^[NF]$/i.test(text) ? false : null;
    default:
      return text;
  }
}

/** French offices' files that say nothing are from Windows, unless all of it happens to be UTF-8. */
function decoderFor(bytes: Uint8Array, headerBytes: number, codePage: string | undefined) {
  const named = codePage?.trim() ?? "";
  const label = /^\d{4}$/.test(named) || /^ANSI \d{4}$/i.test(named) ? `windows-${named.slice(-4)}` : named;
  const decoder = named === "" ? undefined : decoderOf(label);
  if (decoder !== undefined) return (field: Uint8Array) => decoder.decode(field);
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const windows = new TextDecoder("windows-1252");
  try {
    utf8.decode(bytes.subarray(headerBytes));
    return (field: Uint8Array) => new TextDecoder().decode(field);
  } catch {
    return (field: Uint8Array) => windows.decode(field);
  }
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label === "UTF8" ? "utf-8" : label);
  } catch {
    return undefined; // a name that nobody knows
  }
}
