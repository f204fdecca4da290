import {
  type ChangeMap,
  changeKindOf,
  changeKinds,
  type DatedCover,
  isChange,
  kindBetween,
} from "../change/change-map.ts";
import { type Verdict, verdictByMatrix } from "../landcover/artificialisation.ts";
import { coverClasses } from "../landcover/ocsge.ts";
import type { SurveyedMap } from "../landcover/surveyed-map.ts";
import type { Ground } from "./draw.ts";
import type { MappedGround, Sample, SampleAnswer, SamplePoint } from "./sample.ts";

const coverCodes = coverClasses.map(({ code }) => code);

const verdicts: readonly Verdict[] = ["certain", "depends-on-use", "never"];

/** Strata of a change map: what changed, by kind; what did not, by what it is. */
export const changeStrata: readonly string[] = [...changeKinds, ...verdicts.map(stableStratum)];

export function stableStratum(verdict: Verdict): string {
  return `stable-${verdict}`;
}

/** Strata are cover classes. */
export function groundOfMap(map: SurveyedMap): Ground {
  return {
    of: "map",
    map,
    order: coverCodes,
    stratumOf: (face) => map.covers[face]!,
    mappedAt: (face) => ({ after: groundAt(map, face) }),
  };
}

/** Strata are kinds of change, and the stable ground by its artificialisation. */
export function groundOfChanges(map: ChangeMap): Ground {
  return {
    of: "change",
    map,
    order: changeStrata,
    stratumOf: (face) =>
      isChange(map, face) ? changeKindOf(map, face) : stableStratum(map.after.artificialisation.verdicts[face]!),
    mappedAt: (face) => ({ before: groundAt(map.before, face), after: groundAt(map.after, face) }),
  };
}

function groundAt(
  { covers, uses, artificialisation }: Pick<DatedCover, "covers" | "uses" | "artificialisation">,
  face: number,
): MappedGround {
  return { cover: covers[face]!, use: uses[face]!, verdict: artificialisation.verdicts[face]! };
}

/** Classes that an answer may come out as, in the order of tables. */
export function classesOf(of: Sample["of"]): readonly string[] {
  return of === "map" ? coverCodes : changeStrata;
}

/**
 * The stratum a point belongs to by what was seen there; undefined where it could not be told. What a person sees is a
 * cover. Where it is the map's, the map's verdict holds, with the use it knows and the decree's thresholds, which nobody
 * can see at a point; where it is another, the matrix of cover and the map's use decides.
 */
export function referenceStratum(
  of: Sample["of"],
  mapped: SamplePoint["mapped"],
  answer: SampleAnswer,
): string | undefined {
  if (answer.after === "unsure") return undefined;
  if (of === "map") return answer.after;
  const { before } = answer;
  if (before === undefined || before === "unsure" || mapped.before === undefined) return undefined;
  const was = verdictOf(before, mapped.before);
  const is = verdictOf(answer.after, mapped.after);
  if (before !== answer.after) return kindBetween(was, is);
  // What has stayed as the earlier map has it is what that map makes of it.
  return stableStratum(before === mapped.after.cover ? is : was);
}

function verdictOf(seen: string, mapped: MappedGround): Verdict {
  return seen === mapped.cover ? mapped.verdict : verdictByMatrix(seen, mapped.use);
}
