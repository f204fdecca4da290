/** The comparison of two dates, as the page knows it. */
import type { DateName } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import type { ChangeFigures } from "../core/change/figures.ts";
import type { ChangeSettings } from "../core/change/settings.ts";
import type { Area } from "../core/ports/area.ts";
import type { SavedFile } from "../core/ports/export-formats.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { ComparedDates, ImageInput, KeptSource, OpenedRaster, StoredComparison } from "../workers/api.ts";

export type { StoredComparison };

/** What a photograph is opened from. */
export type ImageSource =
  | { readonly inputs: readonly ImageInput[]; readonly options: OpenImageOptions }
  /** one of the two dates of a scene of Ocsol's own */
  | { readonly scene: SceneChoice };

/** One of the two dates. */
export interface Side {
  /** the map: of Ocsol, or somebody else's */
  readonly files: readonly File[];
  readonly facts: SideFacts;
  /** the photograph it was made of, where it is here: open in a worker of its own */
  readonly image: OpenedRaster | undefined;
  /** what that photograph is opened from, here and after a reload */
  readonly source: ImageSource | undefined;
  /** what opens it where leave to was refused, or it is not there, after a reload: it may be asked for again */
  readonly unopened?: KeptSource | undefined;
  /** name of the run that made the map in the steps; it is gone on with here */
  readonly run?: string | undefined;
}

/** What is being worked on, with its share. */
export interface ChangeWork {
  readonly what: "reading" | "matching" | "comparing" | "writing";
  readonly share: number;
}

export interface ChangeState {
  /** the comparison is on the screen, in the place of steps and map */
  readonly shown: boolean;
  readonly sides: { readonly [date in DateName]?: Side | undefined };
  /** the map that is being made in the ordinary steps is for this date */
  readonly awaited: DateName | undefined;
  /** orthophotos whose maps are still to be made, the awaited one among them */
  readonly waiting: { readonly [date in DateName]?: ImageSource | undefined };
  readonly busy: ChangeWork | undefined;
  /** comparing was given up or has failed: it begins again when asked */
  readonly stopped: boolean;
  /** undefined until estimated; null where the images could not be matched, or are not there */
  readonly misregistration: Misregistration | null | undefined;
  /** undefined where the user leaves them to Ocsol */
  readonly chosenSettings: Partial<ChangeSettings>;
  /** the earlier map is moved by the misregistration, unless `chosenSettings` has a shift */
  readonly shiftTaken: boolean;
  /** what is compared is limited to it; undefined: all that both maps cover */
  readonly area: Area | undefined;
  /** the model is given an orthophoto in the colours of the other date's photograph */
  readonly matchesColours: boolean;
  /** the user has said yes to maps of different models */
  readonly modelsAccepted: boolean;
  /** as the worker has it, and what it was made of: other settings make it old */
  readonly compared: Compared | undefined;
  /** a choice: undone and redone like the others */
  readonly decisions: readonly ChangeDecision[];
  readonly review: ChangeReview;
  readonly zones:
    | {
        readonly file: string;
        /** system of their coordinates: that of the comparison they were given to */
        readonly epsg: number;
        readonly list: readonly { readonly name: string; readonly zone: Zone }[];
      }
    | undefined;
  /** by place in `zones.list`, and the figures of the whole that they are a part of: other ones make them old */
  readonly zoneFigures: { readonly of: ChangeFigures; readonly list: readonly ChangeFigures[] } | undefined;
  readonly look: ChangeLook;
  /** a file that is made: the next click saves it */
  readonly made: { readonly blob: Blob; readonly name: string; readonly format: SavedFile } | undefined;
  /** under which the comparison is kept; undefined before there is anything to keep */
  readonly key: string | undefined;
  /** what was kept is being read back: until all of it is here nothing is written in its place */
  readonly resuming: boolean;
  /** what was decided last could not be kept so far */
  readonly unwritten: boolean;
  /** comparisons of earlier sessions, newest first */
  readonly kept: readonly StoredComparison[];
}

/** What the worker answered last, and what it was made of. */
export interface Compared extends ComparedDates {
  readonly settings: ChangeSettings;
  readonly decisions: readonly ChangeDecision[];
}

export interface ChangeReview {
  readonly order: "largest" | "least-sure";
  /** id of the change under review */
  readonly at: number | undefined;
  readonly onlyUnreviewed: boolean;
}

/** How the two photographs lie on the screen. */
export interface ChangeLook {
  readonly arrangement: "swipe" | "side-by-side";
  /** where the later image begins, as a share of the width */
  readonly swipe: number;
  readonly showChanges: boolean;
  readonly opacity: number;
}

export const initialChange: ChangeState = {
  shown: false,
  sides: {},
  awaited: undefined,
  waiting: {},
  busy: undefined,
  stopped: false,
  misregistration: undefined,
  chosenSettings: {},
  shiftTaken: false,
  area: undefined,
  matchesColours: true,
  modelsAccepted: false,
  compared: undefined,
  decisions: [],
  review: { order: "largest", at: undefined, onlyUnreviewed: true },
  zones: undefined,
  zoneFigures: undefined,
  look: { arrangement: "swipe", swipe: 0.5, showChanges: true, opacity: 0.6 },
  made: undefined,
  key: undefined,
  resuming: false,
  unwritten: false,
  kept: [],
};
