import { coverOf } from "../core/landcover/ocsge.ts";
import type { Summary } from "../core/landcover/summary.ts";
import type { Areas } from "../core/vector/measure.ts";
import type { Cell } from "./csv.ts";

const SQUARE_METRES_A_HECTARE = 10_000;

/** To the square metre. */
export const hectares = (squareMetres: number): number => Math.round(squareMetres) / SQUARE_METRES_A_HECTARE;

/** A line of a table of areas: a cover class, or what classes add up to. */
export interface AreaRow {
  /** cover code, or ours */
  readonly post: string;
  /** in French, as everything in an export */
  readonly label: string;
  readonly areas: Areas;
  /** m², planimetric, weighted by confidence; null where that is not known or not asked */
  readonly weighted: number | null;
}

/** A line to each class of a piece of ground, then how much of it is artificialised and impermeable. */
export function areaRows({ classes, artificialisation }: Summary): AreaRow[] {
  return [
    ...classes.map((found) => ({
      post: found.code,
      label: coverOf(found.code)?.labelFr ?? "",
      areas: found,
      weighted: found.confidenceWeighted,
    })),
    areaRow("artif_certain", "Artificialisé quel que soit l’usage", artificialisation.certain),
    areaRow("artif_selon_usage", "Artificialisé selon l’usage", artificialisation.dependsOnUse),
    areaRow("artif_jamais", "Non artificialisé", artificialisation.never),
    areaRow("impermeable", "Imperméable (CS1.1.1)", artificialisation.impermeable),
  ];
}

export const areaRow = (post: string, label: string, areas: Areas): AreaRow => ({ post, label, areas, weighted: null });

/** `part`: of `whole`, planimetric. `hectares_confiance`: weighted by confidence. */
export const areaColumns = ["poste", "libelle", "hectares", "hectares_ellipsoide", "part", "hectares_confiance"];

/** In the order of `areaColumns`. @param whole m², planimetric; of nothing there are no parts */
export function areaCells({ post, label, areas, weighted }: AreaRow, whole: number): Cell[] {
  return [
    post,
    label,
    hectares(areas.planimetric),
    hectares(areas.ellipsoidal),
    whole > 0 ? areas.planimetric / whole : null,
    weighted === null ? null : hectares(weighted),
  ];
}
