import { coverOf } from "../core/landcover/ocsge.ts";
import { referenceStratum } from "../core/sample/grounds.ts";
import type { Sample } from "../core/sample/sample.ts";
import { type Cell, csvText, frenchSpreadsheet } from "./csv.ts";
import { stratumLabel } from "./strata.ts";

/** Seen by nobody, or not to be told: what a spreadsheet filters by. */
const NOT_TOLD = "indéterminé";

/** What a person has seen, beside what was taken from a layer. */
export const INTERPRETED = "photo-interprétation";

/** The points of a sample as a table for spreadsheets: where they lie, what the map says there, what was seen. */
export function sampleCsv({ of, seed, strata, points }: Sample, epsg: number): string {
  const dated = of === "change";
  const cover = (code: string | undefined): Cell => (code === "unsure" ? NOT_TOLD : (code ?? null));
  const label = (code: string | undefined): Cell => coverOf(code ?? "")?.labelFr ?? null;
  const rows: Cell[][] = [
    [
      ...["numero", "x", "y", "epsg", "graine", "strate"],
      ...(dated ? ["carte_avant", "vu_avant"] : []),
      ...["carte_apres", "vu_apres", "vu_apres_libelle", "strate_reference", "vu_par", "commentaire"],
    ],
    ...points.map(({ number, at: [x, y], stratum, mapped, answer }): Cell[] => [
      ...[String(number), x, y, String(epsg), String(seed), stratumLabel(strata[stratum]!.id)],
      ...(dated ? [cover(mapped.before?.cover), cover(answer?.before)] : []),
      ...[cover(mapped.after.cover), cover(answer?.after), label(answer?.after)],
      answer === undefined ? null : stratumLabel(referenceStratum(of, mapped, answer) ?? NOT_TOLD),
      answer === undefined ? null : (answer.by ?? INTERPRETED),
      answer?.comment ?? null,
    ]),
  ];
  return csvText(rows, frenchSpreadsheet);
}
