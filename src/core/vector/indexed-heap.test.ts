import fc from "fast-check";
import { expect, test } from "vitest";
import { IndexedHeap } from "./indexed-heap.ts";

const changes = fc.array(
  fc.record({ item: fc.nat(15), key: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }) }),
  { maxLength: 60 },
);

test("gives items by key, then by number, whatever was put in, moved and taken out before", () => {
  fc.assert(
    fc.property(changes, (steps) => {
      const heap = new IndexedHeap(16);
      const keys = new Map<number, number>();
      for (const { item, key } of steps) {
        if (key === undefined) heap.remove(item);
        else heap.put(item, key);
        if (key === undefined) keys.delete(item);
        else keys.set(item, key);
      }
      expect(heap.size).toBe(keys.size);
      const order = [...keys].sort(([a, one], [b, other]) => one - other || a - b).map(([item]) => item);
      expect(order.map(() => heap.pop())).toEqual(order);
    }),
  );
});
