import { expect, test } from "vitest";
import type { Engine } from "../workers/engine.ts";
import { atStake } from "./at-stake.ts";
import { createApp, type State } from "./store.ts";

const beginning = createApp({} as Engine, [], "", { save: async () => {} }, "0").store.getState();
const given = (change: Partial<State>) => atStake({ ...beginning, ...change });
const run = (durable: boolean) => ({ from: "run", raster: { durable } }) as State["result"];
const opened = { from: "file" } as State["result"];
const correction = {} as State["edits"][number];

test("nothing is at stake before anything is opened, nor beside a run that is kept", () => {
  expect(given({})).toBeUndefined();
  expect(given({ result: run(true), edits: [correction], run: { phase: "done", ran: undefined } })).toBeUndefined();
});

test("work in progress is", () => {
  expect(given({ run: { phase: "loading", what: "model" } })).toBe("work");
  expect(given({ opening: { phase: "opening", name: "dalle.tif", synthetic: false } })).toBe("work");
  expect(given({ exporting: { phase: "writing", share: 0.5 } })).toBe("work");
  expect(given({ adding: { phase: "reading", file: "modele.onnx" } })).toBe("work");
});

test("what only this page holds is: a run in memory, corrections of an opened file, a file not saved yet", () => {
  expect(given({ result: run(false) })).toBe("unsaved");
  expect(given({ result: opened })).toBeUndefined();
  expect(given({ result: opened, edits: [correction] })).toBe("unsaved");
  const ready = { phase: "ready", blob: new Blob(), name: "x", faces: 1 } as unknown as State["exporting"];
  expect(given({ exporting: ready })).toBe("unsaved");
});
