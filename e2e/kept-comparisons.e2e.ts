import { expect, type Page, test } from "@playwright/test";
import { build, type Rolldown } from "vite";
import type { ComparisonShelf, StoredComparison } from "../src/storage/kept-comparisons.ts";

/** The shelf of comparisons alone, on a page of its own: what goes and what stays is the browser's database's doing. */
async function openShelf(page: Page): Promise<void> {
  const lib = { entry: "src/storage/kept-comparisons.ts", formats: ["iife" as const], name: "kept" };
  const [built] = (await build({ configFile: false, logLevel: "error", build: { write: false, lib } })) as [
    Rolldown.RolldownOutput,
  ];
  await page.route("**/shelf", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto("/shelf");
  await page.addScriptTag({ content: built.output[0].code });
  await page.evaluate("globalThis.shelf = kept.createComparisonShelf()");
}

declare const shelf: ComparisonShelf;

const said: Readonly<Record<string, Partial<StoredComparison>>> = {
  decided: { decisions: [{ at: [0, 0], was: {}, verdict: "rejected", comment: "" } as never] },
  sampled: { sample: { of: "change", points: [] } as never },
  limited: { area: { origin: "drawn", name: "", crs: {} as never, zones: [] } },
  measured: { zones: { file: "communes.gpkg", epsg: 2154, list: [] } },
  tolerant: { chosenSettings: { toleranceMetres: 2 } },
  shifted: { shiftTaken: true },
  accepted: { modelsAccepted: true },
};

/** Keeps comparisons with two maps each, one after the other, each newer than those before. */
function keep(page: Page, comparisons: Readonly<Record<string, Partial<StoredComparison>>>, from: number) {
  return page.evaluate(
    async ([comparisons, from]) => {
      let at = from;
      const nothing = { sides: {}, waiting: {}, chosenSettings: {}, shiftTaken: false, modelsAccepted: false };
      for (const [key, more] of Object.entries(comparisons)) {
        for (const date of ["before", "after"] as const) await shelf.putFiles(key, date, [new File([key], date)]);
        await shelf.put({ ...nothing, decisions: [], zones: undefined, sample: undefined, ...more, key, at: at++ });
      }
    },
    [comparisons, from] as const,
  );
}

/** Those that are listed, newest first, and those whose maps are both there. */
function found(page: Page, keys: readonly string[]) {
  return page.evaluate(async (keys) => {
    const withMaps: string[] = [];
    for (const key of keys) {
      const files = await Promise.all([shelf.filesOf(key, "before"), shelf.filesOf(key, "after")]);
      const texts = await Promise.all(files.map(async (list) => list?.[0]?.text()));
      if (texts.every((text) => text === key)) withMaps.push(key);
    }
    return { listed: (await shelf.list()).map(({ key }) => key), withMaps };
  }, keys);
}

test("of comparisons of which nothing was said the five newest stay with their maps, of the others all", async ({
  page,
}) => {
  await openShelf(page);
  const undecided = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`plain ${index}`, {}]));
  await keep(page, said, 0);
  await keep(page, undecided, 100);
  const kept = Object.keys(undecided).slice(-5);
  const keys = [...Object.keys(said), ...Object.keys(undecided)];
  const { listed, withMaps } = await found(page, keys);
  expect(listed).toEqual([...Object.keys(said), ...kept].reverse());
  expect(withMaps).toEqual([...Object.keys(said), ...kept]);
});

test("what is decided at last stays from then on, what is taken back may go again, and what is gone on with is new", async ({
  page,
}) => {
  await openShelf(page);
  const plain = (from: number) => Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`plain ${from + index}`, {}]));
  await keep(page, { one: {}, two: {}, three: said["decided"]! }, 0);
  await keep(page, { one: said["limited"]!, three: {} }, 10);
  await keep(page, plain(20), 20);
  expect((await found(page, [])).listed).toEqual(["plain 24", "plain 23", "plain 22", "plain 21", "plain 20", "one"]);
  await keep(page, { "plain 20": {} }, 30);
  await keep(page, { last: {} }, 40);
  expect((await found(page, [])).listed).toEqual(["last", "plain 20", "plain 24", "plain 23", "plain 22", "one"]);
  await page.evaluate(() => shelf.remove("one"));
  expect(await found(page, ["one", "two", "last"])).toMatchObject({ withMaps: ["last"] });
});
