import fc from "fast-check";
import { expect, test } from "vitest";
import type { ByteStore } from "../core/ports/byte-store.ts";
import { planTiles, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { pictureGrid } from "../testing/pictures.ts";
import { openBlockClassRaster } from "./block-class-raster.ts";
import { classRasterBytes } from "./block-layout.ts";

const plan = planTiles(pictureGrid(150, 110), { windowPx: 64, haloPx: 8, resolutionMetres: 0.2 });
const tiles = tileCount(plan);

/** A disk: what has been flushed stays, the fate of each later write is open until the power is cut. */
class Disk {
  private readonly bytes = new Uint8Array(classRasterBytes(plan));
  private unflushed: { offset: number; bytes: Uint8Array }[] = [];
  private writesLeft = Number.POSITIVE_INFINITY;

  readonly store: ByteStore = {
    read: async (offset, length) => {
      const out = new Uint8Array(length);
      out.set(this.bytes.subarray(offset, offset + length));
      for (const write of this.unflushed) {
        const from = Math.max(offset, write.offset);
        const to = Math.min(offset + length, write.offset + write.bytes.length);
        if (from < to) out.set(write.bytes.subarray(from - write.offset, to - write.offset), from - offset);
      }
      return out;
    },
    write: async (offset, bytes) => {
      if (--this.writesLeft < 0) throw new Error("killed");
      this.unflushed.push({ offset, bytes: bytes.slice() });
    },
    flush: async () => this.cut([]),
    close: async () => {},
  };

  /** The writer dies after so many writes. */
  killAfter(writes: number): void {
    this.writesLeft = writes;
  }

  /** @param shares how much of each unflushed write has reached the disk, from the last one back; 1 where not said */
  cut(shares: readonly number[]): void {
    const { unflushed } = this;
    this.unflushed = [];
    this.writesLeft = Number.POSITIVE_INFINITY;
    for (const [index, { offset, bytes }] of unflushed.entries()) {
      const share = shares[unflushed.length - 1 - index] ?? 1;
      this.bytes.set(bytes.subarray(0, Math.round(bytes.length * share)), offset);
    }
  }
}

function answerFor(tile: number): ClassWindow {
  const { width, height } = tileAt(plan, tile).kept;
  const classes = Uint8Array.from({ length: width * height }, (_, at) => 1 + ((at * 7 + tile * 31) % 13));
  return { width, height, classes, confidence: classes.map((numero) => 255 - numero * tile) };
}

/** Everything that can be asked of a class raster, as one row of bytes: comparing arrays element by element is slow. */
async function contents(store: ByteStore): Promise<Buffer> {
  const raster = await openBlockClassRaster(plan, store);
  const parts: Uint8Array[] = [new Uint8Array(raster.counts().buffer)];
  for (const [level, { width, height }] of raster.levels.entries()) {
    const { classes, confidence } = await raster.read({ column: 0, row: 0, width, height }, level);
    parts.push(classes, confidence);
  }
  return Buffer.concat(parts);
}

async function writeMissing(store: ByteStore, order: readonly number[]) {
  const raster = await openBlockClassRaster(plan, store);
  for (const tile of order) if (!raster.isWritten(tile)) await raster.writeTile(tile, answerFor(tile));
  await raster.flush();
}

const inOrder = [...Array(tiles).keys()];
const anyOrder = fc.shuffledSubarray(inOrder, { minLength: tiles, maxLength: tiles });

async function uninterrupted() {
  const disk = new Disk();
  await writeMissing(disk.store, inOrder);
  return contents(disk.store);
}

test("killed anywhere, any number of times, and gone on with: the same class raster to the byte", async () => {
  const wanted = await uninterrupted();
  const death = fc.record({ writes: fc.nat(2 * tiles), lastWrite: fc.double({ min: 0, max: 1, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 3 }), anyOrder, async (deaths, order) => {
      const disk = new Disk();
      for (const { writes, lastWrite } of deaths) {
        disk.killAfter(writes);
        await writeMissing(disk.store, order).catch(() => {});
        disk.cut([lastWrite]);
      }
      await writeMissing(disk.store, order.toReversed());
      expect((await contents(disk.store)).equals(wanted)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a power cut that keeps, drops and cuts short any of the last writes never leaves a wrong pixel", async () => {
  const wanted = await uninterrupted();
  const share = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(fc.nat(2 * tiles), fc.array(share, { maxLength: 2 * tiles }), async (writes, shares) => {
      const disk = new Disk();
      disk.killAfter(writes);
      await writeMissing(disk.store, inOrder).catch(() => {});
      disk.cut(shares);
      const after = await openBlockClassRaster(plan, disk.store);
      for (const tile of inOrder) {
        const { kept } = tileAt(plan, tile);
        const answer = answerFor(tile);
        const empty = new Uint8Array(answer.classes.length);
        const { classes } = await after.read(kept, 0);
        expect(Buffer.compare(classes, after.isWritten(tile) ? answer.classes : empty)).toBe(0);
      }
      await writeMissing(disk.store, inOrder);
      expect((await contents(disk.store)).equals(wanted)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a journal whose blocks are gone counts them as damaged, and they are done again", async () => {
  const disk = new Disk();
  await writeMissing(disk.store, inOrder);
  const first = await disk.store.read(0, 4096);
  const emptied = new Disk();
  await emptied.store.write(0, first);
  expect((await openBlockClassRaster(plan, emptied.store)).damaged).toBe(tiles);
  await writeMissing(emptied.store, inOrder);
  expect((await contents(emptied.store)).equals(await uninterrupted())).toBe(true);
});

test("a full disk stops the run at that write, and what was written before stays", async () => {
  const disk = new Disk();
  disk.killAfter(5);
  const raster = await openBlockClassRaster(plan, disk.store);
  await raster.writeTile(0, answerFor(0));
  await raster.writeTile(1, answerFor(1));
  await expect(raster.writeTile(2, answerFor(2))).rejects.toThrow("killed");
  disk.killAfter(Number.POSITIVE_INFINITY);
  await writeMissing(disk.store, inOrder);
  expect((await contents(disk.store)).equals(await uninterrupted())).toBe(true);
});

test("the store grows with what is done, not with the image", async () => {
  let end = 0;
  const disk = new Disk();
  const store: ByteStore = {
    ...disk.store,
    write: async (offset, bytes) => {
      end = Math.max(end, offset + bytes.length);
      await disk.store.write(offset, bytes);
    },
  };
  const raster = await openBlockClassRaster(plan, store);
  await raster.writeTile(tiles - 1, answerFor(tiles - 1));
  expect(end).toBeLessThan(classRasterBytes(plan) / 2);
});
