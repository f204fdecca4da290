import { appError } from "../errors.ts";
import { artificialisation } from "../landcover/artificialisation.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { clip } from "../vector/clip.ts";
import { dissolve } from "../vector/dissolve.ts";
import { groupsOf } from "../vector/groups.ts";
import { measureFaces, measurePolygons } from "../vector/measure.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { withRings } from "../vector/rings.ts";
import type { ChangeMap, DatedCover } from "./change-map.ts";
import { datedKeys } from "./dated-keys.ts";
import { type DatedFaces, type LaidMaps, layOver } from "./lay-over.ts";
import { withoutNarrowParts } from "./narrow-parts.ts";
import { upTo } from "./patience.ts";
import type { ChangeSettings } from "./settings.ts";
import type { ChangeSide } from "./sides.ts";
import { withoutSlivers } from "./slivers.ts";
import { leastAreasOf, withoutSmall } from "./small-changes.ts";

export interface Comparing {
  readonly before: ChangeSide;
  readonly after: ChangeSide;
  readonly settings: ChangeSettings;
  /** in the change map's CRS: the later map's, the earlier one's where that alone is Ocsol's */
  readonly area?: readonly Zone[] | undefined;
  /** settles in a later task, so that the thread hears its messages */
  readonly pause?: (() => Promise<void>) | undefined;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The change map inside the area, and the whole that it is cut out of: what surrounds a face decides of it. */
export interface ComparedMap extends ChangeMap {
  readonly whole: ChangeMap;
  /** by face: the face of the whole that it is, or is a part of */
  readonly wholeFace: Int32Array;
  /** ground that one of the two maps covers alone; of an area, all of it that is not compared. m² */
  readonly uncompared: number;
  /** ground of the whole whose earlier cover is a neighbour's, not the earlier map's, for it was too narrow. m² */
  readonly absorbed: number;
}

/**
 * What has changed between two maps, nobody having decided anything. Laid over each other (`lay-over.ts`), less what is too
 * narrow (`slivers.ts`) and too small (`small-changes.ts`) to be a change; where nothing is, the earlier map holds at both
 * dates. Inside a change, pieces too narrow to be one of their own go to a neighbour (`narrow-parts.ts`). Then neighbours that
 * are alike at both dates are one face, and either date is told what is artificialised.
 * @throws AppError "nothing-compared" where the two have no ground in
 * common, or none inside the area; the signal's reason when aborted
 */
export async function compareDates(comparing: Comparing): Promise<ComparedMap> {
  const { before, after, settings, area, pause = async () => {}, signal, onProgress = () => {} } = comparing;
  const rest = async (): Promise<void> => {
    await pause();
    signal?.throwIfAborted();
  };
  const wait = { pause: rest, onProgress };
  await rest();
  const laid = await layOver(before, after, settings.shift, upTo(wait, 0, 0.5));
  if (laid.map.faces.count === 0) throw appError("nothing-compared", {});
  onProgress(0.5);
  await rest();
  const differ = Uint8Array.from(laid.before.covers, (cover, face) => Number(cover !== laid.after.covers[face]));
  const wide = await withoutSlivers(laid.map, differ, settings.toleranceMetres, upTo(wait, 0.5, 0.8));
  await rest();
  const kept = {
    ...laid,
    map: wide.map,
    before: picked(laid.before, wide.faceOf),
    after: picked(laid.after, wide.faceOf),
  };
  // What Ocsol's map was made with is known; of two others the later one's author has thresholds too.
  const own = [after, before].find((side) => side.kind === "map");
  const preset = own === undefined ? after.preset : own.preset;
  const least = leastAreasOf(wide.map, [kept.before.numeros, kept.after.numeros], wide.changed, {
    squareMetres: settings.minChangeSquareMetres,
    preset,
    builtZone: own?.map.builtZone,
  });
  const large = withoutSmall(wide.map, wide.changed, [kept.before.covers, kept.after.covers], least);
  onProgress(0.85);
  await rest();
  const merged = await withoutNarrowParts(wide.map, large, [kept.before, kept.after], settings.toleranceMetres, rest);
  const coversOf = ({ covers }: DatedFaces): string[] => Array.from(merged.alike, (face) => covers[face]!);
  // What is left of a change may have become too small.
  const changed = withoutSmall(
    wide.map,
    merged.changed,
    [coversOf(kept.before), coversOf(kept.after)],
    Float64Array.from(merged.alike, (face) => least[face]!),
  );
  const alike = merged.alike.map((like, face) => (changed[face] === 1 ? like : face));
  onProgress(0.9);
  await rest();
  const made = { ...kept, before: picked(kept.before, alike), after: picked(kept.after, alike) };
  const whole = joined(made, changed);
  const absorbed = measureFaces(wide.map).planimetric.reduce(
    (sum, area, face) => (made.before.covers[face] === kept.before.covers[face] ? sum : sum + area),
    0,
  );
  onProgress(0.95);
  await rest();
  return { ...cutTo(whole, area, laid.uncompared), absorbed };
}

function picked({ numeros, covers, uses, confidence }: DatedFaces, faceOf: Int32Array): DatedFaces {
  const pick = <T>(values: ArrayLike<T>): T[] => Array.from(faceOf, (face) => values[face]!);
  return {
    numeros: Uint8Array.from(pick(numeros)),
    covers: pick(covers),
    uses: pick(uses),
    confidence: Float64Array.from(pick(confidence)),
  };
}

/** One face to each connected piece of ground of the same covers and uses at both dates. */
function joined({ map, before, after }: LaidMaps, changed: Uint8Array): ChangeMap {
  const later = (face: number): DatedFaces => (changed[face] === 1 ? after : before);
  const afterCovers = before.covers.map((_, face) => later(face).covers[face]!);
  const afterUses = before.uses.map((_, face) => later(face).uses[face]!);
  const { count, of } = groupsOf(map, datedKeys(before, { covers: afterCovers, uses: afterUses }));
  const { planimetric } = measureFaces(map);
  const pixels = new Uint32Array(count);
  const numero = new Uint8Array(count);
  const largest = new Float64Array(count).fill(-1);
  const first = new Int32Array(count);
  for (let face = of.length - 1; face >= 0; face--) {
    const group = of[face]!;
    first[group] = face;
    pixels[group] = pixels[group]! + map.faces.pixels[face]!;
    if (planimetric[face]! < largest[group]!) continue;
    largest[group] = planimetric[face]!;
    numero[group] = map.faces.numero[face]!;
  }
  const confidences = [before, after].map(({ confidence }) => meanBy(of, count, planimetric, confidence));
  const confidence = confidences[0]!.map((value, group) => value * confidences[1]![group]!);
  const coverage = withRings(dissolve(map, of, { count, numero, pixels, confidence }));
  const pick = <T>(values: readonly T[]): T[] => Array.from(first, (face) => values[face]!);
  const dated = (covers: string[], uses: (string | null)[], known: Float64Array): DatedCover => ({
    covers,
    uses,
    artificialisation: artificialisation(coverage, covers, uses),
    confidence: known,
  });
  return {
    ...coverage,
    before: dated(pick(before.covers), pick(before.uses), confidences[0]!),
    after: dated(pick(afterCovers), pick(afterUses), confidences[1]!),
  };
}

/** Means by group, weighted by area, of what is known; NaN where nothing is. */
function meanBy(of: Int32Array, count: number, areas: Float64Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let face = 0; face < of.length; face++) {
    if (Number.isNaN(values[face]!)) continue;
    const group = of[face]!;
    sums[group] = sums[group]! + areas[face]! * values[face]!;
    weights[group] = weights[group]! + areas[face]!;
  }
  return sums.map((sum, group) => sum / weights[group]!);
}

function cutTo(whole: ChangeMap, area: readonly Zone[] | undefined, uncompared: number): Omit<ComparedMap, "absorbed"> {
  if (area === undefined) {
    return {
      ...whole,
      whole,
      wholeFace: Int32Array.from({ length: whole.faces.count }, (_, face) => face),
      uncompared,
    };
  }
  const { coverage, faceOf } = clip(whole, area);
  if (coverage.faces.count === 0) throw appError("nothing-compared", {});
  const total = measurePolygons(
    area.flatMap(({ polygons }) => polygons),
    whole.grid.crs,
  ).planimetric;
  const compared = measureFaces(coverage).planimetric.reduce((sum, part) => sum + part, 0);
  return {
    ...coverage,
    before: cutDate(whole.before, faceOf),
    after: cutDate(whole.after, faceOf),
    whole,
    wholeFace: faceOf,
    uncompared: Math.max(0, total - compared),
  };
}

/** A date's say of the parts of faces. */
export function cutDate(
  { covers, uses, artificialisation: decided, confidence }: DatedCover,
  faceOf: Int32Array,
): DatedCover {
  const pick = <T>(values: ArrayLike<T>): T[] => Array.from(faceOf, (face) => values[face]!);
  return {
    covers: pick(covers),
    uses: pick(uses),
    artificialisation: { verdicts: pick(decided.verdicts), byThreshold: Uint8Array.from(pick(decided.byThreshold)) },
    confidence: Float64Array.from(pick(confidence)),
  };
}
