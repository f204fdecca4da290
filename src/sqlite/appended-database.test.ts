import fc from "fast-check";
import { expect, test } from "vitest";
import { type OpenDatabase, openDatabase } from "../testing/open-database.ts";
import { mulberry32 } from "../testing/pictures.ts";
import { AppendedDatabase } from "./appended-database.ts";
import { BulkTable } from "./bulk-table.ts";
import { setOutward, writePackedRtree } from "./packed-rtree.ts";
import { LOCK_PAGE, PAGE_BYTES, PageFile } from "./page-file.ts";
import type { SqlValue } from "./record.ts";

/** The file as it is written: what comes first, what is appended, and the first pages again. */
function fileOf(database: AppendedDatabase): Uint8Array {
  const appended = database.pages.take();
  const file = new Uint8Array(database.start.length + appended.length);
  file.set(database.start);
  file.set(appended, database.start.length);
  file.set(database.finishedStart());
  database.close();
  return file;
}

async function tableOf(rows: readonly (readonly [id: number, ...SqlValue[]])[]): Promise<OpenDatabase> {
  const columns = Array.from({ length: Math.max(1, (rows[0]?.length ?? 1) - 1) }, (_, at) => `, c${at}`).join("");
  const file = await AppendedDatabase.create((made) => made.exec(`CREATE TABLE t (id INTEGER PRIMARY KEY${columns})`));
  const table = new BulkTable(file.pages);
  for (const [id, ...values] of rows) table.add(id, [null, ...values]);
  file.setRoot("t", table.finish());
  return openDatabase(fileOf(file));
}

const isSound = ({ query }: OpenDatabase): boolean => query("PRAGMA integrity_check")[0]![0] === "ok";

test("SQLite reads every kind of value back", async () => {
  const values = [null, 0, 1, -1, 127, 128, -32_768, 32_768, 2 ** 31 - 1, 2 ** 31, -(2 ** 47), 0.1, -1e300, "", "a"];
  const texts = ["selon l’usage", "é".repeat(3000), "\u{1f332}", new Uint8Array([1, 2, 3]), new Uint8Array()];
  const row = [...values, ...texts];
  const table = await tableOf([[7, ...row]]);
  expect(table.query("SELECT * FROM t")).toEqual([[7, ...row]]);
  expect(isSound(table)).toBe(true);
});

test("rows of any length, ids with gaps", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          gap: fc.integer({ min: 1, max: 1_000_000 }),
          // about all the places where a row starts to spill and where a page of what it spills is full
          length: fc.oneof(
            fc.integer({ min: 0, max: 60 }),
            fc.integer({ min: 400, max: 600 }),
            fc.integer({ min: 4000, max: 4200 }),
            fc.integer({ min: 4500, max: 4700 }),
            fc.integer({ min: 8100, max: 8800 }),
          ),
        }),
        { maxLength: 60 },
      ),
      async (rows) => {
        let id = 0;
        const written = rows.map(({ gap, length }) => {
          id += gap;
          return [id, new Uint8Array(length).fill(id)] as const;
        });
        const table = await tableOf(written);
        expect(isSound(table)).toBe(true);
        expect(table.query("SELECT id, hex(c0) FROM t")).toEqual(
          written.map(([at, bytes]) => [at, Buffer.from(bytes).toString("hex").toUpperCase()]),
        );
        table.database.close();
      },
    ),
    { numRuns: 40 },
  );
});

test("a tree of three levels, which then takes more rows and gives some up", async () => {
  // One to a leaf, and some 400 leaves to a page of the level above.
  const count = 1000;
  const table = await tableOf(Array.from({ length: count }, (_, at) => [at + 1, new Uint8Array(3000).fill(at)]));
  expect(isSound(table)).toBe(true);
  expect(table.query("SELECT count(*), sum(length(c0)), max(id) FROM t")).toEqual([[count, 3000 * count, count]]);
  expect(table.query("SELECT hex(substr(c0, 9, 1)) FROM t WHERE id = 700")).toEqual([["BB"]]);
  table.query("INSERT INTO t SELECT id + 1000, c0 FROM t WHERE id % 3 = 0");
  table.query("DELETE FROM t WHERE id % 5 = 0");
  expect(table.query("SELECT count(*) FROM t")).toEqual([[count + 333 - 200 - 66]]);
  expect(isSound(table)).toBe(true);
});

test("a table without rows, and one whose only page is its root", async () => {
  expect(isSound(await tableOf([]))).toBe(true);
  const small = await tableOf([[1, "a"]]);
  expect([isSound(small), small.query("PRAGMA page_count")[0]![0]]).toEqual([true, 2]);
});

test("the page of SQLite's locks stays empty, in a chain of pages too", () => {
  const pages = new PageFile(LOCK_PAGE - 3);
  expect([pages.next, pages.afterNext]).toEqual([LOCK_PAGE - 2, LOCK_PAGE - 1]);
  pages.append().fill(1);
  expect([pages.next, pages.afterNext]).toEqual([LOCK_PAGE - 1, LOCK_PAGE + 1]);
  pages.append().fill(2);
  expect([pages.next, pages.afterNext]).toEqual([LOCK_PAGE + 1, LOCK_PAGE + 2]);
  pages.append().fill(3);
  expect(pages.count).toBe(LOCK_PAGE + 1);
  const bytes = pages.take();
  expect(Array.from({ length: 4 }, (_, page) => bytes[page * PAGE_BYTES])).toEqual([1, 2, 0, 3]);
});

/** `count` boxes about Lambert-93's middle, some of them points, each with its exact bounds. */
function boxesOf(count: number): (readonly [minX: number, minY: number, maxX: number, maxY: number])[] {
  const random = mulberry32(count);
  return Array.from({ length: count }, (_, index) => {
    const [x, y] = [600_000 + 1000 * random(), 6_600_000 + 1000 * random()];
    const size = index % 4 === 0 ? 0 : 30 * random();
    return [x, y, x + size, y + size];
  });
}

async function indexOf(boxes: ReturnType<typeof boxesOf>): Promise<OpenDatabase> {
  const file = await AppendedDatabase.create((made) =>
    made.exec("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)"),
  );
  const floats = new Float32Array(4 * boxes.length);
  for (const [index, box] of boxes.entries()) setOutward(floats, index, box);
  for (const [suffix, root] of Object.entries(writePackedRtree(file.pages, floats))) file.setRoot(`r_${suffix}`, root);
  return openDatabase(fileOf(file));
}

// 51 to a node: one, a full one, two, a full second level, a third one.
test.each([1, 51, 52, 2601, 2602, 7000])("an index of %i boxes answers as looking at all does", async (count) => {
  const boxes = boxesOf(count);
  const index = await indexOf(boxes);
  expect(index.query("SELECT rtreecheck('r')")).toEqual([["ok"]]);
  expect(isSound(index)).toBe(true);
  const random = mulberry32(1);
  for (let query = 0; query < 20; query++) {
    const [x, y] = [600_000 + 1000 * random(), 6_600_000 + 1000 * random()];
    const found = index.query(
      `SELECT id FROM r WHERE maxx >= ${x} AND minx <= ${x + 50} AND maxy >= ${y} AND miny <= ${y + 50}`,
    );
    const meets = boxes.flatMap(([minX, minY, maxX, maxY], at) =>
      maxX >= x && minX <= x + 50 && maxY >= y && minY <= y + 50 ? [at + 1] : [],
    );
    // 32-bit floats: half a metre at these northings, so that the index may answer with a neighbour more, never with one less.
    expect(found.flat()).toEqual(expect.arrayContaining(meets));
    expect(found.length - meets.length).toBeLessThan(count / 200 + 2);
  }
});

test("an index goes on working when SQLite changes it", async () => {
  const index = await indexOf(boxesOf(3000));
  index.query("DELETE FROM r WHERE id % 3 = 0");
  index.query("INSERT INTO r SELECT id + 10000, minx + 5, maxx + 5, miny, maxy FROM r WHERE id % 2 = 0");
  expect(index.query("SELECT rtreecheck('r')")).toEqual([["ok"]]);
  expect(index.query("SELECT count(*) FROM r")).toEqual([[3000]]);
});

test("a box is widened to the nearest floats, in all quarters", () => {
  const boxes = new Float32Array(12);
  setOutward(boxes, 0, [0.1, -0.1, 0.1, -0.1]);
  setOutward(boxes, 1, [0.5, -2, 0.75, 0]);
  setOutward(boxes, 2, [700_000.03, 6_600_000.1, 700_000.04, 6_600_000.4]);
  expect([...boxes.subarray(0, 4)]).toEqual([
    0.09999999403953552, 0.10000000149011612, -0.10000000149011612, -0.09999999403953552,
  ]);
  expect([...boxes.subarray(4, 8)]).toEqual([0.5, 0.75, -2, 0]);
  expect([...boxes.subarray(8)]).toEqual([700_000, 700_000.0625, 6_600_000, 6_600_000.5]);
});
