import { constants, deflateRawSync, deflateSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Kernel, loadKernel } from "./kernel.ts";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await loadKernel();
});

/** What deflate finds much or little in: runs, repeats near and far, few values, all values. */
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 400 }).map((values) => Uint8Array.from(values)),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2000 }))
    .map(([part, times]) =>
      Uint8Array.from({ length: part.length * times }, (_, at) => part[at % part.length] as number),
    ),
);
const data = fc.array(piece, { maxLength: 6 }).map((pieces) => new Uint8Array(Buffer.concat(pieces)));
const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.integer({ min: constants.Z_DEFAULT_STRATEGY, max: constants.Z_FIXED }),
  windowBits: fc.integer({ min: 9, max: 15 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
});

describe("deflate streams", () => {
  test("of every level and strategy give what went in, wherever they are stopped", () => {
    fc.assert(
      fc.property(data, settings, fc.double({ min: 0, max: 1, noNaN: true }), (plain, options, share) => {
        const stream = deflateSync(plain, options);
        expect(same(kernel.inflate(stream, plain.length), plain)).toBe(true);
        expect(same(kernel.inflate(stream, plain.length + 1000), plain)).toBe(true);
        const part = Math.floor(share * plain.length);
        expect(same(kernel.inflate(stream, part), plain.subarray(0, part))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("may be of many blocks, empty ones too, and followed by anything", () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 5 }), fc.uint8Array({ maxLength: 40 }), (parts, rest) => {
        const plain = Buffer.concat(parts);
        const blocks = parts.map((part) => deflateRawSync(part, { finishFlush: constants.Z_FULL_FLUSH }));
        const last = deflateRawSync(new Uint8Array(0));
        const stream = Buffer.concat([zlibOf(Buffer.concat([...blocks, last]), plain), rest]);
        expect(same(kernel.inflate(stream, plain.length), plain)).toBe(true);
      }),
    );
  });

  test("may have codes of the greatest length", () => {
    // Frequencies like Fibonacci's numbers make the longest codes: of literals here, then of lengths and distances too.
    const fibonacci = [1, 1];
    while (fibonacci.length < 20) fibonacci.push((fibonacci.at(-1) as number) + (fibonacci.at(-2) as number));
    const literals = Buffer.concat(fibonacci.map((times, value) => Buffer.alloc(times, value)));
    const noise = Uint8Array.from({ length: 33_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 24);
    // The rarest are the farthest, whose distances have the most extra bits: no symbol is longer. In between, literals of
    // as many bits as it takes for each to begin anywhere in a word.
    const repeats = fibonacci.flatMap((times, index) =>
      Array.from({ length: 20 + times / 20 }, (_, at) => {
        const from = Math.max(0, noise.length - 2 ** (15 - (index % 15)) - at);
        return Buffer.concat([noise.subarray(at, at + (at % 3)), noise.subarray(from, from + 3 + index)]);
      }),
    );
    for (const plain of [literals, Buffer.concat([noise, ...repeats])]) {
      for (const strategy of [constants.Z_HUFFMAN_ONLY, constants.Z_DEFAULT_STRATEGY]) {
        const stream = deflateSync(plain, { level: 9, strategy, memLevel: 9 });
        expect(same(kernel.inflate(stream, plain.length), plain)).toBe(true);
      }
    }
  });

  test("cut short anywhere are damaged", () => {
    const plain = Uint8Array.from({ length: 3000 }, (_, at) => (at * at) >> 7);
    for (const level of [0, 1, 9]) {
      const stream = deflateSync(plain, { level });
      for (let length = 0; length < stream.length; length++) {
        expect(() => kernel.inflate(stream.subarray(0, length), plain.length)).toThrow("damaged deflate stream");
      }
    }
  });

  test("of the largest kind do not keep the memory, even damaged", async () => {
    const before = await loadKernel();
    const large = 40 << 20;
    expect(() => before.inflate(new Uint8Array(20), large)).toThrow("damaged deflate stream");
    expect(await loadKernel()).not.toBe(before);
  });

  test("with flipped bits give what zlib gives, or are damaged as zlib has it", () => {
    const flips = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 1,
      maxLength: 3,
    });
    let accepted = 0;
    fc.assert(
      fc.property(data, settings, flips, (plain, options, places) => {
        const blocks = deflateRawSync(plain.subarray(0, 3000), options);
        for (const place of places) {
          // Half of them in the first bytes, where the codes are described.
          const bit = Math.floor(8 * (place < 0.5 ? 2 * place * Math.min(60, blocks.length) : place * blocks.length));
          blocks[bit >> 3] = (blocks[bit >> 3] as number) ^ (1 << (bit & 7));
        }
        const expected = byZlib(blocks);
        const made = () => kernel.inflate(expected?.stream ?? zlibOf(blocks, blocks), LARGEST * blocks.length);
        if (expected === undefined) expect(made).toThrow("damaged deflate stream");
        else expect(same(made(), expected.plain)).toBe(true);
        if (expected !== undefined) accepted++;
      }),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test("that refer to what is before them are damaged, wherever they are stopped", () => {
    const plain = Uint8Array.from({ length: 300 }, (_, at) => at * at);
    const blocks = deflateRawSync(plain, { dictionary: plain });
    for (const size of [200, 300]) {
      expect(() => kernel.inflate(zlibOf(blocks, plain), size)).toThrow("damaged deflate stream");
    }
  });

  test("whose checksum or header is another are damaged", () => {
    const stream = deflateSync(new Uint8Array(100_000).fill(255));
    expect(kernel.inflate(stream, 100_000)).toEqual(new Uint8Array(100_000).fill(255));
    for (const at of [0, 1, stream.length - 4, stream.length - 1]) {
      const other = Uint8Array.from(stream);
      other[at] = (other[at] as number) ^ 1;
      expect(() => kernel.inflate(other, 100_000)).toThrow("damaged deflate stream");
    }
  });
});

/** times as long as its stream: the most that deflate unpacks to */
const LARGEST = 1100;

/** What zlib makes of raw deflate blocks, and the zlib stream of those that it took; undefined where it refuses them. */
function byZlib(blocks: Buffer): { plain: Buffer; stream: Buffer } | undefined {
  try {
    // With `info` there are both, which the types do not say.
    const { buffer, engine } = inflateRawSync(blocks, { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { plain: buffer, stream: zlibOf(blocks.subarray(0, engine.bytesWritten), buffer) };
  } catch {
    return undefined;
  }
}

/** Raw deflate blocks under zlib's header and over the checksum of `plain`. */
function zlibOf(blocks: Uint8Array, plain: Uint8Array): Buffer {
  const whole = deflateSync(plain);
  return Buffer.concat([whole.subarray(0, 2), blocks, whole.subarray(-4)]);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

describe("horizontal differences", () => {
  test("are summed a row, sample by sample", () => {
    const rows = Uint8Array.from([10, 20, 1, 2, 255, 250, 100, 200, 1, 1, 1, 1]);
    const summed = kernel.undoHorizontal(rows, { rowBytes: 6, pixelBytes: 2, sampleBytes: 1 });
    expect([...summed]).toEqual([10, 20, 11, 22, 10, 16, 100, 200, 101, 201, 102, 202]);
  });

  test.each([
    [1, Uint8Array],
    [2, Uint16Array],
    [4, Uint32Array],
    [8, BigUint64Array],
  ] as const)("of samples of %s bytes are undone, however many there are", (sampleBytes, Samples) => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 50 }), size, fc.nat(), (samples, width, rows, seed) => {
        const values = new Samples(rows * width * samples);
        const bytes = new Uint8Array(values.buffer);
        for (let at = 0, state = seed; at < bytes.length; at++) {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          bytes[at] = state >>> 24;
        }
        const differences = values.slice();
        for (let at = values.length - 1; at >= 0; at--) {
          const isFirst = at % (width * samples) < samples;
          // Arrays of 64 bits hold bigints, others numbers: the same subtraction.
          if (!isFirst) differences[at] = ((values[at] as number) - (values[at - samples] as number)) as never;
        }
        const pixelBytes = samples * sampleBytes;
        const layout = { rowBytes: width * pixelBytes, pixelBytes, sampleBytes };
        expect(same(kernel.undoHorizontal(new Uint8Array(differences.buffer), layout), bytes)).toBe(true);
        const stream = deflateSync(new Uint8Array(differences.buffer));
        expect(same(kernel.inflate(stream, bytes.length, layout), bytes)).toBe(true);
      }),
    );
  });
});
