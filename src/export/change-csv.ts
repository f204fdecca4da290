/** The figures of a comparison as tables, in hectares. */

import { type ChangeFigures, verdictOrder } from "../core/change/figures.ts";
import type { Verdict } from "../core/landcover/artificialisation.ts";
import { coverOf } from "../core/landcover/ocsge.ts";
import { hectares } from "./area-table.ts";
import { type Cell, type CsvDialect, csvText } from "./csv.ts";

/** The earlier date's covers in rows, the later one's in columns; what did not change is on the diagonal. */
export function flowsCsv({ codes, flows }: ChangeFigures, dialect: CsvDialect): string {
  const sum = (areas: readonly number[]): number => areas.reduce((total, area) => total + area, 0);
  const rows: Cell[][] = [
    ["avant / après", "libelle", ...codes, "total_avant"],
    ...codes.map((code, row): Cell[] => [
      code,
      coverOf(code)?.labelFr ?? "",
      ...flows[row]!.map(hectares),
      hectares(sum(flows[row]!)),
    ]),
    [
      "total_apres",
      "",
      ...codes.map((_, column) => hectares(sum(flows.map((row) => row[column]!)))),
      hectares(sum(flows.flat())),
    ],
  ];
  return csvText(rows, dialect);
}

/** A zone, or the whole. */
export interface NamedFigures {
  /** the zone's number from 1, or "ensemble" */
  readonly zone: string;
  readonly name: string;
  readonly figures: ChangeFigures;
}

const verdictColumns: Readonly<Record<Verdict, string>> = {
  certain: "artif_certain",
  "depends-on-use": "artif_selon_usage",
  never: "artif_jamais",
};

/** A line to each piece of ground: what was taken and given back, what it was before and after, and how much was reviewed. */
export function landTakeCsv(grounds: readonly NamedFigures[], dialect: CsvDialect): string {
  const columns = [
    "zone",
    "nom",
    "compare",
    "non_compare",
    "artificialise",
    "renature",
    "artif_nette",
    "peut_etre_artificialise",
    "peut_etre_renature",
    ...["avant", "apres"].flatMap((date) => verdictOrder.map((verdict) => `${verdictColumns[verdict]}_${date}`)),
    "changements_relus",
    "changements_non_relus",
    "changements_rejetes",
  ];
  return csvText([columns, ...grounds.map(landTakeRow)], dialect);
}

function landTakeRow({ zone, name, figures }: NamedFigures): Cell[] {
  const { compared, uncompared, landTake, verdicts, changes } = figures;
  const areas = [
    compared,
    uncompared,
    landTake.artificialised,
    landTake.renatured,
    landTake.net,
    landTake.mayBeArtificialised,
    landTake.mayBeRenatured,
    ...verdicts.map((row) => row.reduce((sum, area) => sum + area, 0)),
    ...verdicts.map((_, after) => verdicts.reduce((sum, row) => sum + row[after]!, 0)),
    changes.reviewed.squareMetres,
    changes.unreviewed.squareMetres,
    changes.rejected.squareMetres,
  ];
  return [zone, name, ...areas.map(hectares)];
}
