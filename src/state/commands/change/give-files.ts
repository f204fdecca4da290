import type { DateName } from "../../../core/change/change-map.ts";
import { appError } from "../../../core/errors.ts";
import { guessMillesime } from "../../../core/millesime.ts";
import type { PlacedFile } from "../../../core/placed-file.ts";
import type { App } from "../../store.ts";
import { inTurn } from "../in-turn.ts";
import { reportError } from "../report-error.ts";
import { layerName, zoneFilesAmong } from "../set-area.ts";
import { awaitSide } from "./make-side.ts";
import { freeDate, openPhotograph, setSide } from "./sides.ts";
import { offerZones } from "./zones.ts";

/**
 * Files given to the comparison: maps and orthophotos for a date, polygons to measure by. What is given while others are
 * being read waits for them: the comparison does one thing at a time, and would give the first ones up.
 * @param date that they were dropped on or chosen for; undefined: the first that has none
 */
export function giveFiles(app: App, files: readonly PlacedFile<File>[], date?: DateName): Promise<void> {
  return inTurn(app, "dates", () => take(app, files, date));
}

async function take(app: App, files: readonly PlacedFile<File>[], date: DateName | undefined): Promise<void> {
  const layers = zoneFilesAmong(files.map(({ file }) => file));
  const images = files.filter(({ file }) => !layers.includes(file));
  app.store.setState({ error: undefined });
  if (layers.length > 0) await giveLayers(app, layers, date);
  if (images.length === 0) return;
  const [earlier, later] = date === undefined ? byYear(images) : [];
  if (earlier !== undefined && later !== undefined) {
    await giveImages(app, earlier, "before");
    await giveImages(app, later, "after");
  } else await giveImages(app, images, date ?? freeDate(app.store.getState().change));
}

async function giveLayers(app: App, files: readonly File[], date: DateName | undefined): Promise<void> {
  const { signal } = new AbortController();
  try {
    const kind = await app.engine.recognise(files, signal);
    if (kind !== "area") await setSide(app, date ?? freeDate(app.store.getState().change), files, undefined);
    else if (date === undefined) offerZones(app, files);
    else throw appError("side-not-a-map", { file: layerName(files) });
  } catch (error) {
    reportError(app, error);
  }
}

/** To a map without its photograph an orthophoto is that; everywhere else its map is to be made. */
async function giveImages(app: App, inputs: readonly PlacedFile<File>[], date: DateName): Promise<void> {
  const side = app.store.getState().change.sides[date];
  const source = { inputs, options: {} };
  if (side !== undefined && side.image === undefined) await openPhotograph(app, date, source);
  else awaitSide(app, date, source);
}

/** Orthophotos of two years, as their names have it, the earlier first; nothing where they are not of just two. */
function byYear(images: readonly PlacedFile<File>[]): readonly PlacedFile<File>[][] {
  const years = Map.groupBy(images, ({ file }) => guessMillesime(file.name));
  if (years.size !== 2 || years.has("")) return [];
  return [...years].sort(([one], [other]) => Number(one) - Number(other)).map(([, files]) => files);
}
