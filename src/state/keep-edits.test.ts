import { expect, test } from "vitest";
import type { Edit } from "../core/edits/edit.ts";
import type { RunRecord } from "../core/ports/run-record.ts";
import type { Engine } from "../workers/engine.ts";
import { keepEdits } from "./keep-edits.ts";
import { createApp, type RunResult } from "./store.ts";

const edit = (x: number): Edit => ({ kind: "accept", at: [x, 0], was: 1, squareMetres: 1 });

/** A page whose runs are kept in a map, each writing as slow as the test lets it be. */
function page() {
  const records = new Map<string, Partial<RunRecord>>();
  const waiting: (() => void)[] = [];
  const change = async (name: string, changed: Partial<RunRecord>) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    records.set(name, changed);
  };
  const engine = { runs: { change } } as unknown as Engine;
  const { store } = createApp(engine, [], "", { save: async () => {} }, "0");
  const settle = async () => {
    while (waiting.length > 0) {
      waiting.shift()!();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const show = (name: string | undefined, edits: readonly Edit[]) =>
    store.setState({ result: { from: "run", name } as RunResult, edits });
  return { store, engine, records, waiting, settle, show };
}

test("corrections are kept with their run, the last of several made while one is written", async () => {
  const { store, engine, records, waiting, settle, show } = page();
  keepEdits({ store, engine });
  show("a", []);
  store.setState({ edits: [edit(1)] });
  store.setState({ edits: [edit(1), edit(2)] });
  store.setState({ edits: [edit(1), edit(2), edit(3)] });
  expect(waiting.length).toBe(1);
  await settle();
  expect(records.get("a")).toEqual({ edits: [edit(1), edit(2), edit(3)] });
});

test("what a run brings is not written back, nor into another run, nor where nothing is kept", async () => {
  const { store, engine, records, settle, show } = page();
  keepEdits({ store, engine });
  show("a", [edit(1)]);
  show("b", [edit(2)]);
  await settle();
  expect(records.size).toBe(0);
  store.setState({ edits: [] });
  await settle();
  expect([...records]).toEqual([["b", { edits: [] }]]);
  show(undefined, []);
  store.setState({ edits: [edit(4)] });
  await settle();
  expect(records.size).toBe(1);
});
