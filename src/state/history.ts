import { type ChoiceId, choiceOf, choices } from "./choices.ts";
import { type App, noHistory, type State } from "./store.ts";

/** One choice changed its value. */
interface Change {
  readonly choice: ChoiceId;
  readonly before: unknown;
  readonly after: unknown;
}

/** What one command changed, seldom more than one choice. */
export interface HistoryStep {
  readonly changes: readonly Change[];
  /** milliseconds, by the clock of `followChoices` */
  readonly at: number;
}

export interface History {
  /** the last one is undone first */
  readonly past: readonly HistoryStep[];
  /** the last one is redone first */
  readonly future: readonly HistoryStep[];
  /** what was undone or redone last; `held`: it could not be, for work rests on it */
  readonly told:
    | { readonly kind: "undone" | "redone" | "held"; readonly step: HistoryStep; readonly count: number }
    | undefined;
}

/** Steps kept: a day of corrections. Each holds the list of edits as it was then. */
const MOST_STEPS = 500;

/** Changes of a slider that follow each other within this are one. */
const COALESCED_MILLISECONDS = 800;

/**
 * Notes what the user chooses, by watching the store: no command needs to know. Another image or another opened result
 * begins a new history.
 * @returns ends it
 */
export function followChoices({ store }: Pick<App, "store">, now: () => number = () => performance.now()): () => void {
  return store.subscribe((state, before) => {
    if (state.history !== before.history) return; // an undoing speaks for itself
    const history = isElsewhere(state, before) ? noHistory : noted(state, before, now());
    if (history !== state.history) store.setState({ history });
  });
}

/** What was chosen up to now is the first state: nothing before it can be gone back to. */
export function beginHistory({ store }: Pick<App, "store">): void {
  store.setState({ history: noHistory });
}

/** Takes back what was chosen last on this screen. */
export function undo(app: App): void {
  const { past, future } = app.store.getState().history;
  const step = nextToUndo(app.store.getState());
  if (step === undefined || isHeld(app, step)) return;
  go(app, "undone", step, { past: past.filter((one) => one !== step), future: [...future, step] });
}

/** Chooses again what was taken back last on this screen. */
export function redo(app: App): void {
  const { past, future } = app.store.getState().history;
  const step = nextToRedo(app.store.getState());
  if (step === undefined || isHeld(app, step)) return;
  go(app, "redone", step, { past: [...past, step], future: future.filter((one) => one !== step) });
}

/** Choices are independent of each other: those of another screen are passed over. */
export function nextToUndo(state: State): HistoryStep | undefined {
  return state.history.past.findLast((step) => isOfScreen(step, state));
}

export function nextToRedo(state: State): HistoryStep | undefined {
  return state.history.future.findLast((step) => isOfScreen(step, state));
}

function isOfScreen({ changes }: HistoryStep, { change }: State): boolean {
  const screen = change.shown ? "comparison" : "steps";
  return changes.every(({ choice }) => [screen, "any"].includes(choiceOf(choice).screen ?? "steps"));
}

function go(app: App, kind: "undone" | "redone", step: HistoryStep, moved: Omit<History, "told">): void {
  tell(app, kind, step, moved);
  for (const { choice, before, after } of step.changes)
    choiceOf(choice).restore(app, kind === "undone" ? before : after);
}

function tell(
  { store }: App,
  kind: NonNullable<History["told"]>["kind"],
  step: HistoryStep,
  moved: Partial<History>,
): void {
  store.setState(({ history }) => ({
    history: { ...history, ...moved, told: { kind, step, count: (history.told?.count ?? 0) + 1 } },
  }));
}

function isHeld(app: App, step: HistoryStep): boolean {
  const state = app.store.getState();
  const held = step.changes.some(({ choice }) => choiceOf(choice).isHeld?.(state));
  if (held) tell(app, "held", step, {});
  return held;
}

const openedRaster = ({ result }: State) => (result?.from === "file" ? result.raster : undefined);

function isElsewhere(state: State, before: State): boolean {
  if (state.image !== before.image) return true;
  return openedRaster(state) !== undefined && openedRaster(state) !== openedRaster(before);
}

function noted(state: State, before: State, at: number): History {
  let { history } = state;
  const changes: Change[] = [];
  for (const { id, read, same, isPast } of choices) {
    if (isPast?.(state, before)) {
      history = without(history, id);
      continue;
    }
    const change = { choice: id, before: read(before), after: read(state) };
    if (!same(change.before, change.after) && !isToldOf(history, change)) changes.push(change);
  }
  if (changes.length === 0) return history;
  const last = history.past.at(-1);
  const merged = last && coalesced(last, changes, at);
  const past = merged === undefined ? [...history.past, { changes, at }] : [...history.past.slice(0, -1), ...merged];
  return { past: past.slice(-MOST_STEPS), future: [], told: undefined };
}

/** Whether a change is what the last undoing or redoing asked for; some come a moment later, from a worker. */
function isToldOf({ told }: History, { choice, after }: Change): boolean {
  if (told === undefined || told.kind === "held") return false;
  const asked = told.step.changes.find((change) => change.choice === choice);
  return asked !== undefined && choiceOf(choice).same(after, told.kind === "undone" ? asked.before : asked.after);
}

/** The two steps as one, or none if it leads back to where it began; undefined where they stay two. */
function coalesced(last: HistoryStep, changes: readonly Change[], at: number): HistoryStep[] | undefined {
  const [one] = last.changes;
  const [other] = changes;
  if (last.changes.length !== 1 || changes.length !== 1 || one?.choice !== other?.choice) return undefined;
  const { continuous, same } = choiceOf(one!.choice);
  if (!continuous || at - last.at > COALESCED_MILLISECONDS) return undefined;
  const change = { ...one!, after: other!.after };
  return same(change.before, change.after) ? [] : [{ changes: [change], at }];
}

function without(history: History, id: ChoiceId): History {
  const is = ({ changes }: HistoryStep) => changes.some(({ choice }) => choice === id);
  if (![...history.past, ...history.future].some(is)) return history;
  const others = (steps: readonly HistoryStep[]) => steps.filter((step) => !is(step));
  return { past: others(history.past), future: others(history.future), told: undefined };
}
