import { type DateName, dateNames } from "../../../core/change/change-map.ts";
import { turnedRound } from "../../../core/change/decision.ts";
import type { ChangeSettings } from "../../../core/change/settings.ts";
import type { OpenedRaster } from "../../../workers/api.ts";
import { type ChangeState, type ChangeWork, type ImageSource, initialChange } from "../../change.ts";
import { otherDate } from "../../comparison.ts";
import { withSample } from "../../sampling.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";
import { withoutShift } from "./settings.ts";

/** What another map or photograph makes old: decisions stay, for their places may be found again. */
const unmatched = {
  misregistration: undefined,
  compared: undefined,
  stopped: false,
  zoneFigures: undefined,
  made: undefined,
} satisfies Partial<ChangeState>;

/**
 * One piece of work on the comparison at a time: the one before is given up.
 * @param failed what is so then
 * @returns undefined where it was given up itself, or has failed, which is said
 */
export async function onChange<T>(
  app: App,
  what: ChangeWork["what"],
  work: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<T>,
  failed: Partial<ChangeState> = {},
): Promise<T | undefined> {
  const { running } = app;
  running.change?.abort();
  const controller = new AbortController();
  const { signal } = controller;
  running.change = controller;
  const show = (share: number) => {
    if (!signal.aborted) patchChange(app, { busy: { what, share } });
  };
  show(0);
  try {
    const made = await work(signal, show);
    return signal.aborted ? undefined : made;
  } catch (error) {
    if (signal.aborted) return undefined;
    patchChange(app, failed);
    reportError(app, error);
    return undefined;
  } finally {
    if (running.change === controller) {
      delete running.change;
      patchChange(app, { busy: undefined });
    }
  }
}

/**
 * Reads a map for one of the dates; the one before goes, even where this one cannot be read.
 * @param source photograph that it was made of, to be opened beside it
 * @param run that has made it here
 */
export async function setSide(
  app: App,
  date: DateName,
  files: readonly File[],
  source?: ImageSource | undefined,
  run?: string | undefined,
): Promise<void> {
  clearSide(app, date);
  await bringSide(app, date, files, source, run);
}

/** The same of a date that has none, without touching what was chosen. */
export async function bringSide(
  app: App,
  date: DateName,
  files: readonly File[],
  source: ImageSource | undefined,
  run: string | undefined,
): Promise<void> {
  const side = await onChange(app, "reading", async (signal, onProgress) => {
    const facts = await app.engine.change.setSide(date, files, onProgress, signal);
    // A map without its photograph can be compared all the same.
    const image = source && (await openImageOf(app, date, source, signal).catch((error) => reportError(app, error)));
    return { files, facts, image: image ?? undefined, source, run };
  });
  if (side !== undefined) patchSides(app, { [date]: side });
}

/** Opens the photograph that a date's map was made of, to be looked at and to be matched with the other one. */
export async function openPhotograph(app: App, date: DateName, source: ImageSource): Promise<void> {
  const image = await onChange(app, "reading", (signal) => openImageOf(app, date, source, signal));
  const side = app.store.getState().change.sides[date];
  if (image !== undefined && side !== undefined)
    patchSides(app, { [date]: { ...side, image, source, unopened: undefined } });
}

async function openImageOf(app: App, date: DateName, source: ImageSource, signal: AbortSignal): Promise<OpenedRaster> {
  const { engine } = app;
  const inputs = "scene" in source ? [{ file: await engine.demo(source.scene, signal), folder: "" }] : source.inputs;
  return await engine.change.images.open(date, inputs, "scene" in source ? {} : source.options, signal);
}

/** The date has no map any more, nor waits for one: what is made of it in the steps stays there. */
export function clearSide(app: App, date: DateName): void {
  const { change } = app.store.getState();
  app.running.change?.abort();
  if (change.sides[date]?.image !== undefined) app.engine.change.images.close(date);
  if (change.sides[date] !== undefined) app.engine.change.clearSide(date);
  patchChange(app, {
    ...unmatched,
    shiftTaken: false,
    chosenSettings: withoutShift(change),
    modelsAccepted: false,
    busy: undefined,
    awaited: change.awaited === date ? undefined : change.awaited,
    sides: { ...change.sides, [date]: undefined },
    waiting: { ...change.waiting, [date]: undefined },
  });
}

/** What was taken for the earlier date is the later one. */
export async function swapSides(app: App): Promise<void> {
  const { change } = app.store.getState();
  const swapped = <T>(both: { readonly [date in DateName]?: T }) => ({ before: both.after, after: both.before });
  app.running.change?.abort();
  app.engine.change.swapSides();
  const sides = swapped(change.sides);
  for (const date of dateNames) if (change.sides[date]?.image !== undefined) app.engine.change.images.close(date);
  patchChange(app, {
    ...unmatched,
    shiftTaken: false,
    chosenSettings: turnedRoundShift(change.chosenSettings),
    busy: undefined,
    sides: {
      before: sides.before && { ...sides.before, image: undefined },
      after: sides.after && { ...sides.after, image: undefined },
    },
    awaited: change.awaited && otherDate(change.awaited),
    waiting: swapped(change.waiting),
    decisions: change.decisions.map(turnedRound),
    review: { ...change.review, at: undefined },
  });
  // Its strata are kinds of change and stable ground as the later date has it: nothing of it holds the other way round.
  app.store.setState(({ sampling }) => ({ sampling: withSample(sampling, "change", undefined) }));
  for (const date of dateNames) {
    const source = sides[date]?.source;
    if (source !== undefined) await openPhotograph(app, date, source);
  }
}

/** What the earlier map was moved by, the one that is now the earlier is moved back by. */
function turnedRoundShift({ shift, ...others }: Partial<ChangeSettings>): Partial<ChangeSettings> {
  return shift === undefined ? others : { ...others, shift: [0 - shift[0], 0 - shift[1]] };
}

/** Puts the comparison away, kept, for another one. */
export function beginComparison(app: App): void {
  const { shown, look, kept, sides } = app.store.getState().change;
  app.running.change?.abort();
  // At once: what is kept of it must not be taken for emptied.
  const { sampling } = app.store.getState();
  app.store.setState({
    change: { ...initialChange, shown, look, kept },
    sampling: withSample(sampling, "change", undefined),
  });
  for (const date of dateNames) {
    if (sides[date]?.image !== undefined) app.engine.change.images.close(date);
    if (sides[date] !== undefined) app.engine.change.clearSide(date);
  }
}

/** The date that a map is taken for where the user has not said it: `preferred`, unless only the other one is free. */
export function freeDate({ sides, waiting }: ChangeState, preferred: DateName = "before"): DateName {
  const isFree = (date: DateName) => sides[date] === undefined && waiting[date] === undefined;
  return isFree(preferred) || !isFree(otherDate(preferred)) ? preferred : otherDate(preferred);
}

/** How the photographs lie is measured anew once both are here; until then what was kept of it holds. */
function patchSides(app: App, changed: ChangeState["sides"]): void {
  const { change } = app.store.getState();
  const sides = { ...change.sides, ...changed };
  const areHere = dateNames.every((date) => sides[date]?.image !== undefined);
  const misregistration = areHere ? undefined : change.misregistration;
  patchChange(app, { ...unmatched, misregistration, sides });
}
