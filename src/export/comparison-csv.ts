import { agreementOf, type Comparison } from "../core/landcover/comparison.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import { coverOf } from "../core/landcover/ocsge.ts";
import { hectares } from "./area-table.ts";
import { type Cell, csvText, frenchSpreadsheet } from "./csv.ts";

/**
 * A comparison as a table for spreadsheets, hectares: our classes in rows, the reference's in columns, what it does not
 * cover, totals, and the share of each class that is the same in both maps.
 */
export function comparisonCsv(comparison: Comparison): string {
  const { nomenclature, codes, matrix, unmapped } = comparison;
  const { byClass, overall, compared } = agreementOf(comparison);
  const labelOf = (code: string) =>
    (nomenclature === "ocsge" ? coverOf(code)?.labelFr : cosiaOf(Number(code))?.nameFr) ?? "";
  const outside = unmapped.reduce((sum, area) => sum + area, 0);
  const rows: Cell[][] = [
    ["carte / référence", "libelle", ...codes, "hors_reference", "total", "accord"],
    ...codes.map((code, row): Cell[] => [
      code,
      labelOf(code),
      ...matrix[row]!.map(hectares),
      hectares(unmapped[row]!),
      hectares(byClass[row]!.ours + unmapped[row]!),
      share(byClass[row]!.ofOurs),
    ]),
    [
      "total",
      "",
      ...byClass.map(({ theirs }) => hectares(theirs)),
      hectares(outside),
      hectares(compared + outside),
      null,
    ],
    ["accord", "", ...byClass.map(({ ofTheirs }) => share(ofTheirs)), null, null, share(overall)],
  ];
  return csvText(rows, frenchSpreadsheet);
}

const share = (value: number): number | null => (Number.isNaN(value) ? null : value);
