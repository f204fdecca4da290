import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import type { Compared } from "../../state/change.ts";
import type { State } from "../../state/store.ts";
import { gridTileLayer, type RevisedTiles, type TilePainter } from "../grid-tiles.ts";
import type { MapPart } from "../map-part.ts";
import { numberOf } from "../number-of.ts";

interface ComparedLook {
  /** one of `PLACE` */
  readonly place: number;
  readonly crisp: boolean;
  readonly paint: TilePainter;
  /** 0: not shown at all */
  readonly opacityIn: (state: State) => number;
}

/** What the change map's worker paints of what is compared, painted anew with every decision. */
export function comparedLayer(map: OlMap, { place, crisp, paint, opacityIn }: ComparedLook): MapPart {
  let layer: TileLayer<RevisedTiles> | undefined;
  let grid: Compared["grid"] | undefined;

  function renew(compared: Compared | undefined): void {
    if (layer !== undefined) map.removeLayer(layer);
    layer = undefined;
    grid = compared?.grid;
    if (compared === undefined) return;
    layer = gridTileLayer(compared.grid, compared.levels, paint, { crisp });
    layer.setZIndex(place);
    map.addLayer(layer);
  }

  return {
    follow(state) {
      const { compared } = state.change;
      if (compared?.grid !== grid) renew(compared);
      if (layer === undefined || compared === undefined) return;
      const opacity = opacityIn(state);
      layer.setVisible(opacity > 0);
      layer.setOpacity(opacity);
      layer.getSource()?.showRevision(`${numberOf(compared.changes)}`);
    },
  };
}
