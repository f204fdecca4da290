import type { ChangeFigures } from "../../../core/change/figures.ts";
import { appError } from "../../../core/errors.ts";
import { crsOf } from "../../../core/geo/crs.ts";
import type { Area } from "../../../core/ports/area.ts";
import { touchesImage } from "../../area-tiles.ts";
import { comparedGround } from "../../comparison.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { layerName } from "../set-area.ts";
import { layToolDown } from "../take-tool.ts";
import { patchChange } from "./change.ts";
import { limitComparison } from "./limit.ts";
import { onChange } from "./sides.ts";

/** Asks what a layer of polygons is to be: the file does not say. Before there are two maps nothing can be made of it. */
export function offerZones(app: App, files: readonly File[]): void {
  const { change } = app.store.getState();
  if (comparedGround(change) === undefined)
    reportError(app, appError("zones-without-dates", { file: layerName(files) }));
  else app.store.setState({ offeredLayer: files });
}

/** The user's answer; undefined: neither. */
export async function answerZones(app: App, use: "zones" | "area" | undefined): Promise<void> {
  const { offeredLayer: files } = app.store.getState();
  app.store.setState({ offeredLayer: undefined });
  if (files === undefined || use === undefined) return;
  await (use === "zones" ? setZones : limitToFiles)(app, files);
}

/** Polygons that figures are wanted for, each by itself: communes, zones of a plan, parcels. */
export async function setZones(app: App, files: readonly File[]): Promise<void> {
  const read = await readZones(app, files);
  if (read === undefined) return;
  const { crs, list } = read;
  patchChange(app, { zones: { file: layerName(files), epsg: crs.code, list }, zoneFigures: undefined });
  await measureZones(app);
}

/** Limits the comparison to the polygons in a user's files. */
export async function limitToFiles(app: App, files: readonly File[]): Promise<void> {
  const read = await readZones(app, files);
  if (read === undefined) return;
  const { crs, list } = read;
  limitComparison(app, { origin: "file", name: layerName(files), crs, zones: list.map(({ zone }) => zone) });
}

/** Limits the comparison to one of the zones that figures are wanted for. */
export function limitToZone(app: App, index: number): void {
  const { zones } = app.store.getState().change;
  const chosen = zones?.list[index];
  const crs = zones && crsOf(zones.epsg);
  if (chosen !== undefined && crs !== undefined)
    limitComparison(app, { origin: "file", name: chosen.name, crs, zones: [chosen.zone] });
}

/** @param ring corners of the polygon drawn, x, y pairs in the system of what is compared, closed */
export function limitToDrawn(app: App, ring: Float64Array): void {
  const { compared } = app.store.getState().change;
  if (compared === undefined) return;
  const { grid } = compared;
  const area: Area = { origin: "drawn", name: "", crs: grid.crs, zones: [{ polygons: [[ring]] }] };
  if (touchesImage(grid, area)) limitComparison(app, area);
  else {
    layToolDown(app, "area");
    reportError(app, appError("area-elsewhere", { file: "" }));
  }
}

/** Undefined where none of them lies there, or they cannot be read, which is said. */
async function readZones(app: App, files: readonly File[]) {
  const ground = comparedGround(app.store.getState().change);
  if (ground === undefined) return undefined;
  const { bounds, crs } = ground;
  const list = await onChange(app, "reading", (signal) => app.engine.readZones(files, bounds, crs, signal));
  if (list?.length === 0) reportError(app, appError("area-elsewhere", { file: layerName(files) }));
  return list === undefined || list.length === 0 ? undefined : { crs, list };
}

export function dropZones(app: App): void {
  patchChange(app, { zones: undefined, zoneFigures: undefined });
}

/** Figures by zone as the comparison stands: measured again only where it has changed. */
export async function measureZones(app: App): Promise<readonly ChangeFigures[] | undefined> {
  const { compared, zones, zoneFigures } = app.store.getState().change;
  if (compared === undefined || zones === undefined) return undefined;
  const of = compared.figures;
  if (zoneFigures?.of === of) return zoneFigures.list;
  const list = await onChange(app, "comparing", (signal) =>
    app.engine.change.figuresByZone(
      zones.list.map(({ zone }) => zone),
      signal,
    ),
  );
  if (list !== undefined) patchChange(app, { zoneFigures: { of, list } });
  return list;
}
