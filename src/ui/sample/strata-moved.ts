import { changeKinds } from "../../core/change/change-map.ts";
import type { Sample } from "../../core/sample/sample.ts";
import type { State } from "../../state/store.ts";

/** Sums of the same faces in another order differ by rounding. */
const ROUNDING = 1e-6;

/** Whether the map of the moment has other areas than the one that the sample was drawn from. */
export function strataMoved({ of, strata }: Sample, { change, mapped }: State): boolean {
  const now = of === "change" ? kindsNow(change) : mapped?.surveyed && classesNow(mapped.surveyed.summary);
  if (now === undefined) return false; // nobody has measured it since
  const then = new Map(strata.map(({ id, squareMetres }) => [id, squareMetres]));
  return [...now].some(([id, area]) => Math.abs(area - (then.get(id) ?? 0)) > ROUNDING * Math.max(1, area));
}

function kindsNow({ compared }: State["change"]): Map<string, number> | undefined {
  if (compared === undefined) return undefined;
  const { reviewed, unreviewed } = compared.figures.changes;
  return new Map(changeKinds.map((kind) => [kind, reviewed.byKind[kind] + unreviewed.byKind[kind]]));
}

function classesNow({
  summary,
}: NonNullable<NonNullable<State["mapped"]>["surveyed"]>["summary"]): Map<string, number> {
  return new Map(summary.classes.map(({ code, planimetric }) => [code, planimetric]));
}
