/** One field of a protocol buffer message: `value` of a varint, else `bytes`. */
export interface ProtobufField {
  readonly number: number;
  /** of a varint; past 2⁵³ inexact, and negative numbers come as such large ones. 0 for other wire types */
  readonly value: number;
  /** of a length-delimited field (a view, not a copy); empty for other wire types */
  readonly bytes: Uint8Array;
}

/** A varint holds 64 bits, 7 a byte. */
const LONGEST_VARINT_BYTES = 10;

const none = new Uint8Array(0);

/**
 * The fields of a message, in the order of the file. Throws a `RangeError` where the bytes are no protocol buffer, or
 * stop half-way.
 */
export function* protobufFields(message: Uint8Array): Generator<ProtobufField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let count = 0; count < LONGEST_VARINT_BYTES; count++) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("truncated varint");
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    throw new RangeError("varint of more than 64 bits");
  };
  const take = (length: number): Uint8Array => {
    if (length > message.length - at) throw new RangeError("truncated field");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (number < 1 || number >= 2 ** 29) throw new RangeError(`field number ${number}`);
    switch (tag % 8) {
      case 0:
        yield { number, value: varint(), bytes: none };
        break;
      case 1:
        take(8);
        break;
      case 2:
        yield { number, value: 0, bytes: take(varint()) };
        break;
      case 5:
        take(4);
        break;
      default:
        throw new RangeError(`wire type ${tag % 8}`);
    }
  }
}
