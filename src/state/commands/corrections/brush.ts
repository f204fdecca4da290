import type { Zone } from "../../../core/vector/overlay/overlay.ts";
import { canCorrect } from "../../corrections.ts";
import { groundOf } from "../../result.ts";
import type { App } from "../../store.ts";
import { addEdit, changeCorrecting } from "./change.ts";

/** Radii that [ and ] go through, in pixels: a half is one pixel alone. */
export const BRUSH_PIXELS = [0.5, 1.5, 2.5, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100] as const;

/** The ground under a stroke is of the brush's class. */
export function paintStroke(app: App, shape: Zone): void {
  const state = app.store.getState();
  if (state.tool !== "brush" || !canCorrect(state) || shape.polygons.length === 0) return;
  addEdit(app, { kind: "shape", by: "brush", shape, to: { numero: state.correcting.brush.numero } });
}

export function chooseBrushClass(app: App, numero: number): void {
  changeCorrecting(app, { brush: { ...app.store.getState().correcting.brush, numero } });
}

/** @param step place in `BRUSH_PIXELS` */
export function chooseBrushStep(app: App, step: number): void {
  const { correcting, result } = app.store.getState();
  const pixels = BRUSH_PIXELS[Math.min(BRUSH_PIXELS.length - 1, Math.max(0, step))]!;
  if (result === undefined) return;
  changeCorrecting(app, { brush: { ...correcting.brush, radiusMetres: pixels * result.raster.grid.gsdMetres } });
}

/** Place in `BRUSH_PIXELS` of the radius that comes nearest to the brush's. */
export function brushStep(radiusMetres: number, gsdMetres: number): number {
  const pixels = radiusMetres / gsdMetres;
  const distance = (step: number) => Math.abs(Math.log(BRUSH_PIXELS[step]! / pixels));
  return BRUSH_PIXELS.reduce((best, _, step) => (distance(step) < distance(best) ? step : best), 0);
}

/** Wider or narrower by so many steps. */
export function changeBrush(app: App, steps: number): void {
  const state = app.store.getState();
  const ground = state.result?.raster.grid ?? groundOf(state);
  if (ground === undefined) return;
  chooseBrushStep(app, brushStep(state.correcting.brush.radiusMetres, ground.gsdMetres) + steps);
}
