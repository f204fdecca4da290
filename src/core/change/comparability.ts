import { type Bounds, commonBounds } from "../geo/bounds.ts";
import { boundsIn, type Within } from "../geo/bounds-in.ts";
import { crsOf } from "../geo/crs.ts";
import type { Preset } from "../landcover/presets.ts";
import type { MatchedColours } from "../raster/tones.ts";
import type { Misregistration } from "../registration/misregistration.ts";
import { type ChangeSettings, DEFAULT_TOLERANCE_METRES } from "./settings.ts";

/** What a map is, as far as comparing it needs to know. */
export interface SideFacts {
  /** "export": a map of Ocsol's in a file that does not say how it was made, as only its GeoPackage does */
  readonly kind: "result" | "export" | "ocsge" | "cosia";
  /** file name of the map */
  readonly file: string;
  /** of the photograph; "" where there is none */
  readonly image: string;
  /** "" where it is not known */
  readonly millesime: string;
  /** day or year of the photograph, ISO 8601; "" where it is not known */
  readonly date: string;
  /** id and version; "" where it is not known, or another's map */
  readonly model: string;
  readonly preset: Preset | undefined;
  readonly simplifyMetres: number;
  readonly squareBuildings: boolean;
  readonly epsg: number;
  /** pixel of the class raster; undefined where the map was not made of one */
  readonly resolutionMetres: number | undefined;
  /** in its CRS */
  readonly bounds: Bounds;
  readonly synthetic: boolean;
  readonly imageCredit: string;
  /** the model saw the photograph in the colours of another */
  readonly matchedColours?: MatchedColours | undefined;
}

/**
 * What weakens a comparison, with what it takes to say so; sentences are made in `i18n`. "stops": it cannot be made.
 * "asks": it is made only when the user has said yes. "warns": it is made, and the report repeats it. "notes": the same, of
 * what is not known rather than wrong, or has been done about it.
 */
export type Weakness = { readonly weight: "stops" | "asks" | "warns" | "notes" } & (
  | { readonly tag: "no-overlap" }
  /** a map of Ocsol's without its record */
  | { readonly tag: "export"; readonly file: string }
  /** neither map was made by Ocsol: what differs is what their authors have revised; no change has a confidence */
  | { readonly tag: "published"; readonly before: string; readonly after: string }
  /** `share` of the smaller map's extent */
  | { readonly tag: "little-overlap"; readonly share: number }
  /** how each map was made: a model's id and version, "OCS GE", "CoSIA", or "" where nobody has said */
  | { readonly tag: "models-differ"; readonly before: string; readonly after: string }
  | { readonly tag: "models-unknown" }
  | { readonly tag: "crs-differ"; readonly before: number; readonly after: number }
  | { readonly tag: "resolutions-differ"; readonly before: number; readonly after: number }
  | { readonly tag: "presets-differ" }
  | { readonly tag: "seasons-differ"; readonly before: string; readonly after: string }
  /** of one of the dates at least only the year is known */
  | { readonly tag: "season-unknown" }
  | { readonly tag: "dates-unknown" }
  | { readonly tag: "dates-reversed"; readonly before: string; readonly after: string }
  | { readonly tag: "same-image" }
  | { readonly tag: "synthetic-and-real" }
  /** of a photograph to those of another, before it was segmented */
  | { readonly tag: "colours-matched"; readonly image: string; readonly like: string }
  | { readonly tag: "misregistration"; readonly metres: number }
);

/** What a misregistration leaves once the earlier map is moved, m; undefined where it is not known. */
export function metresLeft(
  misregistration: Misregistration | null | undefined,
  { shift }: Pick<ChangeSettings, "shift">,
): number | undefined {
  if (!misregistration) return undefined;
  return Math.hypot(misregistration.shift[0] - shift[0], misregistration.shift[1] - shift[1]);
}

/**
 * The default, or what is left of the misregistration where that is larger: no less than its windows differ among
 * themselves, for one shift cannot mend that.
 */
export function toleranceLeft(
  misregistration: Misregistration | null | undefined,
  settings: Pick<ChangeSettings, "shift">,
): number {
  const left = metresLeft(misregistration, settings) ?? 0;
  return Math.max(DEFAULT_TOLERANCE_METRES, left, misregistration?.spreadMetres ?? 0);
}

/** Of the smaller map's extent: below it the user has perhaps taken the wrong sheet, or knows less than he thinks. */
const MUCH_OVERLAP = 0.9;

/** Pixels that differ by more show other objects: 20 and 25 cm do not, 20 and 40 cm do. */
const LIKE_RESOLUTIONS = 1.3;

/** Two months and the leaves, the crops and the shadows are others. */
const SEASON_DAYS = 60;

/** What is left of it moves borders by a good part of the default tolerance. */
const MUCH_MISREGISTRATION_METRES = 0.5;

/**
 * All that is known to weaken a comparison, what stops it first, then what asks.
 * @param misregistrationMetres between the images, as far as the earlier map is not moved by it; undefined where it is not known
 */
export function weaknessesOf(before: SideFacts, after: SideFacts, misregistrationMetres?: number): Weakness[] {
  const found = [
    overlapWeakness(before, after),
    modelWeakness(originOf(before), originOf(after)),
    ...[before, after]
      .filter(({ kind }) => kind === "export")
      .map(({ file }) => ({ weight: "warns", tag: "export", file }) as const),
    isPublished(before) &&
      isPublished(after) &&
      ({ weight: "warns", tag: "published", before: originOf(before), after: originOf(after) } as const),
    before.epsg !== after.epsg &&
      ({ weight: "warns", tag: "crs-differ", before: before.epsg, after: after.epsg } as const),
    resolutionWeakness(before.resolutionMetres, after.resolutionMetres),
    !areAlikeGeneralised(before, after) && ({ weight: "warns", tag: "presets-differ" } as const),
    ...dateWeaknesses(before.date, after.date),
    before.image !== "" &&
      before.image === after.image &&
      before.date === after.date &&
      ({ weight: "warns", tag: "same-image" } as const),
    before.synthetic !== after.synthetic && ({ weight: "warns", tag: "synthetic-and-real" } as const),
    ...[before, after].map(
      ({ image, matchedColours }) =>
        matchedColours && ({ weight: "notes", tag: "colours-matched", image, like: matchedColours.like } as const),
    ),
    misregistrationMetres !== undefined &&
      misregistrationMetres > MUCH_MISREGISTRATION_METRES &&
      ({ weight: "warns", tag: "misregistration", metres: misregistrationMetres } as const),
  ].filter((weakness) => weakness !== false && weakness !== undefined);
  const order = ["stops", "asks", "warns", "notes"];
  return found.sort((one, other) => order.indexOf(one.weight) - order.indexOf(other.weight));
}

/** Models, and maps that nobody's model made, by a name of their own: comparing those two measures how they were made. */
function originOf({ kind, model }: SideFacts): string {
  return kind === "ocsge" ? "OCS GE" : kind === "cosia" ? "CoSIA" : model;
}

const isPublished = ({ kind }: SideFacts): boolean => kind === "ocsge" || kind === "cosia";

function modelWeakness(before: string, after: string): Weakness | undefined {
  if (before !== after) return { weight: "asks", tag: "models-differ", before, after };
  return before === "" ? { weight: "warns", tag: "models-unknown" } : undefined;
}

function overlapWeakness(before: SideFacts, after: SideFacts): Weakness | undefined {
  const earlier = boundsOn(before, after);
  if (earlier === undefined) return undefined; // reading the map has said so
  const common = commonBounds(earlier, after.bounds);
  if (common === undefined) return { weight: "stops", tag: "no-overlap" };
  const share = areaOf(common) / Math.min(areaOf(earlier), areaOf(after.bounds));
  return share < MUCH_OVERLAP ? { weight: "warns", tag: "little-overlap", share } : undefined;
}

/** The side in whose system the two are compared: the later one, the earlier where that alone is Ocsol's. */
export function baseOf(before: SideFacts, after: SideFacts): SideFacts {
  return before.kind === "result" && after.kind !== "result" ? before : after;
}

/** Ground that both maps say they cover, in the later one's system; undefined where there is none. */
export function commonGround(before: SideFacts, after: SideFacts): Within | undefined {
  const crs = crsOf(after.epsg);
  const earlier = boundsOn(before, after);
  const bounds = earlier && commonBounds(earlier, after.bounds);
  return crs && bounds && { bounds, crs };
}

function boundsOn({ bounds, epsg }: SideFacts, other: SideFacts): Bounds | undefined {
  const [from, to] = [crsOf(epsg), crsOf(other.epsg)];
  return from && to && boundsIn({ bounds, crs: from }, to);
}

const areaOf = ([minX, minY, maxX, maxY]: Bounds): number => (maxX - minX) * (maxY - minY);

function resolutionWeakness(before: number | undefined, after: number | undefined): Weakness | undefined {
  if (before === undefined || after === undefined) return undefined;
  const isLike = Math.max(before, after) / Math.min(before, after) <= LIKE_RESOLUTIONS;
  return isLike ? undefined : { weight: "warns", tag: "resolutions-differ", before, after };
}

/** What was merged and how far borders were moved. OCS GE and CoSIA have the thresholds that our presets of the name follow. */
function areAlikeGeneralised(before: SideFacts, after: SideFacts): boolean {
  if (before.kind === "export" || after.kind === "export") return true; // nobody knows: it is said of the export
  const name = ({ kind, preset }: SideFacts) => preset?.id ?? kind;
  if (before.preset === undefined || after.preset === undefined) return name(before) === name(after);
  // Of a comparison kept by an earlier version nothing is said of buildings: they were left as they were.
  const numbers = ({ preset, simplifyMetres, squareBuildings = false }: SideFacts) =>
    JSON.stringify([preset, simplifyMetres, squareBuildings]);
  return numbers(before) === numbers(after);
}

function dateWeaknesses(before: string, after: string): Weakness[] {
  if (before === "" || after === "") return [{ weight: "warns", tag: "dates-unknown" }];
  // Of a day and a year only the years can be told apart.
  const digits = Math.min(before.length, after.length);
  const found: Weakness[] = [];
  if (before.slice(0, digits) > after.slice(0, digits))
    found.push({ weight: "warns", tag: "dates-reversed", before, after });
  const days = daysApart(before, after);
  if (days === undefined) found.push({ weight: "notes", tag: "season-unknown" });
  else if (days > SEASON_DAYS) found.push({ weight: "warns", tag: "seasons-differ", before, after });
  return found;
}

const DAYS_A_YEAR = 365.25;
const DAY_MILLISECONDS = 86_400_000;

/** Days between two dates in the course of the year, whatever the years; undefined where one is not known to the day. */
function daysApart(before: string, after: string): number | undefined {
  const [from, to] = [before, after].map((date) =>
    date.length === "2021-07-12".length ? Date.parse(date) : Number.NaN,
  );
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  const days = (Math.abs(to! - from!) / DAY_MILLISECONDS) % DAYS_A_YEAR;
  return Math.min(days, DAYS_A_YEAR - days);
}
