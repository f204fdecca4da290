import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Edit } from "../core/edits/edit.ts";
import type { StoredWork } from "../workers/api.ts";
import type { Engine } from "../workers/engine.ts";
import { atStake } from "./at-stake.ts";
import { keepWork } from "./keep-work.ts";
import { createApp, type OpenedResult, type RunResult } from "./store.ts";

const edit = (x: number): Edit => ({ kind: "accept", at: [x, 0], was: 1, squareMetres: 1 });
const bounds = (x: number) => [x, 0, x + 1, 1] as const;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page whose work is kept in a map, each writing as slow as the test lets it be. */
function page() {
  const kept = new Map<string, { work: StoredWork; edits: readonly Edit[] | undefined }>();
  const exported = new Map<string, boolean | undefined>();
  const waiting: { let: () => void; fail: () => void }[] = [];
  const editsWritten: (readonly Edit[] | undefined)[] = [];
  const engine = {
    runs: { change: async (name: string, change: { exported?: boolean }) => void exported.set(name, change.exported) },
    work: {
      async put(work: StoredWork, edits?: readonly Edit[]) {
        await new Promise<void>((resolve, reject) =>
          waiting.push({ let: resolve, fail: () => reject(new Error("full")) }),
        );
        editsWritten.push(edits);
        kept.set(work.of, { work, edits: edits ?? kept.get(work.of)?.edits });
      },
    },
  } as unknown as Engine;
  const { store } = createApp(engine, [], "", { save: async () => {} }, "0");
  keepWork({ store, engine });
  const settle = async (ending: "let" | "fail" = "let") => {
    do {
      waiting.shift()?.[ending]();
      await vi.advanceTimersByTimeAsync(0);
    } while (waiting.length > 0);
  };
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  const show = (name: string | undefined, edits: readonly Edit[]) =>
    store.setState({ result: { from: "run", name, raster: { durable: true } } as RunResult, edits });
  return { store, kept, exported, waiting, editsWritten, settle, pass, show };
}

test("corrections are kept at once, of runs and of opened results, the last of several made while one is written", async () => {
  const { store, kept, waiting, settle, show } = page();
  show("a", []);
  store.setState({ edits: [edit(1)] });
  store.setState({ edits: [edit(1), edit(2)] });
  store.setState({ edits: [edit(1), edit(2), edit(3)] });
  expect(waiting.length).toBe(1);
  await settle();
  expect(kept.get("a")).toMatchObject({ edits: [edit(1), edit(2), edit(3)], work: { corrections: 3 } });
  const identity = { name: "r.gpkg", folder: "", size: 9, fingerprint: "f" };
  store.setState({ result: { from: "file", identity, source: {} as File } as OpenedResult, edits: [] });
  store.setState({ edits: [edit(7)] });
  await settle();
  expect(kept.get("result 9 f")).toMatchObject({ edits: [edit(7)], work: { corrections: 1, file: identity } });
});

test("the last correction is kept where the image closes, or another run comes, while one is written", async () => {
  const { store, kept, settle, show } = page();
  show("a", []);
  store.setState({ edits: [edit(1)] });
  store.setState({ edits: [edit(1), edit(2)] });
  store.setState({ result: undefined, edits: [] });
  await settle();
  expect(kept.get("a")?.edits).toEqual([edit(1), edit(2)]);
  show("b", []);
  store.setState({ edits: [edit(3)] });
  store.setState({ edits: [edit(3), edit(4)] });
  show("c", []);
  await settle();
  expect(kept.get("b")?.edits).toEqual([edit(3), edit(4)]);
});

test("what could not be written is at stake, and written again until it is there", async () => {
  const { store, kept, settle, pass, show } = page();
  show("a", []);
  store.setState({ edits: [edit(1)] });
  await settle("fail");
  expect(kept.size).toBe(0);
  expect(store.getState().kept.unwritten).toBe(true);
  expect(atStake(store.getState())).toEqual(["corrections"]);
  await pass(5000);
  await settle();
  expect(kept.get("a")?.edits).toEqual([edit(1)]);
  expect(store.getState().kept.unwritten).toBe(false);
  expect(atStake(store.getState())).toEqual([]);
});

test("a map that is moved writes no corrections again", async () => {
  const { store, kept, editsWritten, settle, pass, show } = page();
  show("a", [edit(1)]);
  await pass(400);
  await settle();
  store.setState({ viewBounds: bounds(1) });
  await pass(400);
  await settle();
  expect(editsWritten).toEqual([[edit(1)], undefined]);
  expect(kept.get("a")).toMatchObject({ edits: [edit(1)], work: { view: bounds(1), corrections: 1 } });
});

test("a page that is hidden has written what it waited with", async () => {
  const { store, kept, settle, show } = page();
  show("a", []);
  store.setState({ viewBounds: bounds(1) });
  Object.assign(document, { visibilityState: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect(kept.get("a")).toMatchObject({ work: { view: bounds(1) } });
});

test("a run is no longer exported once its corrections change, and not for being taken up with some", async () => {
  const { store, exported, settle, show } = page();
  show("a", [edit(1)]);
  show("b", [edit(2)]);
  store.setState({ viewBounds: bounds(1) });
  await settle();
  expect(exported.size).toBe(0);
  store.setState({ edits: [] });
  expect([...exported]).toEqual([["b", false]]);
});
