import { expect, test } from "vitest";
import { readRange } from "../raster-file.ts";
import { HeldFile } from "./held-file.ts";

/** A file whose bytes are their own places, and the ranges that were read of it. */
function counted(size: number, failing = false) {
  const reads: string[] = [];
  const file = {
    name: "a.jp2",
    size,
    slice: (start: number, end: number) => ({
      arrayBuffer: async () => {
        reads.push(`${start}-${end}`);
        if (failing) throw new Error("moved");
        return Uint8Array.from({ length: end - start }, (_, at) => start + at).buffer;
      },
    }),
  };
  return { file, reads };
}

test("what lies in a held range is read once, the rest as it is asked for", async () => {
  const { file, reads } = counted(100);
  const held = new HeldFile(file, 50);
  held.hold(10, 40);
  held.hold(10, 40);
  expect([...(await readRange(held, 12, 3))]).toEqual([12, 13, 14]);
  expect([...(await readRange(held, 38, 2))]).toEqual([38, 39]);
  expect([...(await readRange(held, 39, 2))]).toEqual([39, 40]);
  expect(reads).toEqual(["10-40", "39-41"]);
});

test("no more is kept than it may keep: the oldest range goes", async () => {
  const { file, reads } = counted(100);
  const held = new HeldFile(file, 50);
  held.hold(0, 30);
  held.hold(40, 70);
  held.hold(0, 90);
  await readRange(held, 50, 1);
  await readRange(held, 5, 1);
  expect(reads).toEqual(["0-30", "40-70", "5-6"]);
});

test("a range that could not be read is an error to who asked, and is asked for again", async () => {
  const { file, reads } = counted(100, true);
  const held = new HeldFile(file, 50);
  held.hold(0, 30);
  await expect(readRange(held, 0, 10)).rejects.toMatchObject({ tag: "file-unreadable" });
  await expect(readRange(held, 0, 10)).rejects.toMatchObject({ tag: "file-unreadable" });
  expect(reads).toEqual(["0-30", "0-10"]);
});
