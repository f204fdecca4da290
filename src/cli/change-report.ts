import type { Weakness } from "../core/change/comparability.ts";
import { type ChangeFigures, type ChangeTotals, verdictOrder } from "../core/change/figures.ts";
import { hectares } from "../export/area-table.ts";
import { weaknessSentence } from "../i18n/comparability.ts";
import { locale } from "./locale.ts";

/** The figures of the whole or of a zone for --json: hectares to the square metre. */
export function figuresJson({ compared, uncompared, codes, flows, verdicts, landTake, changes }: ChangeFigures) {
  return {
    comparedHectares: hectares(compared),
    uncomparedHectares: hectares(uncompared),
    landTake: Object.fromEntries(
      Object.entries(landTake).map(([name, area]: [string, number]) => [`${name}Hectares`, hectares(area)]),
    ),
    verdicts: verdictOrder.flatMap((before, row) =>
      verdictOrder.map((after, column) => ({ before, after, hectares: hectares(verdicts[row]![column]!) })),
    ),
    flows: codes.flatMap((before, row) =>
      codes
        .map((after, column) => ({ before, after, hectares: hectares(flows[row]![column]!) }))
        .filter((flow) => flow.hectares > 0),
    ),
    changes: {
      reviewed: totalsJson(changes.reviewed),
      unreviewed: totalsJson(changes.unreviewed),
      rejected: totalsJson(changes.rejected),
    },
  };
}

function totalsJson({ count, squareMetres, byKind }: ChangeTotals) {
  return {
    count,
    hectares: hectares(squareMetres),
    hectaresByKind: Object.fromEntries(Object.entries(byKind).map(([kind, area]) => [kind, hectares(area)])),
  };
}

export const weaknessJson = (weakness: Weakness) => ({ ...weakness, sentence: weaknessSentence(locale, weakness) });
