/** The comparison of two dates, as the page knows it. */
import type { DateName } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import type { ChangeSettings } from "../core/change/settings.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { ComparedDates, OpenedRaster } from "../workers/api.ts";

/** One of the two dates. */
export interface Side {
  /** the map: of Ocsol, or somebody else's */
  readonly files: readonly File[];
  readonly facts: SideFacts;
  /** the photograph it was made of, where it is here: open in a worker of its own */
  readonly image: OpenedRaster | undefined;
}

export interface ChangeState {
  /** the comparison is on the screen, in the place of steps and map */
  readonly shown: boolean;
  readonly sides: { readonly [date in DateName]?: Side | undefined };
  /** the map that is being made in the ordinary steps is for this date */
  readonly awaited: DateName | undefined;
  /** what is being worked on, with its share */
  readonly busy:
    | { readonly what: "reading" | "matching" | "comparing" | "writing"; readonly share: number }
    | undefined;
  /** undefined until estimated; null where the images could not be matched, or are not there */
  readonly misregistration: Misregistration | null | undefined;
  /** undefined where the user leaves them to Ocsol */
  readonly chosenSettings: Partial<ChangeSettings>;
  /** the earlier map is moved by the misregistration */
  readonly shiftTaken: boolean;
  /** the user has said yes to maps of different models */
  readonly modelsAccepted: boolean;
  /** as the worker has it, and what it was made of: other settings make it old */
  readonly compared: (ComparedDates & { readonly settings: ChangeSettings }) | undefined;
  /** a choice: undone and redone like the others */
  readonly decisions: readonly ChangeDecision[];
  readonly review: ChangeReview;
  readonly zones:
    | { readonly file: string; readonly list: readonly { readonly name: string; readonly zone: Zone }[] }
    | undefined;
  readonly look: ChangeLook;
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
  busy: undefined,
  misregistration: undefined,
  chosenSettings: {},
  shiftTaken: false,
  modelsAccepted: false,
  compared: undefined,
  decisions: [],
  review: { order: "largest", at: undefined, onlyUnreviewed: true },
  zones: undefined,
  look: { arrangement: "swipe", swipe: 0.5, showChanges: true, opacity: 0.6 },
};
