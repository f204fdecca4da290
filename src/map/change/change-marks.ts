import Feature from "ol/Feature";
import Point from "ol/geom/Point";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import type { ChangeFacts } from "../../core/change/change-facts.ts";
import type { App } from "../../state/store.ts";
import { OUTLINED } from "../corrections/marks.ts";
import { zoneGeometry } from "../corrections/zone-geometry.ts";

import { type MapPart, PLACE } from "../map-part.ts";
import { reticle } from "../sample-mark.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** The outline of the change under review, or the point of the sample that is asked about: a ring, whatever its stratum. */
export function changeMarks(maps: readonly OlMap[], { engine }: App): MapPart {
  const source = new VectorSource();
  for (const map of maps) {
    const layer = new VectorLayer({ source, updateWhileInteracting: true, updateWhileAnimating: true });
    layer.setZIndex(PLACE.marks);
    map.addLayer(layer);
  }
  let subject: Subject | undefined;
  let asking: AbortController | undefined;

  async function outline({ id }: ChangeFacts): Promise<void> {
    asking = new AbortController();
    const { signal } = asking;
    const shape = await engine.change.shapeOf(id, signal).catch(() => undefined); // another comparison is on its way
    if (shape === undefined || signal.aborted) return;
    const feature = new Feature(zoneGeometry(shape));
    feature.setStyle(OUTLINED);
    source.addFeature(feature);
  }

  return {
    follow(state) {
      const next = subjectOf(state);
      if (next === subject) return;
      subject = next;
      asking?.abort();
      source.clear(true);
      if (next === undefined) return;
      if ("id" in next) void outline(next);
      else {
        const feature = new Feature(new Point([...next.at]));
        feature.setStyle(reticle);
        source.addFeature(feature);
      }
    },
    dispose: () => asking?.abort(),
  };
}
