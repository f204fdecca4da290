import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteCache } from "./byte-cache.ts";

test("drops what was not asked for longest", () => {
  const cache = new ByteCache<string>(3, (value) => value.length);
  cache.set(1, "a");
  cache.set(2, "b");
  cache.set(3, "c");
  cache.get(1);
  cache.set(4, "d");
  expect([1, 2, 3, 4].map((key) => cache.get(key))).toEqual(["a", undefined, "c", "d"]);
});

test("never holds more than its limit, whatever comes", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(8))), (entries) => {
      const cache = new ByteCache<number>(10, (value) => value);
      for (const [key, size] of entries) {
        cache.set(key, size);
        expect(cache.bytes).toBeLessThanOrEqual(10);
        expect(cache.get(key)).toBe(size);
      }
    }),
  );
});

test("a value larger than the limit is not kept, and does not push the others out", () => {
  const cache = new ByteCache<string>(3, (value) => value.length);
  cache.set(1, "ab");
  cache.set(2, "abcd");
  expect([cache.get(1), cache.get(2), cache.bytes]).toEqual(["ab", undefined, 2]);
});
