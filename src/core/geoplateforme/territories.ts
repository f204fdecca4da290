import type { Bounds } from "../geo/bounds.ts";
import { type Crs, crsOf } from "../geo/crs.ts";
import { reprojection } from "../geo/reproject.ts";

export type TerritoryId =
  | "metropole"
  | "guadeloupe"
  | "martinique"
  | "guyane"
  | "reunion"
  | "mayotte"
  | "saint-pierre-et-miquelon";

/** A territory of BD ORTHO, in its legal system. Where the map starts while no image is open. */
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

/** A point that came back this far from where it was, degrees (11 m), was outside what a projection can tell. */
const SAME_PLACE_DEGREES = 1e-4;

/** The territory a point lies in; undefined elsewhere in the world. */
export function territoryAt(crs: Crs, x: number, y: number): Territory | undefined {
  const degrees = crsOf(4326)!;
  const [longitude, latitude] = reprojection(crs, degrees)(x, y);
  if (!Number.isFinite(longitude) || !(Math.abs(latitude) <= 90)) return undefined;
  return territories.find(({ crs: own, bounds: [minX, minY, maxX, maxY] }) => {
    const [ownX, ownY] = reprojection(degrees, own)(longitude, latitude);
    if (!(ownX >= minX && ownX <= maxX && ownY >= minY && ownY <= maxY)) return false;
    // Far from its meridian a projection folds over: another place may land inside.
    const back = reprojection(own, degrees)(ownX, ownY);
    return Math.abs(back[0] - longitude) < SAME_PLACE_DEGREES && Math.abs(back[1] - latitude) < SAME_PLACE_DEGREES;
  });
}

/** The systems a file of this ground makes sense in: its own, and its territory's legal one where that is another. */
export function exportSystems(crs: Crs, [minX, minY, maxX, maxY]: Bounds): readonly Crs[] {
  const legal = territoryAt(crs, (minX + maxX) / 2, (minY + maxY) / 2)?.crs;
  return legal === undefined || legal.code === crs.code ? [crs] : [crs, legal];
}
