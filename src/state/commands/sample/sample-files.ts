import { appError } from "../../../core/errors.ts";
import type { Bounds } from "../../../core/geo/bounds.ts";
import { gridBounds } from "../../../core/raster/grid.ts";
import type { Sample } from "../../../core/sample/sample.ts";
import { readSample, sampleRecord } from "../../../core/sample/sample-record.ts";
import { groundOf, imageName } from "../../result.ts";
import { sampledHere, withSample } from "../../sampling.ts";
import type { App, State } from "../../store.ts";
import { changeName } from "../change/export.ts";
import { reportError } from "../report-error.ts";

/** The points as a table. */
export async function saveSampleCsv(app: App): Promise<void> {
  await save(app, ".csv", "text/csv", (sample, { epsg }) => app.engine.sampleCsv(sample, epsg));
}

/** All it takes to check the figures, or to go on elsewhere. */
export async function saveSampleRecord(app: App): Promise<void> {
  const created = new Date().toISOString();
  await save(app, ".ocsol-echantillon.json", "application/json", (sample, { map, epsg }) =>
    sampleRecord(sample, { map, epsg, created, version: app.version }),
  );
}

async function save(
  app: App,
  extension: string,
  mediaType: string,
  make: (sample: Sample, sampled: SampledMap) => string | Promise<string>,
): Promise<void> {
  const { sample } = app.store.getState().sampling;
  const sampled = sampledMap(app.store.getState());
  if (sample === undefined || sampled === undefined) return;
  try {
    const blob = new Blob([await make(sample, sampled)], { type: mediaType });
    const name =
      sample.of === "change"
        ? changeName(app.store.getState(), "echantillon")
        : `${sampled.map.replace(/\.[^.]*$/, "")}-echantillon`;
    await app.saving.save(blob, name, { extension, mediaType });
  } catch (error) {
    reportError(app, error);
  }
}

/** Takes up a sample from its file, in the place of the one in hand; it must be of the map on the screen. */
export async function openSample(app: App, file: File): Promise<void> {
  const { store } = app;
  try {
    const { sample, epsg } = readSample(await file.text(), file.name);
    const state = store.getState();
    const sampled = sampledMap(state);
    const isHere =
      sampled !== undefined &&
      sample.of === sampledHere(state) &&
      epsg === sampled.epsg &&
      sample.points.every(({ at }) => isInBounds(at, sampled.bounds));
    if (!isHere) throw appError("sample-elsewhere", { file: file.name });
    store.setState(({ sampling }) => ({ sampling: withSample(sampling, sample.of, sample), error: undefined }));
  } catch (error) {
    reportError(app, error);
  }
}

interface SampledMap {
  readonly map: string;
  readonly epsg: number;
  readonly bounds: Bounds;
}

/** The map on the screen, or the two that are compared. */
function sampledMap(state: State): SampledMap | undefined {
  const { result, image, change } = state;
  if (sampledHere(state) === "map") {
    const grid = groundOf(state);
    if (result === undefined || grid === undefined) return undefined;
    const map = result.from === "file" ? result.file : imageName(image, result);
    return { map, epsg: grid.crs.code, bounds: gridBounds(grid) };
  }
  const grid = change.compared?.grid;
  const { before, after } = change.sides;
  if (grid === undefined || before === undefined || after === undefined) return undefined;
  const map = `${before.facts.file} – ${after.facts.file}`;
  return { map, epsg: grid.crs.code, bounds: gridBounds(grid) };
}

function isInBounds([x, y]: readonly [number, number], [minX, minY, maxX, maxY]: Bounds): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}
