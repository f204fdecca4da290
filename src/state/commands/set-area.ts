import { appError } from "../../core/errors.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { progressIn, touchesImage } from "../area-tiles.ts";
import { groundOf, runResult } from "../result.ts";
import { type App, type Area, isBusy } from "../store.ts";
import { reportError } from "./report-error.ts";
import { layToolDown } from "./take-tool.ts";
import { giveUpVectorWork } from "./vector-work.ts";

/** Whether a file's name is that of a layer of polygons; a Shapefile's other parts are not. */
function isZoneFile(name: string): boolean {
  return /\.(?:geojson|gpkg|kml|kmz|shp|shz|zip)$/i.test(name);
}

/** What files that belong together are called: a Shapefile by its .shp. */
export function layerName(files: readonly File[]): string {
  return (files.find(({ name }) => isZoneFile(name)) ?? files[0])?.name ?? "";
}

/** Of files dropped together, those that outline an area: layers, and the parts that lie beside a Shapefile. */
export function zoneFilesAmong(files: readonly File[]): File[] {
  const stems = files.filter(({ name }) => /\.shp$/i.test(name)).map(({ name }) => stemOf(name));
  const isPart = (name: string) => /\.(?:dbf|prj|cpg|shx)$/i.test(name) && stems.includes(stemOf(name));
  return files.filter(({ name }) => isZoneFile(name) || isPart(name));
}

const stemOf = (name: string): string => name.toLowerCase().replace(/\.[^.]*$/, "");

/** Limits the work to the polygons in a user's files; the area before stays where they cannot be used. */
export async function setAreaFromFiles(app: App, files: readonly File[]): Promise<void> {
  const { store, engine, running } = app;
  const ground = groundOf(store.getState());
  const name = layerName(files);
  if (ground === undefined) {
    reportError(app, appError("area-without-image", { file: name }));
    return;
  }
  running.area?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.area = controller;
  store.setState({ error: undefined });
  try {
    const zones = await engine.readArea(files, ground, controller.signal);
    if (groundOf(store.getState()) === ground) limitTo(app, "file", name, zones);
  } catch (error) {
    if (!controller.signal.aborted) reportError(app, error);
  }
}

/** Limits the work to what the map shows. */
export function setAreaToView(app: App): void {
  const { viewBounds } = app.store.getState();
  if (viewBounds !== undefined) limitTo(app, "view", "", [rectangle(viewBounds)]);
}

/** @param ring corners of the polygon drawn, x, y pairs in the image's CRS, closed */
export function setDrawnArea(app: App, ring: Float64Array): void {
  limitTo(app, "drawn", "", [{ polygons: [[ring]] }]);
}

/** Back to the whole image. */
export function clearArea(app: App): void {
  setArea(app, undefined);
}

function limitTo(app: App, origin: Area["origin"], name: string, zones: readonly Zone[]): void {
  const ground = groundOf(app.store.getState());
  if (ground === undefined) return;
  const area = { origin, name, crs: ground.crs, zones };
  if (touchesImage(ground, area)) setArea(app, area);
  else {
    layToolDown(app, "area");
    reportError(app, appError("area-elsewhere", { file: name }));
  }
}

/** What has been segmented inside is kept; a run that goes on is stopped, for its windows are others now. */
export function setArea(app: App, area: Area | undefined): void {
  const { store, running } = app;
  if (isBusy(store.getState())) running.run?.abort(appError("cancelled", {}));
  giveUpVectorWork(app);
  store.setState((state) => {
    const { run } = state;
    const result = runResult(state.result);
    const isEnded = run.phase === "done" || run.phase === "stopped";
    const progress = isEnded && result !== undefined ? progressIn(result, area) : undefined;
    const isStill = run.phase === "done" && progress?.tilesDone === progress?.tilesTotal;
    return {
      area,
      tool: state.tool === "area" ? undefined : state.tool,
      exporting: { phase: "idle" },
      ...(progress !== undefined && !isStill && { run: { phase: "stopped", ...progress } }),
    };
  });
}

function rectangle([minX, minY, maxX, maxY]: Bounds): Zone {
  return { polygons: [[Float64Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY, minX, minY)]] };
}
