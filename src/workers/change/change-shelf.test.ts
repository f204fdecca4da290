import * as Comlink from "comlink";
import { expect, test } from "vitest";
import type { DateName } from "../../core/change/change-map.ts";
import type { ChangeDecision } from "../../core/change/decision.ts";
import { appError } from "../../core/errors.ts";
import { createChangeShelf } from "./change-shelf.ts";

const settings = { toleranceMetres: 1.5, shift: [0, 0] } as const;
/** Node cannot post a file: its name is all the worker of this test asks for. */
const file = (name: string) => [{ name } as File];
const quiet = () => {};
const signal = new AbortController().signal;
const accepted = { at: [1, 2], verdict: "accepted", comment: "" } as unknown as ChangeDecision;

/** Workers on the other end of a channel, each with the list of what it was asked. */
function workers() {
  const asked: string[][] = [];
  const gone = new Set<string>();
  let kill: (detail: string) => void = quiet;
  const shelf = createChangeShelf(() => {
    const log: string[] = [];
    asked.push(log);
    const { port1, port2 } = new MessageChannel();
    const held = new Set<DateName>();
    const api = {
      async setSide(date: DateName, [{ name }]: readonly [File]) {
        log.push(`${date} ${name}`);
        if (gone.has(name)) throw appError("file-changed", {});
        held.add(date);
        return { file: name };
      },
      clearSide: async (date: DateName) => void held.delete(date),
      async compare({ toleranceMetres }: { toleranceMetres: number }) {
        log.push(`compare ${toleranceMetres}`);
        if (toleranceMetres === 99) await new Promise(() => {});
        if (held.size < 2) throw new Error("one map is missing");
        return { changes: [{ id: 0 }, { id: 1 }] };
      },
      async decide(list: readonly ChangeDecision[]) {
        log.push(`decide ${list.length}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { revised: list.map((decision, id) => ({ id, decision })) };
      },
      changeAt: async () => 7,
    };
    Comlink.expose(api, port2);
    port1.start();
    return { endpoint: port1, onDeath: (callback) => (kill = callback), terminate: () => port1.close() };
  });
  const both = async () => {
    await shelf.setSide("before", file("2021.gpkg"), quiet, signal);
    await shelf.setSide("after", file("2024.gpkg"), quiet, signal);
  };
  return { shelf, asked, gone, both, kill: () => kill("out of memory") };
}

test("after a crash a fresh worker has the maps, the comparison and the decisions again", async () => {
  const { shelf, asked, both, kill } = workers();
  await both();
  await shelf.compare(settings, undefined, quiet, signal);
  await shelf.decide([accepted], signal);
  kill();
  expect(await shelf.changeAt(0, 0, signal)).toBe(7);
  expect(asked[1]).toEqual(["before 2021.gpkg", "after 2024.gpkg", "compare 1.5", "decide 1"]);
});

test("of the changes all are told, though the worker tells those only that a decision alters", async () => {
  const { shelf, both, kill } = workers();
  await both();
  await shelf.compare(settings, undefined, quiet, signal);
  const stop = new AbortController();
  const unheard = shelf.decide([accepted], stop.signal);
  setTimeout(() => stop.abort(appError("cancelled", {})), 5);
  await expect(unheard).rejects.toMatchObject({ tag: "cancelled" });
  expect((await shelf.decide([], signal)).changes).toEqual([{ id: 0, decision: accepted }, { id: 1 }]);
  kill();
  expect((await shelf.decide([accepted], signal)).changes).toEqual([{ id: 0, decision: accepted }, { id: 1 }]);
});

test("a comparison that is given up settles at once, and the next one finds both maps but not the one given up", async () => {
  const { shelf, asked, both } = workers();
  await both();
  const stop = new AbortController();
  const work = shelf.compare({ ...settings, toleranceMetres: 99 }, undefined, quiet, stop.signal);
  setTimeout(() => stop.abort(appError("cancelled", {})));
  await expect(work).rejects.toMatchObject({ tag: "cancelled" });
  await shelf.compare(settings, undefined, quiet, signal);
  expect(asked[1]).toEqual(["before 2021.gpkg", "after 2024.gpkg", "compare 1.5"]);
});

test("dates that change places are read the other way round, and nothing is compared before it is asked for", async () => {
  const { shelf, asked, both } = workers();
  await both();
  await shelf.compare(settings, undefined, quiet, signal);
  shelf.swapSides();
  await shelf.compare(settings, undefined, quiet, signal);
  expect(asked[1]).toEqual(["before 2024.gpkg", "after 2021.gpkg", "compare 1.5"]);
});

test("a map whose file is gone after a crash says so, until its date has another", async () => {
  const { shelf, gone, both, kill } = workers();
  await both();
  gone.add("2021.gpkg");
  kill();
  await expect(shelf.compare(settings, undefined, quiet, signal)).rejects.toMatchObject({ tag: "file-changed" });
  await shelf.setSide("before", file("2020.gpkg"), quiet, signal);
  await shelf.compare(settings, undefined, quiet, signal);
});
