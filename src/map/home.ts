import View from "ol/View";
import type { Bounds } from "../core/geo/bounds.ts";
import type { Crs } from "../core/geo/crs.ts";
import { ORTHO_GSD_METRES } from "../core/geoplateforme/imagery.ts";
import { territoryOf } from "../core/geoplateforme/territories.ts";
import { gridBounds } from "../core/raster/grid.ts";
import { groundOf } from "../state/result.ts";
import type { State } from "../state/store.ts";
import { MOST_ENLARGED } from "./grid-tiles.ts";
import { projectionOf } from "./projection.ts";

/** What the map shows as a whole: the open image, or a result opened without its image; on the online page, while none is open, a territory. */
export interface Home {
  readonly crs: Crs;
  readonly bounds: Bounds;
  /** map units of a pixel */
  readonly cell: number;
}

export function homeOf(state: State): Home | undefined {
  const { online } = state;
  const grid = groundOf(state);
  if (grid !== undefined) {
    return { crs: grid.crs, bounds: gridBounds(grid), cell: grid.affine[0] };
  }
  return online && { ...territoryOf(online.territory), cell: ORTHO_GSD_METRES };
}

export function hasBackground({ online }: State): boolean {
  return online?.background === true;
}

/** Whether two states have the same home. */
export function sameHome(one: State, other: State): boolean {
  return (groundOf(one) ?? one.online?.territory) === (groundOf(other) ?? other.online?.territory);
}

/**
 * How far from home the middle of the view may go, as a share of home's size. Not 0: OpenLayers reckons the middle with
 * what the panel covers, and a small image beside a large panel would not come into the middle of the rest.
 */
const LEEWAY = 1;

/** A view that stays near home, or goes anywhere where there is a background to see. */
export function viewOf(home: Home, background: boolean): View {
  return new View({
    projection: projectionOf(home.crs),
    ...(background ? {} : { extent: widened(home.bounds), constrainOnlyCenter: true, showFullExtent: true }),
    minResolution: home.cell / MOST_ENLARGED,
    enableRotation: false,
  });
}

function widened([minX, minY, maxX, maxY]: Bounds): [number, number, number, number] {
  const [across, up] = [LEEWAY * (maxX - minX), LEEWAY * (maxY - minY)];
  return [minX - across, minY - up, maxX + across, maxY + up];
}
