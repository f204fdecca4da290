import type { Bounds } from "../geo/bounds.ts";
import { type Crs, crsOf } from "../geo/crs.ts";

export type TerritoryId =
  | "metropole"
  | "guadeloupe"
  | "martinique"
  | "guyane"
  | "reunion"
  | "mayotte"
  | "saint-pierre-et-miquelon";

/** Where the map starts while no image is open: a territory of BD ORTHO, in its legal system. */
export interface Territory {
  readonly id: TerritoryId;
  readonly crs: Crs;
  /** whole kilometres around it */
  readonly bounds: Bounds;
}

const territory = (id: TerritoryId, code: number, bounds: Bounds): Territory => ({ id, crs: crsOf(code)!, bounds });

export const territories: readonly Territory[] = [
  territory("metropole", 2154, [99_000, 6_046_000, 1_243_000, 7_111_000]),
  territory("guadeloupe", 5490, [623_000, 1_747_000, 717_000, 1_831_000]),
  territory("martinique", 5490, [686_000, 1_588_000, 740_000, 1_651_000]),
  territory("guyane", 2972, [88_000, 221_000, 445_000, 654_000]),
  territory("reunion", 2975, [309_000, 7_630_000, 383_000, 7_696_000]),
  territory("mayotte", 4471, [496_000, 8_558_000, 536_000, 8_608_000]),
  territory("saint-pierre-et-miquelon", 4467, [534_000, 5_174_000, 571_000, 5_225_000]),
];

export function territoryOf(id: TerritoryId): Territory {
  return territories.find((one) => one.id === id)!;
}
