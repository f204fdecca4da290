import fc from "fast-check";
import { expect, test } from "vitest";
import type { RasterSource } from "../../core/ports/raster-source.ts";
import { SourcePool } from "./source-pool.ts";

/** Sources that only count: which are open, and whether one was read while closed. */
function counted(count: number) {
  const open = new Set<number>();
  let openings = 0;
  const openers = Array.from({ length: count }, (_, index) => async () => {
    openings++;
    open.add(index);
    return { close: () => open.delete(index) } as unknown as RasterSource;
  });
  return { open, openers, openings: () => openings };
}

test("no more stay open than the limit, none is closed while it is read, all are closed in the end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ index: fc.nat(9), turns: fc.nat(5) }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (reads, limit) => {
        const { open, openers } = counted(10);
        const pool = new SourcePool(openers, limit);
        const read = ({ index, turns }: (typeof reads)[number]) =>
          pool.use(
            index,
            async () => {
              for (let turn = 0; turn <= turns; turn++) {
                expect(open).toContain(index);
                await Promise.resolve();
              }
            },
            undefined,
          );
        await Promise.all(reads.map(read));
        await Promise.resolve(); // closing waits for a source that was being opened
        expect(open.size).toBeLessThanOrEqual(limit);
        pool.close();
        await Promise.resolve();
        expect([...open]).toEqual([]);
        await expect(pool.use(0, async () => {}, undefined)).rejects.toMatchObject({ tag: "internal" });
      },
    ),
  );
});

test("the least recently read is closed first, and what is open is not opened again", async () => {
  const { open, openers, openings } = counted(3);
  const pool = new SourcePool(openers, 2);
  for (const index of [0, 1, 0, 2]) await pool.use(index, async () => {}, undefined);
  await Promise.resolve();
  expect([...open].sort()).toEqual([0, 2]);
  expect(openings()).toBe(3);
});

test("a file that could not be opened is tried again", async () => {
  let tries = 0;
  const flaky = async () => {
    if (++tries === 1) throw new Error("the drive is asleep");
    return { close() {} } as unknown as RasterSource;
  };
  const pool = new SourcePool([flaky], 1);
  await expect(pool.use(0, async () => {}, undefined)).rejects.toThrow("asleep");
  expect(await pool.use(0, async () => "read", undefined)).toBe("read");
});
