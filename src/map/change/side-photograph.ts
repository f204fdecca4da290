import type OlMap from "ol/Map";
import type { DateName } from "../../core/change/change-map.ts";
import { movedGrid } from "../../core/raster/moved-grid.ts";
import type { ChangeState } from "../../state/change.ts";
import { settingsOf } from "../../state/comparison.ts";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";
import { numberOf } from "../number-of.ts";
import { photographLayers } from "../photograph-layers.ts";

/** The photograph of a date; the earlier one where it was moved to. */
export function sidePhotograph(map: OlMap, { engine }: App, date: DateName): MapPart {
  const layers = photographLayers();
  map.addLayer(layers.group);
  const { images } = engine.change;
  let shown = "";

  function show({ sides, ...change }: ChangeState): void {
    const image = sides[date]?.image;
    const shift = date === "before" ? settingsOf({ sides, ...change }).shift : ([0, 0] as const);
    const key = image === undefined ? "" : `${numberOf(image)} ${shift}`;
    if (key === shown) return;
    shown = key;
    layers.show(
      image && {
        grid: movedGrid(image.grid, shift),
        levels: image.levels,
        read: (rect, level, signal) => images.read(date, rect, level, signal),
        preview: (signal) => images.preview(date, signal),
      },
    );
  }

  return {
    follow: ({ change }, before) => {
      if (change !== before?.change) show(change);
    },
    dispose: layers.dispose,
  };
}
