import { expect, test } from "vitest";
import type { Grid } from "../../core/raster/grid.ts";
import type { OverlayFacts } from "../../workers/api.ts";
import type { Engine } from "../../workers/engine.ts";
import { presentOverlays } from "../map-tools.ts";
import { createApp, type OpenImage } from "../store.ts";
import { addOverlays, changeOverlay, removeOverlay, rereadOverlays } from "./overlays.ts";

const file = (name: string) => [new File([], name)];

/** A page over a worker that answers a reading when the test says so. */
function page() {
  const readings: { readonly name: string; readonly grid: Grid; answer(layers?: readonly string[]): Promise<void> }[] =
    [];
  const held = new Set<number>();
  let nextId = 1;
  const overlays = {
    open: (files: readonly File[], grid: Grid, signal: AbortSignal) =>
      new Promise<OverlayFacts[]>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        const answer = async (layers = [files[0]!.name]) => {
          const facts = layers.map((name) => ({ id: nextId++, name, features: 1, columns: [] }));
          for (const { id } of facts) held.add(id);
          resolve(facts);
          await settled();
        };
        readings.push({ name: files[0]!.name, grid, answer });
      }),
    close: (id: number) => held.delete(id),
  };
  const app = createApp({ overlays } as unknown as Engine, [], "", { save: async () => {} }, "0");
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  /** Brings another image, as the map follows it. */
  const goTo = async (name: string) => {
    const grid = { name } as unknown as Grid;
    app.store.setState({ image: { opened: { grid } } as OpenImage });
    void rereadOverlays(app);
    await settled();
    return grid;
  };
  const names = () => app.store.getState().overlays.map(({ name }) => name);
  const present = () => presentOverlays(app.store.getState()).map(({ name }) => name);
  return { app, readings, held, goTo, settled, names, present };
}

test("a second file waits for the first, and both come", async () => {
  const { app, readings, goTo, settled, names } = page();
  await goTo("A");
  void addOverlays(app, file("one"));
  void addOverlays(app, file("two"));
  await settled();
  expect(readings.map(({ name }) => name)).toEqual(["one"]);
  await readings[0]!.answer();
  await readings[1]!.answer();
  expect(names()).toEqual(["one", "two"]);
  expect(app.store.getState().overlayOpening).toBeUndefined();
});

test("on another ground they are read again, and two changes within one reading lose none", async () => {
  const { app, readings, held, goTo, settled, names, present } = page();
  await goTo("A");
  for (const name of ["one", "two"]) {
    const added = addOverlays(app, file(name));
    await settled();
    await readings.at(-1)!.answer();
    await added;
  }
  const [one] = app.store.getState().overlays;
  changeOverlay(app, one!.id, { shown: false });
  await goTo("B");
  expect(present()).toEqual([]);
  const c = await goTo("C");
  expect(names()).toEqual(["one", "two"]);
  const forC = () => readings.filter(({ grid }) => grid === c);
  await forC()[0]!.answer();
  expect(present()).toEqual(["one"]);
  await forC()[1]!.answer();
  expect(present()).toEqual(["one", "two"]);
  expect(app.store.getState().overlays.map(({ shown }) => shown)).toEqual([false, true]);
  expect(readings.length).toBe(5);
  expect([...held]).toEqual(app.store.getState().overlays.map(({ id }) => id));
});

test("what is removed while it is read again stays away, and its worker keeps nothing of it", async () => {
  const { app, readings, held, goTo, settled, names } = page();
  await goTo("A");
  void addOverlays(app, file("zones"));
  await settled();
  await readings[0]!.answer(["U", "A"]);
  await goTo("B");
  removeOverlay(app, app.store.getState().overlays[0]!.id);
  await readings[1]!.answer(["U", "A"]);
  expect(names()).toEqual(["A"]);
  expect(held.size).toBe(1);
});

test("what is being added when another image comes is read for that one", async () => {
  const { app, readings, goTo, settled, present } = page();
  await goTo("A");
  void addOverlays(app, file("one"));
  await settled();
  const b = await goTo("B");
  expect(readings.map(({ grid }) => grid === b)).toEqual([false, true]);
  await readings[1]!.answer();
  expect(present()).toEqual(["one"]);
});
