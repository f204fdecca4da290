import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryStore } from "./memory-store.ts";

test("what is written is read again, packed or not, and what is not is 0", async () => {
  const size = 300_000;
  const action = fc.record({
    offset: fc.integer({ min: 0, max: size - 1 }),
    length: fc.integer({ min: 1, max: 150_000 }),
    value: fc.integer({ min: 0, max: 255 }),
    write: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
      const store = createMemoryStore({ openPieces: 2 });
      const plain = new Uint8Array(2 * size);
      for (const { offset, length, value, write } of actions) {
        const bytes = new Uint8Array(length).map((_, at) => value + at);
        if (write) {
          plain.set(bytes, offset);
          await store.write(offset, bytes);
        } else expect(Buffer.compare(await store.read(offset, length), plain.slice(offset, offset + length))).toBe(0);
      }
      expect(Buffer.compare(await store.read(0, 2 * size), plain)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test("calls that overlap do not lose each other's bytes", async () => {
  const store = createMemoryStore({ openPieces: 2 });
  const row = (value: number) => new Uint8Array(40_000).fill(value);
  const rows = [...Array(20).keys()];
  await Promise.all(rows.map((index) => store.write(index * 40_000, row(index))));
  const read = await Promise.all(rows.map((index) => store.read(index * 40_000, 40_000)));
  for (const index of rows) expect(Buffer.compare(read[index]!, row(index))).toBe(0);
});

test("past its limit it refuses to write and still reads", async () => {
  const store = createMemoryStore({ openPieces: 2, limitBytes: 100_000 });
  await store.write(0, Uint8Array.of(7));
  await expect(store.write(1, new Uint8Array(100_001))).rejects.toMatchObject({ tag: "out-of-memory" });
  expect(await store.read(0, 1)).toEqual(Uint8Array.of(7));
});
