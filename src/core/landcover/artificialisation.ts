/**
 * Artificialised or not: the matrix of cover and use (`ocsge.ts`), then the thresholds of the decree on connected
 * ground. Three answers, because no image shows use: everything is worked out twice, once as if every use that is not
 * known artificialised what can be, once as if none did. Where the two agree, use does not matter.
 *
 * Not seen here, because no image shows it either: the decree's exemptions (solar plants on farmland, public parks) and
 * the least width of linear works.
 */
import { appError } from "../errors.ts";
import type { PlanarMap } from "../vector/coverage.ts";
import { type FaceGraph, groupsOf } from "../vector/groups.ts";
import { type Areas, measureFaces } from "../vector/measure.ts";
import { coverOf, isArtificialised } from "./ocsge.ts";

/** m², planimetric */
export interface ArtificialisationThresholds {
  /** built ground of this area and more is artificialised, wherever it is */
  readonly built: number;
  /** an island smaller than this goes with what it is enclosed in */
  readonly island: number;
}

/** Decree 2022-763 as amended by 2023-1096: "supérieur ou égal à 50 m²" for buildings, "à 2 500 m²" for the rest. */
export const decreeThresholds: ArtificialisationThresholds = { built: 50, island: 2500 };

/**
 * "certain": artificialised whatever the uses not known are. "never": not artificialised whatever they are.
 * "depends-on-use": only they can tell.
 */
export type Verdict = "certain" | "depends-on-use" | "never";

export interface Artificialisation {
  /** by face */
  readonly verdicts: readonly Verdict[];
  /** by face, OCS GE's `crit_seuil`: 1 where a threshold and not the matrix has decided, for one use or another */
  readonly byThreshold: Uint8Array;
}

/**
 * @param covers cover code of each face
 * @param uses use code of each face; null where it is not known, which is not US6.6, a finding of OCS GE's own
 * @throws AppError "argument-invalid" for a code that OCS GE does not have
 */
export function artificialisation(
  map: PlanarMap,
  covers: readonly string[],
  uses: readonly (string | null)[] = [],
  thresholds: ArtificialisationThresholds = decreeThresholds,
): Artificialisation {
  return artificialisationOn(map, measureFaces(map).planimetric, covers, uses, thresholds);
}

/**
 * The same of whatever is connected to what, and how large it is: no more of a map is asked.
 * @param planimetric m² by face
 */
export function artificialisationOn(
  map: FaceGraph,
  planimetric: Float64Array,
  covers: readonly string[],
  uses: readonly (string | null)[],
  thresholds: ArtificialisationThresholds = decreeThresholds,
): Artificialisation {
  const built = largeBuilt(map, covers, planimetric, thresholds.built);
  const decide = (unknownArtificialises: boolean) => {
    const byMatrix = Uint8Array.from(covers, (cover, face) =>
      Number(answerOf(cover, uses[face] ?? null, unknownArtificialises)),
    );
    return { byMatrix, decided: withThresholds(map, byMatrix, built, planimetric, thresholds.island) };
  };
  const most = decide(true);
  const least = decide(false);
  return {
    verdicts: covers.map((_, face) => {
      if (most.decided[face] !== least.decided[face]) return "depends-on-use";
      return most.decided[face] === 1 ? "certain" : "never";
    }),
    byThreshold: most.decided.map((decided, face) =>
      Number(decided !== most.byMatrix[face] || least.decided[face] !== least.byMatrix[face]),
    ),
  };
}

/** What the matrix alone says of a face, before the thresholds on connected ground. */
export function verdictByMatrix(cover: string, use: string | null): Verdict {
  const [most, least] = [answerOf(cover, use, true), answerOf(cover, use, false)];
  if (most !== least) return "depends-on-use";
  return most ? "certain" : "never";
}

/** What the matrix says of a cover and a use, one that is not known being taken to artificialise, or not. */
export function answerOf(cover: string, use: string | null, unknownArtificialises: boolean): boolean {
  const known = coverOf(cover);
  if (known === undefined) throw appError("argument-invalid", { detail: `code_cs ${cover}` });
  if (use !== null) {
    const answer = isArtificialised(cover, use);
    if (answer === undefined) throw appError("argument-invalid", { detail: `code_us ${use}` });
    return answer;
  }
  switch (known.artificialised) {
    case "always":
      return true;
    case "never":
      return false;
    case "depends-on-use":
    case "unless-us1.3":
      return unknownArtificialises;
  }
}

/**
 * First small islands of open ground in artificialised ground join it, then small artificialised islands are given up,
 * then large built ground is artificialised all the same: the order in which the rules are written.
 *
 * An island is a connected group whose border is all with the other kind. A group that reaches the edge of the map, or
 * no data, may go on beyond: it is left as the matrix says.
 */
function withThresholds(
  map: FaceGraph,
  byMatrix: Uint8Array,
  built: Uint8Array,
  areas: Float64Array,
  island: number,
): Uint8Array {
  const decided = byMatrix.slice();
  for (const kind of [0, 1]) {
    const { count, of, meetsOutside } = groupsOf(map, decided);
    const groupAreas = new Float64Array(count);
    for (let face = 0; face < of.length; face++) groupAreas[of[face]!] = groupAreas[of[face]!]! + areas[face]!;
    for (let face = 0; face < of.length; face++) {
      const group = of[face]!;
      if (decided[face] === kind && meetsOutside[group] === 0 && isBelow(groupAreas[group]!, island)) {
        decided[face] = 1 - kind;
      }
    }
  }
  return decided.map((answer, face) => answer | built[face]!);
}

export const BUILT = "CS1.1.1.1";

/** By face: 1 on connected built ground that reaches the threshold. */
function largeBuilt(map: FaceGraph, covers: readonly string[], areas: Float64Array, threshold: number): Uint8Array {
  const isBuilt = Uint8Array.from(covers, (cover) => Number(cover === BUILT));
  const { count, of } = groupsOf(map, isBuilt);
  const groupAreas = new Float64Array(count);
  for (let face = 0; face < of.length; face++) groupAreas[of[face]!] = groupAreas[of[face]!]! + areas[face]!;
  return isBuilt.map((built, face) => built & Number(!isBelow(groupAreas[of[face]!]!, threshold)));
}

/** 62 500 pixels of 0.04 m² are 2 500 m², whatever the last binary digit says. */
function isBelow(area: number, threshold: number): boolean {
  return area < threshold * (1 - 1e-9);
}

/** The three figures, and what is impermeable (buildings and other sealed ground). */
export interface ArtificialisationFigures {
  readonly certain: Areas;
  readonly dependsOnUse: Areas;
  readonly never: Areas;
  readonly impermeable: Areas;
}

/** @param areas of each face, whole or the part of it that counts */
export function artificialisationFigures(
  areas: readonly (Areas & { readonly face: number })[],
  covers: readonly string[],
  { verdicts }: Artificialisation,
): ArtificialisationFigures {
  const sumWhere = (counts: (face: number) => boolean): Areas => {
    let planimetric = 0;
    let ellipsoidal = 0;
    for (const area of areas) {
      if (!counts(area.face)) continue;
      planimetric += area.planimetric;
      ellipsoidal += area.ellipsoidal;
    }
    return { planimetric, ellipsoidal };
  };
  return {
    certain: sumWhere((face) => verdicts[face] === "certain"),
    dependsOnUse: sumWhere((face) => verdicts[face] === "depends-on-use"),
    never: sumWhere((face) => verdicts[face] === "never"),
    impermeable: sumWhere((face) => covers[face]!.startsWith("CS1.1.1.")),
  };
}
