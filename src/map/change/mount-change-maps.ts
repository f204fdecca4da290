import "ol/ol.css";
import { defaults as defaultControls } from "ol/control/defaults";
import ScaleLine from "ol/control/ScaleLine";
import OlMap from "ol/Map";
import { type DateName, dateNames } from "../../core/change/change-map.ts";
import { limitToDrawn } from "../../state/commands/change/zones.ts";
import type { App } from "../../state/store.ts";
import { areaMask } from "../area-mask.ts";
import { areaPen } from "../draw-area.ts";
import { followStore } from "../follow-store.ts";
import type { MountedMap } from "../mount-map.ts";
import { changeMarks } from "./change-marks.ts";
import { changePicker } from "./change-picker.ts";
import { changeView } from "./change-view.ts";
import { coversLayer } from "./covers-layer.ts";
import { kindsLayer } from "./kinds-layer.ts";
import { sidePhotograph } from "./side-photograph.ts";

/** A map for each date, in an element of its own, with one view: laid beside or over each other they show the same ground. */
export function mountChangeMaps(targets: Readonly<Record<DateName, HTMLElement>>, app: App): MountedMap {
  const maps = dateNames.map(
    (date) =>
      new OlMap({
        target: targets[date],
        controls: defaultControls({ zoom: false, rotate: false, attribution: false }).extend(
          date === "before" ? [new ScaleLine()] : [],
        ),
        layers: [],
      }),
  );
  const view = changeView(maps);
  const endFollowing = followStore(app, [
    view,
    ...maps.flatMap((map, at) => [
      sidePhotograph(map, app, dateNames[at]!),
      coversLayer(map, app, dateNames[at]!),
      kindsLayer(map, app),
      changePicker(map, app),
      areaMask(map, ({ change }) => change.area),
      areaPen(map, (ring) => limitToDrawn(app, ring)),
    ]),
    changeMarks(maps, app),
  ]);
  return {
    fit: view.fit,
    zoomBy(steps) {
      const own = maps[0]!.getView();
      own.animate({ zoom: (own.getZoom() ?? 0) + steps, duration: 150 });
    },
    dispose() {
      endFollowing();
      for (const map of maps) {
        map.setTarget(undefined);
        map.dispose();
      }
    },
  };
}
