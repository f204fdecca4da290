import { appError } from "../../core/errors.ts";
import { toPixel } from "../../core/geo/affine.ts";
import { readShown } from "../corrections.ts";
import { type Identified, presentOverlays } from "../map-tools.ts";
import { groundOf, knowsConfidence } from "../result.ts";
import { isBlind } from "../sampling.ts";
import type { App } from "../store.ts";

/**
 * Says what lies at a place: the class there, and the features of the overlays that are shown. Not while a person is asked
 * what they see.
 * @param reach how near a line or a point has to be, map units
 */
export async function identifyAt(app: App, x: number, y: number, reach: number): Promise<void> {
  const { store, running } = app;
  if (groundOf(store.getState()) === undefined || isBlind(store.getState())) return;
  running.identify?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.identify = controller;
  const asked: Identified = { x, y, numero: undefined, confidence: undefined, hits: [] };
  store.setState({ identified: asked });
  const [under, hits] = await Promise.all([
    classAt(app, x, y, controller.signal),
    hitsAt(app, x, y, reach, controller.signal),
  ]).catch(() => []); // another place has been asked about, or the run is being replaced
  if (under !== undefined && hits !== undefined && store.getState().identified === asked)
    store.setState({ identified: { ...asked, ...under, hits } });
}

/** Takes the answer away. */
export function forgetIdentified({ store, running }: App): void {
  running.identify?.abort(appError("cancelled", {}));
  store.setState({ identified: undefined });
}

/** The class at a place, of the pixel or of the polygon that the map shows, 0 where there is none, and how sure it is, 0–1, where that is known. */
export async function classAt({ store, engine }: App, x: number, y: number, signal: AbortSignal) {
  const state = store.getState();
  const { result } = state;
  if (result === undefined) return { numero: 0, confidence: undefined };
  const [column, row] = toPixel(result.raster.grid.affine, x, y).map(Math.floor) as [number, number];
  const { classes, confidence } = await readShown(state, engine)({ column, row, width: 1, height: 1 }, 0, signal);
  const known = knowsConfidence(result) && confidence[0]! > 0;
  return { numero: classes[0]!, confidence: known ? confidence[0]! / 255 : undefined };
}

async function hitsAt({ store, engine }: App, x: number, y: number, reach: number, signal: AbortSignal) {
  const shown = presentOverlays(store.getState()).filter(({ shown }) => shown);
  if (shown.length === 0) return [];
  const hits = await engine.overlays.at(
    shown.map(({ id }) => id),
    [x, y],
    reach,
    signal,
  );
  return hits.map((hit) => ({ ...hit, name: shown.find(({ id }) => id === hit.id)?.name ?? "" }));
}
