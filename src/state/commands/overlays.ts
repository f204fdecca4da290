import { appError } from "../../core/errors.ts";
import type { Grid } from "../../core/raster/grid.ts";
import type { OverlayFacts } from "../../workers/api.ts";
import type { Overlay } from "../map-tools.ts";
import { groundOf } from "../result.ts";
import type { App } from "../store.ts";
import { reportError } from "./report-error.ts";
import { layerName, setAreaFromFiles } from "./set-area.ts";

/** Columns that name a feature, in the order of preference; compared without regard to case. */
const NAMES = ["libelle", "nom", "name", "label", "section", "numero", "code", "id"];

/** Asks what a layer of polygons is to be; before there is ground to lay it on there is nothing to choose. */
export async function offerLayer(app: App, files: readonly File[]): Promise<void> {
  if (groundOf(app.store.getState()) === undefined) await setAreaFromFiles(app, files);
  else app.store.setState({ offeredLayer: files, error: undefined });
}

/** The user's answer; undefined: neither. */
export async function answerLayer(app: App, use: "overlay" | "area" | undefined): Promise<void> {
  const { offeredLayer: files } = app.store.getState();
  app.store.setState({ offeredLayer: undefined });
  if (files === undefined || use === undefined) return;
  await (use === "area" ? setAreaFromFiles(app, files) : addOverlays(app, files));
}

/** Lays every layer of files that belong together over the map. */
export async function addOverlays(app: App, files: readonly File[]): Promise<void> {
  const { store } = app;
  const grid = groundOf(store.getState());
  if (grid === undefined) return reportError(app, appError("overlay-without-image", { file: layerName(files) }));
  store.setState({ error: undefined });
  const facts = await read(app, files, grid);
  if (facts === undefined) return;
  store.setState(({ overlays }) => ({
    overlays: [
      ...overlays,
      ...facts.map((fact, place) => ({
        ...fact,
        files,
        grid,
        shown: true,
        colour: overlays.length + place,
        label: nameColumn(fact.columns),
      })),
    ],
  }));
}

/**
 * Reads them again for another ground, those of which nothing lies there go. Until then they stay in the list with the
 * ground that they were read for, and are not shown.
 */
export async function rereadOverlays(app: App): Promise<void> {
  const { store, engine } = app;
  const grid = groundOf(store.getState());
  if (grid === undefined) return;
  const isOld = (overlay: Overlay) => overlay.grid !== grid;
  for (const files of new Set(
    store
      .getState()
      .overlays.filter(isOld)
      .map(({ files }) => files),
  )) {
    const facts = (await read(app, files, grid)) ?? [];
    if (groundOf(store.getState()) !== grid) return; // what is on the list is read for that one
    const { overlays } = store.getState();
    const before = overlays.filter((overlay) => overlay.files === files && isOld(overlay));
    const again = facts.flatMap((fact) => {
      const same = before.find(({ name }) => name === fact.name);
      if (same === undefined) engine.overlays.close(fact.id); // the user has taken it away meanwhile
      return same === undefined ? [] : [{ ...same, ...fact, grid }];
    });
    store.setState({ overlays: [...overlays.filter((overlay) => !before.includes(overlay)), ...again] });
    for (const { id } of before) engine.overlays.close(id);
  }
}

/** Takes all of them away, and what is being read. */
export function closeOverlays({ store, engine, running }: App): void {
  running.overlay?.abort(appError("cancelled", {}));
  for (const { id } of store.getState().overlays) engine.overlays.close(id);
  store.setState({ overlays: [] });
}

/** One after the other; @returns undefined where it has come to nothing, which is said */
async function read(app: App, files: readonly File[], grid: Grid): Promise<OverlayFacts[] | undefined> {
  const turn = app.turns.overlay.then(() => readNow(app, files, grid));
  app.turns.overlay = turn;
  return await turn;
}

async function readNow(app: App, files: readonly File[], grid: Grid): Promise<OverlayFacts[] | undefined> {
  const { store, engine, running } = app;
  if (groundOf(store.getState()) !== grid) return undefined; // another image came before its turn
  const controller = new AbortController();
  running.overlay = controller;
  store.setState({ overlayOpening: layerName(files) });
  try {
    const facts = await engine.overlays.open(files, grid, controller.signal);
    if (groundOf(store.getState()) === grid) return facts;
    for (const { id } of facts) engine.overlays.close(id); // another image came meanwhile
  } catch (error) {
    if (!controller.signal.aborted) reportError(app, error);
  } finally {
    delete running.overlay;
    store.setState({ overlayOpening: undefined });
  }
  return undefined;
}

export function changeOverlay({ store }: App, id: number, change: Partial<Pick<Overlay, "shown" | "label">>): void {
  store.setState(({ overlays }) => ({
    overlays: overlays.map((overlay) => (overlay.id === id ? { ...overlay, ...change } : overlay)),
  }));
}

export function removeOverlay({ store, engine }: App, id: number): void {
  store.setState(({ overlays }) => ({ overlays: overlays.filter((overlay) => overlay.id !== id) }));
  engine.overlays.close(id);
}

function nameColumn(columns: readonly string[]): string | undefined {
  for (const name of NAMES) {
    const found = columns.find((column) => column.toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
