import { describe, expect, test } from "vitest";
import { jpegSplicer } from "./jpeg-stream.ts";
import { decodeLzw } from "./lzw.ts";
import { decodePackBits } from "./packbits.ts";
import { PHOTOMETRIC } from "./tags.ts";

/** Codes of 9 bits, most significant bit first. */
function nineBits(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}

describe("LZW", () => {
  test("the example of TIFF 6.0, section 13", () => {
    // 7 7 7 8 8 7 7 6 6
    expect([...decodeLzw(nineBits([256, 7, 258, 8, 8, 258, 6, 6, 257]), 9)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  test("stops at the size asked, and where the data ends", () => {
    expect([...decodeLzw(nineBits([256, 7, 258, 259, 257]), 4)]).toEqual([7, 7, 7, 7]);
    expect([...decodeLzw(nineBits([256, 7, 8]), 9)]).toEqual([7, 8]);
  });

  test("a code used before its definition is damage", () => {
    expect(() => decodeLzw(nineBits([256, 7, 300]), 9)).toThrow("LZW code 300");
  });
});

describe("PackBits", () => {
  test("the example of TIFF 6.0, section 9", () => {
    const packed = [0xfe, 0xaa, 2, 0x80, 0, 0x2a, 0xfd, 0xaa, 3, 0x80, 0, 0x2a, 0x22, 0xf7, 0xaa];
    const plain = [
      ...[0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0x22],
      ...new Array(10).fill(0xaa),
    ];
    expect([...decodePackBits(Uint8Array.from(packed), 24)]).toEqual(plain);
  });

  test("−128 is no operation, and nothing is written past the size", () => {
    expect([...decodePackBits(Uint8Array.from([0x80, 0xf0, 5]), 3)]).toEqual([5, 5, 5]);
  });
});

describe("JPEG streams", () => {
  const SCAN = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
  const TABLES = Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 0, 3, 9, 0xff, 0xd9]);
  const adobe = (transform: number) => [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];

  test("shared tables go in front, under a marker that says how colours are coded", () => {
    const tile = Uint8Array.from([0xff, 0xd8, ...SCAN]);
    const whole = (transform: number) => [0xff, 0xd8, ...adobe(transform), 0xff, 0xdb, 0, 3, 9, ...SCAN];
    expect([...jpegSplicer(TABLES, PHOTOMETRIC.yCbCr)(tile)]).toEqual(whole(1));
    expect([...jpegSplicer(TABLES, PHOTOMETRIC.rgb)(tile)]).toEqual(whole(0));
  });

  test("what the tile itself says of its colours is taken out, the rest stays", () => {
    const jfif = [0xff, 0xe0, 0, 4, 7, 7];
    const comment = [0xff, 0xfe, 0, 3, 8];
    const tile = Uint8Array.from([0xff, 0xd8, ...jfif, ...comment, ...adobe(1), ...SCAN]);
    const spliced = jpegSplicer(undefined, PHOTOMETRIC.rgb)(tile);
    expect([...spliced]).toEqual([0xff, 0xd8, ...adobe(0), ...comment, ...SCAN]);
  });

  test("anything but a JPEG stream is damage", () => {
    expect(() => jpegSplicer(undefined, PHOTOMETRIC.rgb)(Uint8Array.from([1, 2, 3]))).toThrow("no JPEG");
  });
});
