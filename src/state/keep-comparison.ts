import type { StoredComparison } from "../workers/api.ts";
import type { ChangeState, ImageSource, Side } from "./change.ts";
import { dateNames } from "./comparison.ts";
import { keptImage } from "./keep-work.ts";
import { sampleOf } from "./sampling.ts";
import type { App, State } from "./store.ts";

/** What is decided is written this long after it. */
const PAUSE_MILLISECONDS = 400;

/** What could not be written is tried again after so long. */
const RETRY_MILLISECONDS = 5000;

/**
 * Keeps the comparison, its maps, what was decided and the sample, so that a reload, a crash or a closed tab loses none of
 * it. Where it cannot be written the work goes on, is tried again, and `change.unwritten` says so.
 * @returns ends it
 */
export function keepComparison({ store, engine }: Pick<App, "store" | "engine">): () => void {
  /** What is to be written, by key: a comparison that is put away meanwhile keeps its last. */
  const waiting = new Map<string, State>();
  /** maps that are there */
  const written = new Map<string, readonly File[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWriting = false;

  const put = async (key: string, state: State): Promise<void> => {
    const { change } = state;
    if (isEmpty(change)) {
      // What was decided stays with the maps it was decided on.
      if (change.decisions.length === 0) await engine.comparisons.remove(key);
      return;
    }
    for (const date of dateNames) {
      const files = change.sides[date]?.files;
      if (files === undefined || written.get(`${key} ${date}`) === files) continue;
      await engine.comparisons.putFiles(key, date, files);
      written.set(`${key} ${date}`, files);
    }
    await engine.comparisons.put(storedOf(key, state));
  };
  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting || waiting.size === 0) return;
    isWriting = true;
    const failed: [string, State][] = [];
    // What comes meanwhile is reached by the same loop.
    for (const [key, state] of waiting) {
      waiting.delete(key);
      await put(key, state).catch(() => failed.push([key, state]));
    }
    isWriting = false;
    for (const [key, state] of failed) if (!waiting.has(key)) waiting.set(key, state);
    const unwritten = failed.length > 0;
    if (unwritten !== store.getState().change.unwritten)
      store.setState(({ change }) => ({ change: { ...change, unwritten } }));
    if (unwritten) timer ??= setTimeout(write, RETRY_MILLISECONDS);
  };

  const unsubscribe = store.subscribe((state, before) => {
    const { change } = state;
    if (change.key === undefined) {
      if (before.change.key !== undefined) void write();
      if (!isEmpty(change))
        store.setState({ change: { ...change, key: `${Date.now()} ${Math.random().toString(36).slice(2)}` } });
      return;
    }
    if (!differ(state, before)) return;
    waiting.set(change.key, state);
    timer ??= setTimeout(write, PAUSE_MILLISECONDS);
  });
  // A page that is hidden may never come back.
  const onHidden = () => document.visibilityState === "hidden" && void write();
  document.addEventListener("visibilitychange", onHidden);
  return () => {
    unsubscribe();
    document.removeEventListener("visibilitychange", onHidden);
    clearTimeout(timer);
  };
}

const isEmpty = ({ sides, waiting }: ChangeState): boolean =>
  dateNames.every((date) => sides[date] === undefined && waiting[date] === undefined);

const keptFields = [
  "key",
  "sides",
  "waiting",
  "chosenSettings",
  "misregistration",
  "shiftTaken",
  "modelsAccepted",
  "decisions",
  "zones",
] as const;

const differ = (state: State, before: State): boolean =>
  sampleOf(state.sampling, "change") !== sampleOf(before.sampling, "change") ||
  keptFields.some((name) => state.change[name] !== before.change[name]);

function storedOf(key: string, { change, sampling }: State): StoredComparison {
  const { sides, waiting, chosenSettings, misregistration, shiftTaken, modelsAccepted, decisions, zones } = change;
  const side = (one: Side | undefined) => one && { facts: one.facts, source: one.source && sourceOf(one.source) };
  return {
    key,
    at: Date.now(),
    sides: { before: side(sides.before), after: side(sides.after) },
    waiting: {
      before: waiting.before && sourceOf(waiting.before),
      after: waiting.after && sourceOf(waiting.after),
    },
    chosenSettings,
    misregistration,
    shiftTaken,
    modelsAccepted,
    decisions,
    zones,
    sample: sampleOf(sampling, "change"),
  };
}

/** Undefined where the user would have to be asked for it again. */
function sourceOf(source: ImageSource): StoredComparison["waiting"]["before"] {
  return "scene" in source ? source : keptImage(source);
}
