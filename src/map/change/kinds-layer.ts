import type OlMap from "ol/Map";
import { isBlind } from "../../state/sampling.ts";
import type { App } from "../../state/store.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { comparedLayer } from "./compared-layer.ts";
import { kindDots } from "./paint-kinds.ts";

/** The changes by kind over a photograph; not while a person is asked what they see. */
export function kindsLayer(map: OlMap, { engine }: App): MapPart {
  return comparedLayer(map, {
    place: PLACE.result,
    crisp: true,
    async paint(rect, level, signal, enlarged) {
      const { column, row, width, height } = rect;
      const wider = { column: column - 1, row: row - 1, width: width + 2, height: height + 2 };
      const kinds = await engine.change.paintKinds(wider, level, signal);
      const dots = kindDots({ width, height, kinds }, enlarged, column * enlarged, row * enlarged);
      return new ImageData(dots, width * enlarged);
    },
    opacityIn: (state) => (state.change.look.showChanges && !isBlind(state) ? state.change.look.opacity : 0),
  });
}
