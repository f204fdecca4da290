import { expect, test } from "vitest";
import type { Engine } from "../workers/engine.ts";
import { atStake, losesResult, stakeOf } from "./at-stake.ts";
import { createApp, type State } from "./store.ts";

const beginning = createApp({} as Engine, [], "", { save: async () => {} }, "0").store.getState();
const state = (change: Partial<State>): State => ({ ...beginning, ...change });
const given = (change: Partial<State>) => atStake(state(change));
const run = (durable: boolean, written = 1) =>
  ({ from: "run", raster: { durable, written: Uint8Array.of(0, written) } }) as State["result"];
const opened = { from: "file" } as State["result"];
const edits = [{} as State["edits"][number]];
const kept = (change: Partial<State["kept"]>) => ({ ...beginning.kept, ...change });
const saved: State["exporting"] = { phase: "saved", file: "x.gpkg", bytes: 1, faces: 1 };

test("nothing is at stake before anything is opened, nor beside what is kept", () => {
  expect(given({})).toEqual([]);
  expect(given({ result: run(true), edits, run: { phase: "done", ran: undefined } })).toEqual([]);
  expect(given({ result: opened })).toEqual([]);
});

test("work in progress is", () => {
  expect(given({ run: { phase: "loading", what: "model" } })).toEqual(["work"]);
  expect(given({ opening: { phase: "opening", name: "dalle.tif", synthetic: false } })).toEqual(["work"]);
  expect(given({ exporting: { phase: "writing", share: 0.5 } })).toEqual(["work"]);
  expect(given({ adding: { phase: "reading", file: "modele.onnx" } })).toEqual(["work"]);
});

test("what only this page holds is: a run in memory with windows done, a file not saved yet", () => {
  expect(given({ result: run(false) })).toEqual(["result"]);
  expect(given({ result: run(false, 0) })).toEqual([]);
  expect(given({ result: run(false), exporting: saved })).toEqual([]);
  const ready = { phase: "ready", blob: new Blob(), name: "x", faces: 1 } as unknown as State["exporting"];
  expect(given({ exporting: ready })).toEqual(["file"]);
});

test("corrections are only where they are not kept: they are of an opened file too", () => {
  for (const result of [opened, run(true)]) {
    expect(given({ result, edits, kept: kept({ durable: true }) })).toEqual([]);
    expect(given({ result, edits, kept: kept({ durable: false }) })).toEqual(["corrections"]);
    expect(given({ result, edits, kept: kept({ durable: true, unwritten: true }) })).toEqual(["corrections"]);
    expect(given({ result, edits, kept: kept({ durable: false }), exporting: saved })).toEqual([]);
  }
});

test("closing asks where the result loses something, an update waits for all of it, and says for what", () => {
  const corrected = state({ result: opened, edits, kept: kept({ durable: true }) });
  expect([losesResult(corrected), stakeOf(corrected)]).toEqual([false, undefined]);
  const unkept = state({ result: opened, edits, kept: kept({ durable: false }) });
  expect([losesResult(unkept), stakeOf(unkept)]).toEqual([true, "unsaved"]);
  const busy = state({ ...unkept, adding: { phase: "reading", file: "m.onnx" } });
  expect([losesResult(busy), stakeOf(busy)]).toEqual([true, "work"]);
});
