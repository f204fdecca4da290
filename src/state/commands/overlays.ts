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

/** Reads them again for another ground; those of which nothing lies there go. */
export async function rereadOverlays(app: App): Promise<void> {
  const { store } = app;
  const { overlays } = store.getState();
  const grid = groundOf(store.getState());
  if (grid === undefined || overlays.length === 0) return;
  store.setState({ overlays: [] });
  for (const { id } of overlays) app.engine.overlays.close(id);
  for (const files of new Set(overlays.map(({ files }) => files))) {
    const facts = await read(app, files, grid);
    if (facts === undefined) continue;
    const before = overlays.filter((overlay) => overlay.files === files);
    const again = facts.flatMap((fact) => {
      const same = before.find(({ name }) => name === fact.name);
      return same === undefined ? [] : [{ ...same, ...fact, grid }];
    });
    store.setState(({ overlays }) => ({ overlays: [...overlays, ...again] }));
  }
}

/** @returns undefined where it has come to nothing, which is said */
async function read(app: App, files: readonly File[], grid: Grid): Promise<OverlayFacts[] | undefined> {
  const { store, engine, running } = app;
  running.overlay?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.overlay = controller;
  store.setState({ overlayOpening: layerName(files), error: undefined });
  try {
    const facts = await engine.overlays.open(files, grid, controller.signal);
    if (groundOf(store.getState()) === grid) return facts;
    for (const { id } of facts) engine.overlays.close(id); // another image came meanwhile
  } catch (error) {
    if (!controller.signal.aborted) reportError(app, error);
  } finally {
    if (running.overlay === controller) store.setState({ overlayOpening: undefined });
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
