import { changeKinds } from "../core/change/change-map.ts";
import type { ChangeFigures, ChangeTotals } from "../core/change/figures.ts";

/** So many changes of one kind. */
export function changeTotals(count: number, squareMetres: number, kind = changeKinds[0]!): ChangeTotals {
  const none = Object.fromEntries(changeKinds.map((one) => [one, 0])) as ChangeTotals["byKind"];
  return { count, squareMetres, byKind: { ...none, [kind]: squareMetres } };
}

/** Figures of ground where nothing has changed, but for what is given. */
export function changeFigures(given: Partial<ChangeFigures>): ChangeFigures {
  const none = changeTotals(0, 0);
  return {
    compared: 0,
    uncompared: 0,
    codes: [],
    flows: [],
    verdicts: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    landTake: { artificialised: 0, renatured: 0, net: 0, mayBeArtificialised: 0, mayBeRenatured: 0 },
    changes: { reviewed: none, unreviewed: none, rejected: none },
    ...given,
  };
}
