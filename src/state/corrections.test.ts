import { describe, expect, it, vi } from "vitest";
import type { Edit } from "../core/edits/edit.ts";
import { faceAt } from "../core/edits/face-facts.ts";
import { librePreset } from "../core/landcover/presets.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { picture } from "../testing/pictures.ts";
import type { Engine } from "../workers/engine.ts";
import { HeldMap } from "../workers/held-map.ts";
import { addEdit } from "./commands/corrections/change.ts";
import { correctFace, pickFace } from "./commands/corrections/faces.ts";
import { followCorrections, settled, stopTracing, traceAgain } from "./commands/corrections/keep-up.ts";
import { openCorrections, takeCorrectionTool } from "./commands/corrections/open-corrections.ts";
import { countsShown, pickedFace, showsPolygons } from "./corrections.ts";
import { followChoices, redo, undo } from "./history.ts";
import { type App, createApp, type RunResult } from "./store.ts";

const ROWS = ["115555", "115555", "333322"];

/** An app with a finished run of the picture; the vector worker's own map, on this thread. */
function start() {
  const source = picture(ROWS);
  let held: HeldMap | undefined;
  let has: readonly Edit[] = [];
  const engine = {
    vectorise: vi.fn(async (..._: unknown[]) => {
      held = new HeldMap(await vectorise(source, { preset: librePreset(0) }), source.levels);
      has = [];
    }),
    correct: vi.fn(async (edits: readonly Edit[]) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      let kept = 0;
      while (kept < edits.length && edits[kept] === has[kept]) kept++;
      has = edits;
      return held!.correct(kept, edits.slice(kept), () => {});
    }),
    faceAt: async (x: number, y: number) => faceAt(held!.corrected, undefined, x, y),
  };
  const manifest = { id: "m", output: { kind: "logits" } } as unknown as ModelManifest;
  const app = createApp(engine as unknown as Engine, [{ manifest, url: "" }], "m", { save: async () => {} }, "0");
  const raster = { grid: source.grid, levels: source.levels } as RunResult["raster"];
  const result = { from: "run", raster, model: { manifest, url: "" }, counts: new Float64Array(16), revision: 0 };
  app.store.setState({ result: result as unknown as RunResult, run: { phase: "done", ran: undefined } });
  followChoices(app);
  const end = followCorrections(app);
  return {
    app,
    engine,
    end,
    at: (column: number, row: number) => [700_000 + 0.2 * (column + 0.5), 6_600_000 - 0.2 * (row + 0.5)] as const,
  };
}

const shown = (app: App) => [...countsShown(app.store.getState())!].map(Math.round);
const opened = async (app: App) => {
  openCorrections(app);
  await settled(app);
};

describe("correcting", () => {
  it("traces once, and shows polygons from then on", async () => {
    const { app, engine } = start();
    expect(engine.vectorise).not.toHaveBeenCalled();
    await opened(app);
    expect(showsPolygons(app.store.getState())).toBe(true);
    expect(shown(app).slice(0, 6)).toEqual([0, 4, 2, 4, 0, 8]);
    expect(engine.vectorise).toHaveBeenCalledTimes(1);
  });

  it("gives a picked face its class, and takes it back and again", async () => {
    const { app, at } = start();
    await opened(app);
    takeCorrectionTool(app, "reclass");
    await pickFace(app, ...at(0, 0));
    const face = pickedFace(app.store.getState())!;
    expect(face.numero).toBe(1);
    expect(correctFace(app, face, { numero: 5 })).toBe(true);
    await settled(app);
    expect(shown(app).slice(0, 6)).toEqual([0, 0, 2, 4, 0, 12]);
    await vi.waitFor(() => expect(pickedFace(app.store.getState())?.numero).toBe(5));
    undo(app);
    await settled(app);
    expect(shown(app).slice(0, 6)).toEqual([0, 4, 2, 4, 0, 8]);
    redo(app);
    await settled(app);
    expect(shown(app).slice(0, 6)).toEqual([0, 0, 2, 4, 0, 12]);
  });

  it("merges neighbours only", async () => {
    const { app, at } = start();
    await opened(app);
    takeCorrectionTool(app, "merge");
    await pickFace(app, ...at(0, 0));
    await pickFace(app, ...at(5, 2)); // 1 and 2 do not touch
    expect(app.store.getState().edits).toEqual([]);
    expect(app.store.getState().correcting.notice).toBe("not-neighbours");
    await pickFace(app, ...at(0, 2));
    await settled(app);
    expect(shown(app).slice(0, 4)).toEqual([0, 0, 2, 8]);
  });

  it("does together what is corrected while it is at work", async () => {
    const { app, engine, at } = start();
    await opened(app);
    const before = engine.correct.mock.calls.length;
    const face = (await app.engine.faceAt(...at(3, 0), new AbortController().signal))!;
    const edits = [2, 6, 7, 8].map(
      (numero): Edit => ({ kind: "shape", by: "brush", shape: face.shape, to: { numero } }),
    );
    addEdit(app, edits[0]!);
    await vi.waitFor(() => expect(engine.correct.mock.calls.length - before).toBe(1), { interval: 0 });
    for (const edit of edits.slice(1)) addEdit(app, edit);
    await settled(app);
    expect(engine.correct.mock.calls.length - before).toBe(2);
    expect(app.store.getState().mapped?.edits).toEqual(edits);
    expect(shown(app)[8]).toBe(8);
  });

  it("keeps what could not be done, says so, and tries again at the next correction", async () => {
    const { app, engine, at } = start();
    await opened(app);
    // on the map that is there, and on the one that is made anew
    for (let tries = 0; tries < 2; tries++) engine.correct.mockRejectedValueOnce(new Error("broken"));
    const face = (await app.engine.faceAt(...at(3, 0), new AbortController().signal))!;
    correctFace(app, face, { numero: 6 });
    await settled(app);
    expect(app.store.getState()).toMatchObject({
      error: { tag: "internal" },
      correcting: { work: { phase: "stopped" } },
    });
    expect(app.store.getState().edits).toHaveLength(1);
    expect(showsPolygons(app.store.getState())).toBe(false);
    traceAgain(app);
    await settled(app);
    expect(shown(app)[6]).toBe(8);
  });

  it("stops tracing when told to, until it is asked for again", async () => {
    const { app, engine } = start();
    openCorrections(app);
    stopTracing(app);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(showsPolygons(app.store.getState())).toBe(false);
    traceAgain(app);
    await settled(app);
    expect(showsPolygons(app.store.getState())).toBe(true);
    expect(engine.vectorise.mock.calls.length).toBeGreaterThan(0);
  });
});
