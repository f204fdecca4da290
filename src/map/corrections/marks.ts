import Feature from "ol/Feature";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";
import { rgbOf } from "../../core/landcover/cosia.ts";
import { classColour, type PaletteId } from "../../core/landcover/palettes.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { isCorrecting, pendingEdits, pickedFace, presentCut, reviewedFace } from "../../state/corrections.ts";
import type { App, State } from "../../state/store.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { zoneGeometry } from "./zone-geometry.ts";

/** Around the line, so that it shows on light and on dark ground. */
const HALO = new Stroke({ color: "rgb(255 255 255 / 90%)", width: 6 });
const LINE = new Stroke({ color: "rgb(11 85 99)", width: 2.5 });
const THIN_HALO = new Stroke({ color: "rgb(255 255 255 / 80%)", width: 4 });
const THIN_LINE = new Stroke({ color: "rgb(19 21 22)", width: 1.5, lineDash: [6, 4] });

export const OUTLINED = [new Style({ stroke: HALO }), new Style({ stroke: LINE })];

/** What a tool has taken hold of: the picked face, the parts of a cut one, the one in review; and corrections on their way. */
export function marks(map: OlMap, app: App): MapPart {
  const source = new VectorSource();
  const layer = new VectorLayer({ source, updateWhileInteracting: true, updateWhileAnimating: true });
  layer.setZIndex(PLACE.marks);
  map.addLayer(layer);
  let shown: readonly unknown[] = [];

  return {
    follow() {
      const state = app.store.getState();
      const subjects = subjectsOf(state);
      if (subjects.length === shown.length && subjects.every((subject, at) => subject === shown[at])) return;
      shown = subjects;
      source.clear(true);
      source.addFeatures(featuresOf(state));
    },
    dispose: () => map.removeLayer(layer),
  };
}

/** What the marks are made of: as long as these are the same objects, so are they. */
function subjectsOf(state: State): readonly unknown[] {
  if (!isCorrecting(state)) return [];
  return [pickedFace(state), presentCut(state), reviewedFace(state), ...pendingEdits(state), state.view.opacity];
}

function featuresOf(state: State): Feature[] {
  if (!isCorrecting(state)) return [];
  const pending = pendingEdits(state).flatMap((edit) =>
    edit.kind === "accept" || edit.to.numero === undefined
      ? []
      : [marked(edit.shape, [filledAs(edit.to.numero, state.view.palette, state.view.opacity)])],
  );
  const face = pickedFace(state) ?? reviewedFace(state);
  return [...pending, ...(face ? [marked(face.shape, OUTLINED)] : []), ...partsOf(state)];
}

/** The parts of a cut face with their numbers, the chosen one above the others. */
function partsOf(state: State): Feature[] {
  const cut = presentCut(state);
  if (cut === undefined) return [];
  const features = cut.parts.map((part, number) =>
    marked(
      part,
      number === cut.chosen
        ? [...OUTLINED, numbered(number)]
        : [new Style({ stroke: THIN_HALO }), new Style({ stroke: THIN_LINE }), numbered(number)],
    ),
  );
  return [...features.filter((_, number) => number !== cut.chosen), features[cut.chosen]!];
}

function marked(zone: Zone, style: Style[]): Feature {
  const feature = new Feature(zoneGeometry(zone));
  feature.setStyle(style);
  return feature;
}

export function filledAs(numero: number, palette: PaletteId, opacity: number): Style {
  const [red, green, blue] = rgbOf(classColour(palette, numero)!);
  return new Style({ fill: new Fill({ color: `rgb(${red} ${green} ${blue} / ${opacity})` }) });
}

function numbered(number: number): Style {
  return new Style({
    text: new Text({
      text: String(number + 1),
      font: "600 18px 'Atkinson Hyperlegible Next', system-ui, sans-serif",
      fill: new Fill({ color: "rgb(19 21 22)" }),
      stroke: new Stroke({ color: "white", width: 4 }),
      overflow: true,
    }),
  });
}
