import { type DateName, dateNames } from "../../../core/change/change-map.ts";
import { appError } from "../../../core/errors.ts";
import type { ImageInput, KeptSource, StoredComparison } from "../../../workers/api.ts";
import { type ImageSource, initialChange } from "../../change.ts";
import { reopenFiles } from "../../file-handles.ts";
import { turnedTo, withSample } from "../../sampling.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";
import { listComparisons } from "./list-comparisons.ts";
import { beginComparison, bringSide, openPhotograph } from "./sides.ts";

/**
 * Takes up a comparison of an earlier session where it was left. To be called on a click, for the browser may have to ask
 * whether the photographs may be read again; without them the maps are compared all the same.
 */
export async function resumeComparison(app: App, stored: StoredComparison): Promise<void> {
  const { key, sides, waiting, chosenSettings, misregistration, shiftTaken, modelsAccepted } = stored;
  const { decisions, zones, area, sample, matchesColours = true } = stored;
  const sources = new Map<DateName, ImageSource | undefined>();
  for (const date of dateNames) sources.set(date, await reopened(sides[date]?.source ?? waiting[date]));
  beginComparison(app);
  const { kept, look } = app.store.getState().change;
  const isWaiting = (date: DateName) => (waiting[date] === undefined ? undefined : sources.get(date));
  app.store.setState({
    change: {
      ...initialChange,
      ...{ kept, look, key, chosenSettings, misregistration, shiftTaken, modelsAccepted, decisions, zones, area },
      matchesColours,
      shown: true,
      resuming: true,
      waiting: { before: isWaiting("before"), after: isWaiting("after") },
    },
    sampling: withSample(turnedTo(app.store.getState().sampling, "change"), "change", sample),
  });
  const isHere = () => app.store.getState().change.key === key;
  for (const date of dateNames) {
    const facts = sides[date]?.facts;
    if (facts === undefined) continue;
    const files = await app.engine.comparisons.filesOf(key, date).catch(() => undefined);
    if (!isHere()) return; // another comparison has taken its place
    const { change } = app.store.getState();
    if (change.sides[date] !== undefined || change.waiting[date] !== undefined) continue; // given anew meanwhile
    if (files === undefined) reportError(app, appError("comparison-map-missing", { file: facts.file }));
    else {
      await bringSide(app, date, files, sources.get(date), sides[date]?.run);
      const { [date]: side, ...others } = app.store.getState().change.sides;
      if (side !== undefined && side.source === undefined)
        patchChange(app, { sides: { ...others, [date]: { ...side, unopened: sides[date]?.source } } });
    }
  }
  if (isHere()) patchChange(app, { resuming: false });
}

/** Removes what was kept of a comparison; files that were given stay where they are. */
export async function forgetComparison(app: App, { key }: StoredComparison): Promise<void> {
  try {
    await app.engine.comparisons.remove(key);
  } catch (error) {
    reportError(app, error);
  }
  if (app.store.getState().change.key === key) patchChange(app, { key: undefined });
  await listComparisons(app);
}

/** Asks once more for a photograph that could not be opened. To be called on a click. */
export async function reopenPhotograph(app: App, date: DateName): Promise<void> {
  const source = await reopened(app.store.getState().change.sides[date]?.unopened);
  if (source !== undefined) await openPhotograph(app, date, source);
}

/** Undefined where the browser cannot, or may not, open it again. */
async function reopened(kept: KeptSource | undefined): Promise<ImageSource | undefined> {
  if (kept === undefined || "scene" in kept) return kept;
  const handles = kept.inputs.flatMap((input) => ("handle" in input ? [input.handle] : []));
  const files = handles.length === 0 ? [] : await reopenFiles(handles);
  if (files === undefined) return undefined;
  const inOrder = [...files];
  const inputs = kept.inputs.map(
    (input): ImageInput => ("url" in input ? input : { file: inOrder.shift()!, folder: input.folder }),
  );
  return { inputs, options: kept.options };
}
