import { expect, test } from "vitest";
import type { Grid } from "../../core/raster/grid.ts";
import type { Engine } from "../../workers/engine.ts";
import type { Overlay } from "../map-tools.ts";
import { createApp, type State } from "../store.ts";
import { closeImage } from "./close-image.ts";
import { addOverlays } from "./overlays.ts";

test("closing leaves nothing of the image: neither on the screen, nor in the workers, nor under way", async () => {
  const calls: string[] = [];
  const noted = (call: string) => async () => void calls.push(call);
  let reading: AbortSignal | undefined;
  const engine = {
    close: noted("close"),
    closeMap: noted("closeMap"),
    runs: { isDurable: async () => true, list: async () => [] },
    work: { list: async () => [] },
    overlays: {
      open: (_files: unknown, _grid: unknown, signal: AbortSignal) =>
        new Promise((_, reject) => {
          reading = signal;
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      close: (id: number) => calls.push(`close overlay ${id}`),
    },
  } as unknown as Engine;
  const app = createApp(engine, [], "", { save: async () => {} }, "0");
  const { store, running } = app;
  await closeImage(app);
  const empty = store.getState();
  calls.length = 0;

  const grid = {} as Grid;
  const raster = { grid };
  store.setState({
    image: { opened: { grid } },
    result: { from: "run", raster },
    overlays: [{ id: 7, grid } as Overlay],
    offeredLayer: [new File([], "zones.gpkg")],
    identified: { x: 1, y: 2, numero: undefined, confidence: undefined, hits: [] },
    measured: { metres: {}, squareMetres: undefined },
    position: { phase: "shown", longitude: 2, latitude: 46, accuracyMetres: 5, following: true, isLost: false },
    correcting: { ...empty.correcting, of: raster, notice: "no-face" },
  } as unknown as State);
  const adding = addOverlays(app, [new File([], "parcelles.gpkg")]);
  await Promise.resolve();
  const watched = (name: "area" | "asking" | "identify" | "position") => {
    const controller = new AbortController();
    running[name] = controller;
    return controller.signal;
  };
  const signals = (["area", "asking", "identify", "position"] as const).map(watched);

  await closeImage(app);
  await adding;
  expect(store.getState()).toEqual(empty);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
  expect(reading?.aborted).toBe(true);
  expect(calls.toSorted()).toEqual(["close", "close overlay 7", "closeMap"]);
});
