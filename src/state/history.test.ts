import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../core/edits/edit.ts";
import { crsOf } from "../core/geo/crs.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { ModelSource } from "../workers/api.ts";
import type { Engine } from "../workers/engine.ts";
import { choices } from "./choices.ts";
import { takeUses } from "./commands/reference.ts";
import { clearArea, setArea } from "./commands/set-area.ts";
import {
  changeGeneralisation,
  changeView,
  chooseBackend,
  chooseExportCrs,
  chooseModel,
  setMillesime,
  toggleClass,
} from "./commands/settings.ts";
import { beginHistory, followChoices, redo, undo } from "./history.ts";
import { type App, type Area, createApp, type OpenImage, type OpenReference, type RunResult } from "./store.ts";

const model = (id: string): ModelSource => ({ manifest: { id } as ModelManifest, url: id });

/** An app at rest with a reference beside, whose clock stands still unless told. */
function start(): { app: App; clock: { now: number } } {
  const engine = { takeUses: async () => {} } as unknown as Engine;
  const saving = { save: async () => {} };
  const app = createApp(engine, [model("a"), model("b"), model("c")], "a", saving, "0");
  const codes = ["CS1.1.1.1"];
  const reference = { codes, usesTaken: false } as unknown as OpenReference;
  app.store.setState({ reference: { phase: "open", reference } });
  const clock = { now: 0 };
  followChoices(app, () => clock.now);
  return { app, clock };
}

const chosen = ({ store }: App) => choices.map(({ read }) => read(store.getState()));
const area = (name: string): Area => ({ origin: "file", name, crs: crsOf(2154)!, zones: [] });

/** One thing a user does; uses answer a moment later, as from their worker. */
const act: fc.Arbitrary<(app: App) => unknown> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((numero) => (app: App) => toggleClass(app, numero)),
  fc.constantFrom("a", "b", "c").map((id) => (app: App) => chooseModel(app, id)),
  fc.constantFrom("official", "safe").map((palette) => (app: App) => changeView(app, { palette })),
  fc.integer({ min: 0, max: 10 }).map((tenths) => (app: App) => changeView(app, { opacity: tenths / 10 })),
  fc.integer({ min: -1, max: 3 }).map((size) => (app: App) => changeGeneralisation(app, { minAreaSquareMetres: size })),
  fc.boolean().map((smooth) => (app: App) => changeGeneralisation(app, { smooth })),
  fc.constantFrom("2020", " 2020 ", "2021", "").map((year) => (app: App) => setMillesime(app, year)),
  fc
    .constantFrom(2154, 3857, undefined)
    .map((code) => (app: App) => chooseExportCrs(app, code === undefined ? undefined : crsOf(code))),
  fc.constantFrom("auto", "wasm").map((wanted) => (app: App) => chooseBackend(app, { wanted })),
  fc.constantFrom("x", "y").map((name) => (app: App) => setArea(app, area(name))),
  fc.constant((app: App) => clearArea(app)),
  fc.boolean().map((taken) => (app: App) => takeUses(app, taken)),
  fc.constantFrom(1, 2, 3).map(
    (numero) =>
      ({ store }: App) =>
        store.setState(({ edits }) => {
          const accepted: Edit = { kind: "accept", at: [numero, 0], was: numero, squareMetres: 1 };
          return { edits: [...edits, accepted] };
        }),
  ),
  // what is no choice leaves no step
  fc.constant((app: App) => changeView(app, { showImage: !app.store.getState().view.showImage })),
);

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe("undo and redo", () => {
  it("brings back every state on the way, whatever was chosen, and forth again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(2000)), { maxLength: 25 }), async (acts) => {
        const { app, clock } = start();
        const { store } = app;
        const first = chosen(app);
        const states = [first];
        for (const [act, pause] of acts) {
          clock.now += pause;
          await act(app);
          const steps = store.getState().history.past.length;
          states.length = steps;
          states.push(chosen(app));
        }
        const past = store.getState().history.past.length;
        const last = chosen(app);
        for (let step = past; step > 0; step--) {
          expect(chosen(app)).toEqual(states[step]);
          undo(app);
          await settle();
        }
        expect(chosen(app)).toEqual(first);
        expect(store.getState().history.past).toEqual([]);
        undo(app);
        expect(chosen(app)).toEqual(first);
        for (let step = 0; step < past; step++) {
          redo(app);
          await settle();
        }
        expect(chosen(app)).toEqual(last);
        expect(store.getState().history.future).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("takes choosing and undoing in any order: what was undone is gone once something else is chosen", async () => {
    const go = fc.constantFrom<(app: App) => void>(undo, redo);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(act, go), { maxLength: 30 }), async (acts) => {
        const { app, clock } = start();
        const first = chosen(app);
        for (const act of acts) {
          clock.now += 5000;
          const { past } = app.store.getState().history;
          await act(app);
          await settle();
          const { history } = app.store.getState();
          if (history.past.length > past.length && act !== redo) expect(history.future).toEqual([]);
        }
        const last = chosen(app);
        const steps = app.store.getState().history.past.length;
        for (let step = 0; step < steps; step++) {
          undo(app);
          await settle();
        }
        expect(chosen(app)).toEqual(first);
        for (let step = 0; step < steps; step++) {
          redo(app);
          await settle();
        }
        expect(chosen(app)).toEqual(last);
      }),
      { numRuns: 60 },
    );
  });

  it("takes a slider's way as one step, and two drags as two", () => {
    const { app, clock } = start();
    for (const opacity of [0.5, 0.4, 0.3, 0.2]) {
      clock.now += 100;
      changeView(app, { opacity });
    }
    clock.now += 5000;
    changeView(app, { opacity: 0.9 });
    undo(app);
    expect(app.store.getState().view.opacity).toBe(0.2);
    undo(app);
    expect(app.store.getState().view.opacity).toBe(0.6);
    expect(app.store.getState().history.past).toEqual([]);
  });

  it("leaves no step where a slider comes back to where it was", () => {
    const { app } = start();
    for (const opacity of [0.5, 0.4, 0.6]) changeView(app, { opacity });
    expect(app.store.getState().history.past).toEqual([]);
  });

  it("invalidates what was made as the command does: an export that is ready is not of the state gone back to", () => {
    const { app } = start();
    const { store } = app;
    for (const change of [
      () => changeGeneralisation(app, { smooth: true }),
      () => setArea(app, area("x")),
      () => setMillesime(app, "1999"),
      () => chooseExportCrs(app, crsOf(3857)),
    ]) {
      change();
      store.setState({ exporting: { phase: "saved", file: "f", bytes: 1, faces: 1 } });
      undo(app);
      expect(store.getState().exporting).toEqual({ phase: "idle" });
    }
  });

  it("does not touch what a run or an export rests on, says so, and undoes it afterwards", () => {
    const { app } = start();
    const { store } = app;
    chooseModel(app, "b");
    store.setState({ run: { phase: "loading", what: "model" } });
    undo(app);
    expect(store.getState().chosenModel).toBe("b");
    expect(store.getState().history.told?.kind).toBe("held");
    store.setState({ run: { phase: "none" } });
    undo(app);
    expect(store.getState().chosenModel).toBe("a");
    setMillesime(app, "2020");
    store.setState({ exporting: { phase: "writing", share: 0.5 } });
    undo(app);
    expect(store.getState().millesime).toBe("2020");
    expect(store.getState().exporting).toEqual({ phase: "writing", share: 0.5 });
  });

  it("begins anew with another image, and when what is there was brought back by a resumed run", () => {
    const { app } = start();
    setMillesime(app, "2020");
    app.store.setState({ image: { inputs: [] } as unknown as OpenImage, millesime: "2021", area: undefined });
    expect(app.store.getState().history.past).toEqual([]);
    chooseModel(app, "b");
    beginHistory(app);
    undo(app);
    expect(app.store.getState().chosenModel).toBe("b");
  });

  it("takes corrections that a run was left with for no choice of now, and leaves those of before", () => {
    const { app } = start();
    const { store } = app;
    const accepted: Edit = { kind: "accept", at: [1, 0], was: 1, squareMetres: 1 };
    const taken = (edits: readonly Edit[]) => store.setState({ result: { from: "run" } as RunResult, edits });
    chooseBackend(app, { wanted: "wasm" });
    taken([]); // a new list, as empty as the one before
    taken([accepted]);
    expect(store.getState().history.past).toHaveLength(1);
    store.setState({ edits: [accepted, accepted] });
    undo(app);
    expect(store.getState().edits).toEqual([accepted]);
    undo(app);
    expect(store.getState()).toMatchObject({ backend: { wanted: "auto" }, edits: [accepted] });
  });

  it("forgets steps of a model that is gone and of a reference that was taken away, and no others", async () => {
    const { app } = start();
    const { store } = app;
    toggleClass(app, 3);
    chooseModel(app, "b");
    await takeUses(app, true);
    store.setState(({ models }) => ({ models: models.slice(1), chosenModel: "c" }));
    store.setState({ reference: { phase: "none" } });
    const names = store.getState().history.past.flatMap(({ changes }) => changes.map(({ choice }) => choice));
    expect(names).toEqual(["hidden"]);
  });
});
