import { dateNames } from "../core/change/change-map.ts";
import type { StoredComparison } from "../workers/api.ts";
import type { ChangeState, ImageSource, Side } from "./change.ts";
import { keptImage } from "./keep-work.ts";
import { createKeptWriter } from "./kept-writer.ts";
import { sampleOf } from "./sampling.ts";
import type { App, State } from "./store.ts";

/**
 * Keeps the comparison, its maps, what was decided and the sample, so that a reload, a crash or a closed tab loses none of
 * it. Where it cannot be written the work goes on, is tried again, and `change.unwritten` says so.
 * @returns ends it
 */
export function keepComparison({ store, engine }: Pick<App, "store" | "engine">): () => void {
  /** maps that were put there */
  const written = new Map<string, readonly File[]>();

  const put = async (key: string, state: State): Promise<void> => {
    const { change } = state;
    if (isEmpty(change)) {
      // What was decided stays with the maps it was decided on.
      if (change.decisions.length === 0) await engine.comparisons.remove(key);
      return;
    }
    for (const date of dateNames) {
      const files = change.sides[date]?.files;
      if (files === undefined) continue;
      // gone where newer ones of other tabs have taken the place of a comparison with nothing decided
      const isThere = async () => (await engine.comparisons.filesOf(key, date)) !== undefined;
      if (written.get(`${key} ${date}`) === files && (await isThere())) continue;
      await engine.comparisons.putFiles(key, date, files);
      written.set(`${key} ${date}`, files);
    }
    await engine.comparisons.put(storedOf(key, state));
  };
  const writer = createKeptWriter(put, (unwritten) => {
    if (unwritten !== store.getState().change.unwritten)
      store.setState(({ change }) => ({ change: { ...change, unwritten } }));
  });

  let seen = store.getState();
  const unsubscribe = store.subscribe((state) => {
    const { change } = state;
    if (change.resuming) return;
    const before = seen;
    seen = state;
    if (change.key === undefined) {
      if (before.change.key !== undefined) writer.write();
      if (!isEmpty(change))
        store.setState({ change: { ...change, key: `${Date.now()} ${Math.random().toString(36).slice(2)}` } });
      return;
    }
    if (!differ(state, before)) return;
    writer.add(change.key, state);
  });
  return () => {
    unsubscribe();
    writer.end();
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
  "matchesColours",
  "modelsAccepted",
  "decisions",
  "zones",
  "area",
] as const;

const differ = (state: State, before: State): boolean =>
  sampleOf(state.sampling, "change") !== sampleOf(before.sampling, "change") ||
  keptFields.some((name) => state.change[name] !== before.change[name]);

function storedOf(key: string, { change, sampling }: State): StoredComparison {
  const { sides, waiting, chosenSettings, misregistration, shiftTaken, modelsAccepted, decisions, zones, area } =
    change;
  const { matchesColours } = change;
  const side = (one: Side | undefined) =>
    one && { facts: one.facts, source: one.source === undefined ? one.unopened : sourceOf(one.source), run: one.run };
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
    matchesColours,
    modelsAccepted,
    decisions,
    zones,
    area,
    sample: sampleOf(sampling, "change"),
  };
}

/** Undefined where the user would have to be asked for it again. */
function sourceOf(source: ImageSource): StoredComparison["waiting"]["before"] {
  return "scene" in source ? source : keptImage(source);
}
