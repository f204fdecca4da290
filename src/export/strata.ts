/** Kinds of change and strata of a sample as files name them; an apostrophe would have to be escaped in QGIS' filters. */
import type { ChangeKind } from "../core/change/change-map.ts";
import type { Verdict } from "../core/landcover/artificialisation.ts";
import { stableStratum } from "../core/sample/grounds.ts";

export const kindLabels: Readonly<Record<ChangeKind | "none", string>> = {
  artificialised: "artificialisé",
  renatured: "renaturé",
  "depends-on-use": "selon usage",
  other: "autre",
  none: "aucune",
};

const stableLabels: Readonly<Record<Verdict, string>> = {
  certain: "stable artificialisé",
  "depends-on-use": "stable selon usage",
  never: "stable non artificialisé",
};

const labels: ReadonlyMap<string, string> = new Map([
  ...Object.entries(kindLabels),
  ...Object.entries(stableLabels).map(([verdict, label]) => [stableStratum(verdict as Verdict), label] as const),
]);

/** Of a sample of one map a stratum is the code of its cover. */
export const stratumLabel = (id: string): string => labels.get(id) ?? id;
