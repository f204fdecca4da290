import { expect, test } from "vitest";
import type { Grid } from "../../core/raster/grid.ts";
import type { OverlayFacts } from "../../workers/api.ts";
import type { Engine } from "../../workers/engine.ts";
import { shownOverlays } from "../result.ts";
import { createApp, type OpenImage } from "../store.ts";
import { closeImage } from "./close-image.ts";
import { addOverlays, rereadOverlays } from "./overlays.ts";

const files = (name: string) => [new File([], name)];

/** An app whose layers are read when the test lets one be. */
function start() {
  const waiting: (() => void)[] = [];
  const open = new Set<number>();
  let last = 0;
  const engine = {
    close: async () => {},
    closeMap: () => {},
    runs: { isDurable: async () => true, list: async () => [] },
    work: { list: async () => [] },
    overlays: {
      open: async ([file]: readonly File[], _: Grid, signal: AbortSignal): Promise<Partial<OverlayFacts>[]> => {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
        open.add(++last);
        return [{ id: last, name: file!.name, columns: [] }];
      },
      close: (id: number) => void open.delete(id),
    },
  } as unknown as Engine;
  const app = createApp(engine, [], "", { save: async () => {} }, "0");
  const settle = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise((resolve) => setTimeout(resolve));
      if (waiting.length > 0) idle = 0;
      waiting.shift()?.();
    }
  };
  const move = () => {
    app.store.setState({ image: { opened: { grid: {} } } as unknown as OpenImage });
    return rereadOverlays(app);
  };
  const names = () => app.store.getState().overlays.map(({ name }) => name);
  return { app, open, settle, move, names };
}

test("layers added while one is read are read after it, none is dropped", async () => {
  const { app, settle, move, names } = start();
  await move();
  const both = [addOverlays(app, files("a.shp")), addOverlays(app, files("b.shp"))];
  await settle();
  await Promise.all(both);
  expect(names()).toEqual(["a.shp", "b.shp"]);
  expect(app.store.getState().overlayOpening).toBeUndefined();
});

test("layers outlive two changes of ground within one reading, and are not shown until they are read", async () => {
  const { app, open, settle, move, names } = start();
  await move();
  const added = [addOverlays(app, files("a.shp")), addOverlays(app, files("b.shp"))];
  await settle();
  await Promise.all(added);
  const moves = [move(), move()];
  expect(names()).toEqual(["a.shp", "b.shp"]);
  expect(shownOverlays(app.store.getState())).toEqual([]);
  await settle();
  await Promise.all(moves);
  expect(names()).toEqual(["a.shp", "b.shp"]);
  expect(shownOverlays(app.store.getState())).toHaveLength(2);
  expect(open.size).toBe(2);
});

test("closing the image takes all with it that lies on its ground, and ends what is being read", async () => {
  const { app, open, settle, move } = start();
  await move();
  const added = addOverlays(app, files("a.shp"));
  await settle();
  await added;
  const area = new AbortController();
  const position = new AbortController();
  const identify = new AbortController();
  Object.assign(app.running, { area, position, identify });
  const { store } = app;
  store.setState(({ correcting }) => ({
    identified: { x: 0, y: 0, numero: 1, confidence: undefined, hits: [] },
    measured: { metres: {} as never, squareMetres: undefined },
    offeredLayer: files("c.shp"),
    position: { phase: "asking" },
    correcting: { ...correcting, of: {} as never },
  }));
  const reading = addOverlays(app, files("b.shp"));
  await new Promise((resolve) => setTimeout(resolve));
  await closeImage(app);
  await reading;
  const {
    overlays,
    identified,
    measured,
    offeredLayer,
    position: at,
    correcting,
    overlayOpening,
    error,
  } = store.getState();
  expect({ overlays, identified, measured, offeredLayer, at, overlayOpening, error, of: correcting.of }).toEqual({
    overlays: [],
    identified: undefined,
    measured: undefined,
    offeredLayer: undefined,
    at: { phase: "off" },
    overlayOpening: undefined,
    error: undefined,
    of: undefined,
  });
  expect([area, position, identify].map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  expect(open.size).toBe(0);
});
