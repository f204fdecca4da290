import type OlMap from "ol/Map";
import type { DateName } from "../../core/change/change-map.ts";
import { rgbOf } from "../../core/landcover/cosia.ts";
import { coverClasses } from "../../core/landcover/ocsge.ts";
import { showsCovers } from "../../state/comparison.ts";
import { isBlind } from "../../state/sampling.ts";
import type { App } from "../../state/store.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { comparedLayer } from "./compared-layer.ts";

const colours = coverClasses.map(({ colour }) => rgbOf(colour));

/** A date's covers in the place of the photograph that it has none of; not while a person is asked what they see. */
export function coversLayer(map: OlMap, { engine }: App, date: DateName): MapPart {
  return comparedLayer(map, {
    place: PLACE.image,
    crisp: false,
    async paint(rect, level, signal) {
      const covers = await engine.change.paintCovers(date, rect, level, signal);
      const image = new ImageData(rect.width, rect.height);
      for (const [pixel, cover] of covers.entries()) {
        if (cover > 0) image.data.set([...colours[cover - 1]!, 255], 4 * pixel);
      }
      return image;
    },
    opacityIn: (state) => Number(showsCovers(state.change, date) && !isBlind(state)),
  });
}
