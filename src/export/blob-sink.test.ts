import fc from "fast-check";
import { expect, test } from "vitest";
import { BlobSink } from "./blob-sink.ts";

const pieces = fc.uint8Array({ maxLength: 40 });

test("holds what was written, and what was written over it", async () => {
  const steps = fc.array(fc.record({ bytes: pieces, over: fc.option(fc.record({ at: fc.nat(), bytes: pieces })) }));
  await fc.assert(
    fc.asyncProperty(steps, async (written) => {
      const sink = new BlobSink();
      const expected: number[] = [];
      for (const { bytes, over } of written) {
        await sink.write(bytes);
        expected.push(...bytes);
        if (over === null || over.bytes.length > expected.length) continue;
        const at = over.at % (expected.length - over.bytes.length + 1);
        await sink.writeAt(at, over.bytes);
        expected.splice(at, over.bytes.length, ...over.bytes);
      }
      const blob = sink.blob("text/plain");
      expect([sink.length, blob.size, blob.type]).toEqual([expected.length, expected.length, "text/plain"]);
      expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("takes more than it gathers at once", async () => {
  const sink = new BlobSink();
  const megabyte = new Uint8Array(1 << 20);
  for (let at = 0; at < 20; at++) await sink.write(megabyte.fill(at));
  const bytes = new Uint8Array(await sink.blob("").arrayBuffer());
  expect([sink.length, bytes.length]).toEqual([20 << 20, 20 << 20]);
  expect(Array.from({ length: 20 }, (_, at) => [bytes[at << 20], bytes[((at + 1) << 20) - 1]])).toEqual(
    Array.from({ length: 20 }, (_, at) => [at, at]),
  );
});

test("keeps its own copy", async () => {
  const sink = new BlobSink();
  const bytes = Uint8Array.of(1, 2, 3);
  await sink.write(bytes);
  await sink.writeAt(0, bytes.subarray(2));
  bytes.fill(9);
  expect([...new Uint8Array(await sink.blob("").arrayBuffer())]).toEqual([3, 2, 3]);
});

test("refuses to write past its end", async () => {
  const sink = new BlobSink();
  await sink.write(Uint8Array.of(1, 2));
  await expect(sink.writeAt(1, Uint8Array.of(1, 2))).rejects.toThrow(RangeError);
});
