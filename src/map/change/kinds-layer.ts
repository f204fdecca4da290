import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import type { Compared } from "../../state/change.ts";
import { isBlind } from "../../state/sampling.ts";
import type { App } from "../../state/store.ts";
import { gridTileLayer, type RevisedTiles, type TilePainter } from "../grid-tiles.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { numberOf } from "../number-of.ts";
import { kindDots } from "./paint-kinds.ts";

/** The changes by kind over a photograph; not while a person is asked what they see. */
export function kindsLayer(map: OlMap, { engine }: App): MapPart {
  let layer: TileLayer<RevisedTiles> | undefined;
  let grid: Compared["grid"] | undefined;

  function renew(compared: Compared | undefined): void {
    if (layer !== undefined) map.removeLayer(layer);
    layer = undefined;
    grid = compared?.grid;
    if (compared === undefined) return;
    const paint: TilePainter = async (rect, level, signal, enlarged) => {
      const { column, row, width, height } = rect;
      const wider = { column: column - 1, row: row - 1, width: width + 2, height: height + 2 };
      const kinds = await engine.change.paintKinds(wider, level, signal);
      const dots = kindDots({ width, height, kinds }, enlarged, column * enlarged, row * enlarged);
      return new ImageData(dots, width * enlarged);
    };
    layer = gridTileLayer(compared.grid, compared.levels, paint, { crisp: true });
    layer.setZIndex(PLACE.result);
    map.addLayer(layer);
  }

  return {
    follow(state) {
      const { compared, look } = state.change;
      if (compared?.grid !== grid) renew(compared);
      if (layer === undefined || compared === undefined) return;
      layer.setVisible(look.showChanges && !isBlind(state));
      layer.setOpacity(look.opacity);
      layer.getSource()?.showRevision(`${numberOf(compared.changes)}`);
    },
  };
}
