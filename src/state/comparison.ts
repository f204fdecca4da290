import type { ChangeFacts } from "../core/change/change-facts.ts";
import type { DateName } from "../core/change/change-map.ts";
import { baseOf, metresLeft, toleranceLeft, type Weakness, weaknessesOf } from "../core/change/comparability.ts";
import { type ChangeDecision, isDecidedOn } from "../core/change/decision.ts";
import { type ChangeSettings, shiftFrom } from "../core/change/settings.ts";
import type { Point } from "../core/geo/affine.ts";
import { commonBounds } from "../core/geo/bounds.ts";
import type { Within } from "../core/geo/bounds-in.ts";
import { type Crs, crsOf } from "../core/geo/crs.ts";
import { reprojection } from "../core/geo/reproject.ts";
import { movedZone } from "../core/vector/moved-zone.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import { zoneBounds } from "../core/vector/zone-bounds.ts";
import type { ChangeReview, ChangeState, ImageSource, Side } from "./change.ts";
import type { OpenImage } from "./store.ts";

export const otherDate = (date: DateName): DateName => (date === "before" ? "after" : "before");

export function bothSides({ sides }: ChangeState): { readonly before: Side; readonly after: Side } | undefined {
  const { before, after } = sides;
  return before && after && { before, after };
}

/** Where the comparison lies: on the extent of the map that its grid is of, in that one's system. */
export function comparedGround(change: ChangeState): Within | undefined {
  const sides = bothSides(change);
  if (sides === undefined) return undefined;
  const { bounds, epsg } = baseOf(sides.before.facts, sides.after.facts);
  const crs = crsOf(epsg);
  return crs && { bounds, crs };
}

/** Zones of another comparison in the system of this one's ground; undefined where none of them comes near it. */
export function zonesOn({ bounds, crs }: Within, zones: readonly Zone[], from: Crs): readonly Zone[] | undefined {
  const project = reprojection(from, crs);
  const here = from.code === crs.code ? zones : zones.map((zone) => movedZone(zone, project));
  return here.some((zone) => commonBounds(zoneBounds(zone), bounds) !== undefined) ? here : undefined;
}

/** Whether work goes on that another area, or another reading, must not end. */
export function isHeldUp({ busy }: ChangeState): boolean {
  return busy !== undefined && busy.what !== "comparing";
}

/** What the user has set, and what Ocsol would for the rest. */
export function settingsOf(change: ChangeState): ChangeSettings {
  const { chosenSettings, misregistration, shiftTaken } = change;
  const measured = shiftTaken && misregistration ? shiftFrom(misregistration) : ([0, 0] as const);
  const { shift = measured } = chosenSettings;
  return { toleranceMetres: toleranceLeft(misregistration, { shift }), ...chosenSettings, shift };
}

export function sameSettings(one: Partial<ChangeSettings>, other: Partial<ChangeSettings>): boolean {
  return (
    one.toleranceMetres === other.toleranceMetres &&
    one.minChangeSquareMetres === other.minChangeSquareMetres &&
    one.shift?.[0] === other.shift?.[0] &&
    one.shift?.[1] === other.shift?.[1]
  );
}

/** Whether what is shown was compared under other settings than those of the moment. */
export function isOld(change: ChangeState): boolean {
  return change.compared !== undefined && !sameSettings(change.compared.settings, settingsOf(change));
}

/**
 * The date whose map was made here of its photograph and can be made again in the colours of the other one's, or without:
 * the one that was, else the later.
 */
export function colouredDate(change: ChangeState): DateName | undefined {
  const sides = bothSides(change);
  if (sides === undefined) return undefined;
  const dates = (["after", "before"] as const).filter((date) => {
    const [side, other] = [sides[date], sides[otherDate(date)]];
    return (
      side.run !== undefined && side.source !== undefined && other.image !== undefined && other.facts.kind === "result"
    );
  });
  return dates.find((date) => sides[date].facts.matchedColours !== undefined) ?? dates[0];
}

/** What weakens the comparison, none while there are not two maps. */
export function weaknesses(change: ChangeState): readonly Weakness[] {
  const sides = bothSides(change);
  if (sides === undefined) return [];
  return weaknessesOf(sides.before.facts, sides.after.facts, metresLeft(change.misregistration, settingsOf(change)));
}

/** Whether a date's map is seen in the place of its photograph, for it has none. */
export function showsCovers({ compared, sides }: ChangeState, date: DateName): boolean {
  return compared !== undefined && sides[date] !== undefined && sides[date].image === undefined;
}

/** Whether nothing stands between the two maps and their comparison. */
export function canCompare(change: ChangeState): boolean {
  return (
    bothSides(change) !== undefined &&
    weaknesses(change).every(({ weight }) => weight !== "stops" && (weight !== "asks" || change.modelsAccepted))
  );
}

/** Whether the two photographs are here, and nobody has looked yet how they lie on each other. */
export function wantsMatching(change: ChangeState): boolean {
  const sides = bothSides(change);
  return change.misregistration === undefined && sides?.before.image !== undefined && sides.after.image !== undefined;
}

/** Whether an open image is what a source opens; of several groups the user may have chosen one. */
export function isFrom(image: OpenImage | undefined, source: ImageSource): boolean {
  if (image === undefined) return false;
  if ("inputs" in source) return image.inputs.every((input) => source.inputs.includes(input));
  const { scene } = image;
  return (
    scene !== undefined &&
    scene.seed === source.scene.seed &&
    scene.size === source.scene.size &&
    scene.date === source.scene.date
  );
}

const placeKey = ([x, y]: Point): string => `${x} ${y}`;

const decisionsByPlace = remembered((decisions: readonly ChangeDecision[]) => {
  return new Map(decisions.map((decision) => [placeKey(decision.at), decision]));
});

/**
 * What has been said of a change; of another one at the same place it is nobody's decision. Compared under other settings
 * its place is another one in it: the decision is then the one that the worker has found again.
 */
export function decisionOn(decisions: readonly ChangeDecision[], change: ChangeFacts): ChangeDecision | undefined {
  const { at, found, squareMetres, decision } = change;
  const byPlace = decisionsByPlace(decisions);
  const said = byPlace.get(placeKey(at)) ?? (decision && byPlace.get(placeKey(decision.at)));
  return said !== undefined && isDecidedOn(said, { ...found, squareMetres }) ? said : undefined;
}

/** More than a comment has been said of it. */
export function isReviewed(decision: ChangeDecision | undefined): boolean {
  return decision !== undefined && (decision.verdict ?? decision.before ?? decision.after) !== undefined;
}

const orders: Readonly<Record<ChangeReview["order"], (changes: readonly ChangeFacts[]) => readonly ChangeFacts[]>> = {
  largest: remembered((changes) => changes.toSorted((one, other) => other.squareMetres - one.squareMetres)),
  // of which nothing is known first
  "least-sure": remembered((changes) =>
    changes.toSorted(
      (one, other) => (one.confidence ?? 0) - (other.confidence ?? 0) || other.squareMetres - one.squareMetres,
    ),
  ),
};

/** All changes in the order of their review. */
export function reviewOrder({ compared, review }: ChangeState): readonly ChangeFacts[] {
  return compared === undefined ? [] : orders[review.order](compared.changes);
}

/** The change under review. */
export function reviewedChange({ compared, review }: ChangeState): ChangeFacts | undefined {
  return review.at === undefined ? undefined : compared?.changes.find(({ id }) => id === review.at);
}

/** Lists are replaced, never changed: what was made of one is made once. */
function remembered<List extends object, Made>(make: (list: List) => Made): (list: List) => Made {
  const made = new WeakMap<List, Made>();
  return (list) => {
    const known = made.get(list);
    if (known !== undefined) return known;
    const fresh = make(list);
    made.set(list, fresh);
    return fresh;
  };
}
