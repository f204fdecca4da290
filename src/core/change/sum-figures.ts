import { inOrder } from "../landcover/comparison.ts";
import type { ChangeFacts } from "./change-facts.ts";
import { type ChangeKind, type ChangeMap, changeKinds, isChange } from "./change-map.ts";
import { type ChangeFigures, type ChangeTotals, type LandTake, verdictOrder } from "./figures.ts";

/** Ground of the change map: a face, or what a zone has of it. m², planimetric */
export interface ChangedGround {
  readonly face: number;
  readonly planimetric: number;
}

/**
 * Figures of some ground, which are sums over it and nothing else: what the flows come to by row is the earlier date, by
 * column the later one.
 * @param map as decided
 * @param changeOf the change that a face is, decided or not; undefined where neither map ever said so
 */
export function sumFigures(
  map: ChangeMap,
  ground: readonly ChangedGround[],
  uncompared: number,
  changeOf: (face: number) => ChangeFacts | undefined,
): ChangeFigures {
  const { before, after } = map;
  /** by cover before, then after */
  const flow = new Map<string, Map<string, number>>();
  const verdicts = verdictOrder.map(() => verdictOrder.map(() => 0));
  const totals = { reviewed: noTotals(), unreviewed: noTotals(), rejected: noTotals() };
  let compared = 0;
  let eitherWay = 0;
  for (const { face, planimetric } of ground) {
    compared += planimetric;
    const to = flow.get(before.covers[face]!) ?? new Map<string, number>();
    flow.set(before.covers[face]!, to);
    to.set(after.covers[face]!, (to.get(after.covers[face]!) ?? 0) + planimetric);
    const [was, is] = [before.artificialisation.verdicts[face]!, after.artificialisation.verdicts[face]!];
    verdicts[verdictOrder.indexOf(was)]![verdictOrder.indexOf(is)]! += planimetric;
    if (was === "depends-on-use" && is === was && isChange(map, face)) eitherWay += planimetric;
    const change = changeOf(face);
    if (change === undefined) continue;
    const total = totals[standingOf(change)];
    total.count++;
    total.squareMetres += planimetric;
    total.byKind[change.kind] += planimetric;
  }
  const codes = inOrder("ocsge", new Set([...flow].flatMap(([was, to]) => [was, ...to.keys()])));
  const flows = codes.map((was) => codes.map((is) => flow.get(was)?.get(is) ?? 0));
  return { compared, uncompared, codes, flows, verdicts, landTake: landTakeOf(verdicts, eitherWay), changes: totals };
}

type Standing = keyof ChangeFigures["changes"];

/** Where a change is counted. Relabelled to the same cover twice it is rejected by another name. */
export function standingOf({ decision, before, after }: ChangeFacts): Standing {
  if (decision?.verdict === "rejected" || before.cover === after.cover) return "rejected";
  const isLookedAt =
    decision?.verdict === "accepted" || decision?.before !== undefined || decision?.after !== undefined;
  return isLookedAt ? "reviewed" : "unreviewed";
}

type Growing = { -readonly [Field in keyof ChangeTotals]: ChangeTotals[Field] } & {
  byKind: Record<ChangeKind, number>;
};

const noTotals = (): Growing => ({
  count: 0,
  squareMetres: 0,
  byKind: Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>,
});

/**
 * @param verdicts `[before][after]`, by place in `verdictOrder`
 * @param eitherWay changed ground that depends on its use at both dates, m²: it may have gone one way or the other
 */
function landTakeOf(verdicts: readonly (readonly number[])[], eitherWay: number): LandTake {
  const [certain, depends, never] = verdictOrder.map((_, place) => place) as [number, number, number];
  const artificialised = verdicts[never]![certain]!;
  const renatured = verdicts[certain]![never]!;
  return {
    artificialised,
    renatured,
    net: artificialised - renatured,
    mayBeArtificialised: verdicts[never]![depends]! + verdicts[depends]![certain]! + eitherWay,
    mayBeRenatured: verdicts[certain]![depends]! + verdicts[depends]![never]! + eitherWay,
  };
}
