import { appError } from "../../core/errors.ts";
import type { Grid } from "../../core/raster/grid.ts";
import type { OverlayFacts } from "../../workers/api.ts";
import type { Overlay } from "../map-tools.ts";
import { groundOf } from "../result.ts";
import type { App } from "../store.ts";
import { inTurn } from "./in-turn.ts";
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
  if (groundOf(app.store.getState()) === undefined)
    return reportError(app, appError("overlay-without-image", { file: layerName(files) }));
  await inTurn(app, "overlay", async () => {
    const read = await readForGround(app, files);
    if (read === undefined) return;
    const { grid, facts } = read;
    app.store.setState(({ overlays }) => ({
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
  });
}

/** Reads those of another ground again for the present one; of which nothing lies there, or that cannot be read, go. */
export async function rereadOverlays(app: App): Promise<void> {
  const { store } = app;
  await inTurn(app, "overlay", async () => {
    for (;;) {
      const state = store.getState();
      const files = state.overlays.find(({ grid }) => grid !== groundOf(state))?.files;
      if (files === undefined) return;
      const read = await readForGround(app, files);
      if (groundOf(store.getState()) === undefined) return;
      replace(app, files, read);
    }
  });
}

/** Puts what was read of files in the place of what was read of them before; what the user has removed stays away. */
function replace({ store, engine }: App, files: readonly File[], read: Read | undefined): void {
  const before = store.getState().overlays.filter((overlay) => overlay.files === files);
  const kept = new Set<number>();
  const again = before.flatMap((overlay) => {
    const fact = read?.facts.find(({ name }) => name === overlay.name);
    if (read === undefined || fact === undefined) return [];
    kept.add(fact.id);
    return [[overlay, { ...overlay, ...fact, grid: read.grid }] as const];
  });
  const now = new Map<Overlay, Overlay>(again);
  store.setState(({ overlays }) => ({
    overlays: overlays.flatMap((overlay) => (overlay.files === files ? (now.get(overlay) ?? []) : overlay)),
  }));
  const unwanted = (read?.facts ?? []).filter(({ id }) => !kept.has(id));
  for (const { id } of [...before, ...unwanted]) engine.overlays.close(id);
}

/** Takes all of them away; where the ground goes too, those on their way do not come. */
export function dropOverlays({ store, engine }: App): void {
  const { overlays } = store.getState();
  store.setState({ overlays: [], offeredLayer: undefined });
  for (const { id } of overlays) engine.overlays.close(id);
}

interface Read {
  readonly grid: Grid;
  readonly facts: readonly OverlayFacts[];
}

/**
 * Reads files for the ground of the moment, and again where that has become another meanwhile.
 * @returns undefined where it has come to nothing, which is said, or where there is no ground any more
 */
async function readForGround(app: App, files: readonly File[]): Promise<Read | undefined> {
  const { store, engine } = app;
  for (;;) {
    const grid = groundOf(store.getState());
    if (grid === undefined) return undefined;
    const isStill = () => groundOf(store.getState()) === grid;
    const controller = new AbortController();
    const unsubscribe = store.subscribe(() => isStill() || controller.abort(appError("cancelled", {})));
    store.setState({ overlayOpening: layerName(files), error: undefined });
    try {
      const facts = await engine.overlays.open(files, grid, controller.signal);
      if (isStill()) return { grid, facts };
      for (const { id } of facts) engine.overlays.close(id);
    } catch (error) {
      if (!controller.signal.aborted) {
        reportError(app, error);
        return undefined;
      }
    } finally {
      unsubscribe();
      store.setState({ overlayOpening: undefined });
    }
  }
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
