import { dateNames } from "../core/change/change-map.ts";
import type { Edit } from "../core/edits/edit.ts";
import type { ChangeState } from "./change.ts";
import { patchChange } from "./commands/change/change.ts";
import { limitComparison } from "./commands/change/limit.ts";
import { restoreDecisions } from "./commands/change/review.ts";
import { referenceOf, takeUses } from "./commands/reference.ts";
import { restoreSample } from "./commands/sample/take-sample.ts";
import { setArea } from "./commands/set-area.ts";
import {
  changeGeneralisation,
  changeView,
  chooseBackend,
  chooseCoarse,
  chooseExportCrs,
  chooseModel,
  setMillesime,
} from "./commands/settings.ts";
import { isHeldUp, sameSettings } from "./comparison.ts";
import { isMaking } from "./corrections.ts";
import { type App, isBusy, type State } from "./store.ts";

/**
 * What the user decides and can take back. How one looks at the map is not among them (where, how near, image or result
 * switched off for a moment, swipe, tool in hand), nor what cannot be taken back by itself: an image or a result that
 * was opened begins another history, a file that was saved stays saved, a model that was removed is gone.
 */
export type ChoiceId =
  | "edits"
  | "area"
  | "hidden"
  | "palette"
  | "opacity"
  | "generalisation"
  | "millesime"
  | "exportCrs"
  | "model"
  | "backend"
  | "coarse"
  | "uses"
  | "decisions"
  | "comparing"
  | "comparedArea"
  | "sample";

export interface Choice<T = unknown> {
  readonly id: ChoiceId;
  read(state: State): T;
  same(one: T, other: T): boolean;
  /** By the command that made the choice, with all that follows from it. */
  restore(app: App, value: T): void;
  /** Changes that follow each other closely are one step: a slider is dragged. */
  readonly continuous?: boolean;
  /** Whether what was chosen before means nothing any more. */
  isPast?(state: State, before: State): boolean;
  /** Where it is seen, and so undone; in the steps where nothing is said. */
  readonly screen?: "comparison" | "any";
  /** Whether what goes on rests on it. */
  isHeld?(state: State): boolean;
}

/** A choice among others: its values are its own affair. */
const choice = <T>(made: Choice<T>): Choice => made as Choice;

const sameFields = <T extends object>(one: T, other: T): boolean =>
  (Object.keys({ ...one, ...other }) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));

const sameEdits = (one: readonly Edit[], other: readonly Edit[]): boolean =>
  one === other || (one.length === 0 && other.length === 0);

const haveSwapped = ({ sides }: ChangeState, before: ChangeState): boolean =>
  sides.before !== undefined && sides.before.files === before.sides.after?.files;

const haveOtherMaps = ({ sides }: ChangeState, before: ChangeState): boolean =>
  dateNames.some((date) => sides[date]?.files !== before.sides[date]?.files);

export const choices: readonly Choice[] = [
  choice({
    id: "edits",
    read: ({ edits }) => edits,
    same: sameEdits,
    restore: ({ store }, edits) => store.setState({ edits, exporting: { phase: "idle" } }),
    // a result that is taken up brings those that it was left with
    isPast: (state, before) => state.result !== before.result && !sameEdits(state.edits, before.edits),
    isHeld: isMaking,
  }),
  choice({
    id: "area",
    read: ({ area }) => area,
    same: Object.is,
    restore: setArea,
    isHeld: (state) => isBusy(state) || isMaking(state),
  }),
  choice({
    id: "hidden",
    read: ({ view }) => view.hidden,
    same: (one, other) => one.size === other.size && [...one].every((numero) => other.has(numero)),
    restore: (app, hidden) => changeView(app, { hidden }),
  }),
  choice({
    id: "palette",
    read: ({ view }) => view.palette,
    same: Object.is,
    restore: (app, palette) => changeView(app, { palette }),
  }),
  choice({
    id: "opacity",
    read: ({ view }) => view.opacity,
    same: Object.is,
    restore: (app, opacity) => changeView(app, { opacity }),
    continuous: true,
  }),
  choice({
    id: "generalisation",
    read: ({ generalisation }) => generalisation,
    same: sameFields,
    restore: changeGeneralisation,
    isHeld: isMaking,
  }),
  choice({
    id: "millesime",
    read: ({ millesime }) => millesime,
    same: Object.is,
    restore: (app, millesime) => {
      setMillesime(app, millesime);
      app.store.setState({ millesimeWaived: false }); // unknown again, it is asked for again
    },
    isHeld: isMaking,
  }),
  choice({
    id: "exportCrs",
    read: ({ exportCrs }) => exportCrs,
    same: Object.is,
    restore: chooseExportCrs,
    isHeld: isMaking,
  }),
  choice({
    id: "model",
    read: ({ chosenModel }) => chosenModel,
    same: Object.is,
    restore: chooseModel,
    // one that has come is chosen with it, one that goes takes the choice along
    isPast: (state, before) => state.models !== before.models,
    isHeld: isBusy,
  }),
  choice({
    id: "backend",
    read: ({ backend }) => backend,
    same: sameFields,
    restore: chooseBackend,
    isHeld: isBusy,
  }),
  choice({
    id: "coarse",
    read: ({ coarse }) => coarse,
    same: Object.is,
    restore: chooseCoarse,
    isHeld: isBusy,
  }),
  choice({
    id: "uses",
    read: (state) => referenceOf(state)?.usesTaken ?? false,
    same: Object.is,
    restore: (app, taken) => void takeUses(app, taken),
    isPast: (state, before) => referenceOf(state)?.codes !== referenceOf(before)?.codes,
    isHeld: isMaking,
  }),
  choice({
    id: "decisions",
    read: ({ change }) => change.decisions,
    same: (one, other) => one === other || (one.length === 0 && other.length === 0),
    restore: restoreDecisions,
    screen: "comparison",
    // another comparison has decisions of its own; dates that changed places have turned them round
    isPast: ({ change }, { change: before }) =>
      change.key !== before.key || (change.decisions.length > 0 && haveSwapped(change, before)),
  }),
  choice({
    id: "comparing",
    read: ({ change: { chosenSettings, shiftTaken, modelsAccepted } }) => ({
      chosenSettings,
      shiftTaken,
      modelsAccepted,
    }),
    same: (one, other) =>
      sameSettings(one.chosenSettings, other.chosenSettings) &&
      one.shiftTaken === other.shiftTaken &&
      one.modelsAccepted === other.modelsAccepted,
    restore: (app, said) => patchChange(app, said),
    screen: "comparison",
    // another comparison has its own; another map takes back what was said of the one before
    isPast: ({ change }, { change: before }) => change.key !== before.key || haveOtherMaps(change, before),
  }),
  choice({
    id: "comparedArea",
    read: ({ change }) => change.area,
    // in the system of other maps it is the same ground
    same: (one, other) => one === other || (one?.name === other?.name && one?.crs.code !== other?.crs.code),
    restore: limitComparison,
    screen: "comparison",
    isPast: ({ change }, { change: before }) => change.key !== before.key,
    isHeld: ({ change }) => isHeldUp(change),
  }),
  choice({
    id: "sample",
    read: ({ sampling }) => sampling.sample,
    same: Object.is,
    restore: restoreSample,
    screen: "any",
    // the other screen's, or that of another result or comparison
    isPast: (state, before) => {
      const [now, then] = [state.sampling, before.sampling];
      const isElsewhere = state.result !== before.result || state.change.key !== before.change.key;
      const isTurned = now.sample?.of !== then.sample?.of && now.aside?.of !== then.aside?.of;
      return now.sample !== then.sample && (isElsewhere || isTurned);
    },
  }),
];

export const choiceOf = (id: ChoiceId): Choice => choices.find((one) => one.id === id)!;
