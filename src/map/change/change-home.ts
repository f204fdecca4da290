import { crsOf } from "../../core/geo/crs.ts";
import { ORTHO_GSD_METRES } from "../../core/geoplateforme/imagery.ts";
import { gridBounds } from "../../core/raster/grid.ts";
import type { ChangeState, Side } from "../../state/change.ts";
import type { Home } from "../home.ts";

/** What the maps of a comparison show as a whole: the ground compared, before that the later of the maps there are. */
export function changeHome({ compared, sides }: ChangeState): Home | undefined {
  if (compared !== undefined) {
    const { grid } = compared;
    return { crs: grid.crs, bounds: gridBounds(grid), cell: grid.affine[0] };
  }
  const side = sides.after ?? sides.before;
  return side && sideHome(side);
}

function sideHome({ facts, image }: Side): Home | undefined {
  const crs = crsOf(facts.epsg);
  if (image !== undefined) {
    const { grid } = image;
    return { crs: grid.crs, bounds: gridBounds(grid), cell: grid.affine[0] };
  }
  return crs && { crs, bounds: facts.bounds, cell: facts.resolutionMetres ?? ORTHO_GSD_METRES };
}
