import type OlMap from "ol/Map";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";

/** Around what is to be seen, pixels: the panel of corrections lies on the left, the status bar below. */
const PADDING = [64, 96, 96, 420];
const NARROW_PADDING = [48, 24, 48, 24];
const NARROW = 800;
/** Screen pixels to one of the map, at most: what lies around a small face tells what it is. */
const MOST_ENLARGED = 3;
const MILLISECONDS = 250;

/** Goes where it is asked to look. */
export function focus(map: OlMap, app: App): MapPart {
  let seen = app.store.getState().correcting.focus;
  return {
    follow() {
      const { correcting, result } = app.store.getState();
      if (correcting.focus === seen) return;
      seen = correcting.focus;
      if (seen === undefined || result === undefined) return;
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      map.getView().fit([...seen.bounds], {
        padding: map.getSize()![0]! < NARROW ? NARROW_PADDING : PADDING,
        minResolution: result.raster.grid.affine[0] / MOST_ENLARGED,
        ...(!calm && { duration: MILLISECONDS }),
      });
    },
  };
}
