import type { DateName } from "../../../core/change/change-map.ts";
import { type ChangeState, type ChangeWork, type ImageSource, initialChange } from "../../change.ts";
import { dateNames, otherDate } from "../../comparison.ts";
import { notSampling } from "../../sampling.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";

/** What another map or photograph makes old: decisions stay, for their places may be found again. */
const unmatched = {
  misregistration: undefined,
  shiftTaken: false,
  compared: undefined,
  stopped: false,
  zoneFigures: undefined,
  made: undefined,
} satisfies Partial<ChangeState>;

/**
 * One piece of work on the comparison at a time: the one before is given up.
 * @returns undefined where it was given up itself, or has failed, which is said
 */
export async function onChange<T>(
  app: App,
  what: ChangeWork["what"],
  work: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<T>,
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
    if (!signal.aborted) reportError(app, error);
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
 */
export async function setSide(
  app: App,
  date: DateName,
  files: readonly File[],
  source: ImageSource | undefined,
): Promise<boolean> {
  clearSide(app, date);
  const facts = await onChange(app, "reading", (signal, onProgress) =>
    app.engine.change.setSide(date, files, onProgress, signal),
  );
  if (facts === undefined) return false;
  patchSides(app, { [date]: { files, facts, image: undefined, source } });
  if (source !== undefined) await openPhotograph(app, date, source);
  return true;
}

/** Opens the photograph that a date's map was made of, to be looked at and to be matched with the other one. */
export async function openPhotograph(app: App, date: DateName, source: ImageSource): Promise<void> {
  const opened = await onChange(app, "reading", async (signal) => {
    const inputs =
      "scene" in source ? [{ file: await app.engine.demo(source.scene, signal), folder: "" }] : source.inputs;
    const options = "scene" in source ? {} : source.options;
    return await app.engine.change.images.open(date, inputs, options, signal);
  });
  const side = app.store.getState().change.sides[date];
  if (opened === undefined || side === undefined) return;
  patchSides(app, { [date]: { ...side, image: opened, source } });
  patchChange(app, { misregistration: undefined });
}

/** The date has no map any more, nor waits for one. */
export function clearSide(app: App, date: DateName): void {
  const { change } = app.store.getState();
  app.running.change?.abort();
  if (change.sides[date]?.image !== undefined) app.engine.change.images.close(date);
  if (change.sides[date] !== undefined) app.engine.change.clearSide(date);
  patchChange(app, {
    ...unmatched,
    modelsAccepted: false,
    busy: undefined,
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
    busy: undefined,
    sides: {
      before: sides.before && { ...sides.before, image: undefined },
      after: sides.after && { ...sides.after, image: undefined },
    },
    waiting: swapped(change.waiting),
    decisions: [], // what was said is of a change the other way round
    review: { ...change.review, at: undefined },
  });
  for (const date of dateNames) {
    const source = sides[date]?.source;
    if (source !== undefined) await openPhotograph(app, date, source);
  }
}

/** Puts the comparison away, kept, for another one. */
export function beginComparison(app: App): void {
  for (const date of dateNames) clearSide(app, date);
  const { shown, look, kept } = app.store.getState().change;
  app.store.setState({ change: { ...initialChange, shown, look, kept }, sampling: notSampling });
}

/** The date that a map is taken for where the user has not said it. */
export function freeDate({ sides, waiting }: ChangeState): DateName {
  const isFree = (date: DateName) => sides[date] === undefined && waiting[date] === undefined;
  return isFree("before") ? "before" : isFree("after") ? "after" : otherDate("before");
}

function patchSides(app: App, changed: ChangeState["sides"]): void {
  patchChange(app, { ...unmatched, sides: { ...app.store.getState().change.sides, ...changed } });
}
