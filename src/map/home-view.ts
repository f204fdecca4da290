import type OlMap from "ol/Map";
import { toPixel } from "../core/geo/affine.ts";
import { groundOf } from "../state/result.ts";
import type { App, State } from "../state/store.ts";
import { coveredOf } from "./covered.ts";
import { hasBackground, homeOf, sameHome, viewOf } from "./home.ts";
import type { MapPart } from "./map-part.ts";

/** Room around the whole image, pixels: below it lie the scale and the status bar. */
const PADDING = [24, 24, 48, 24];

/** Shows the whole image, or territory. */
export function fitHome(map: OlMap, { store }: App): void {
  const home = homeOf(store.getState());
  if (home !== undefined) map.getView().fit([...home.bounds], { padding: PADDING });
}

/** Where the map looks: at home when there is a new one, and the store knows what is in view. */
export function homeView(map: OlMap, app: App): MapPart {
  const { store } = app;
  map.on("moveend", () => {
    const centre = map.getView().getCenter();
    const ground = groundOf(store.getState());
    if (centre === undefined || ground === undefined) return;
    store.setState({
      viewCentre: toPixel(ground.affine, centre[0]!, centre[1]!),
      viewBounds: map.getView().calculateExtent() as [number, number, number, number],
    });
  });
  function showHome(state: State, before: State | undefined): void {
    const home = homeOf(state);
    const moved = before === undefined || !sameHome(state, before);
    if (home === undefined || (!moved && hasBackground(state) === hasBackground(before))) return;
    const view = viewOf(home, hasBackground(state));
    view.padding = coveredOf(map);
    if (!moved) {
      view.setCenter(map.getView().getCenter());
      view.setResolution(map.getView().getResolution());
    }
    map.setView(view);
    if (moved) fitHome(map, app);
  }
  return {
    follow(state, before) {
      showHome(state, before);
      map.getTargetElement()?.classList.toggle("panning", state.panning);
      const { viewWanted } = state;
      if (viewWanted === undefined || viewWanted === before?.viewWanted) return;
      map.updateSize(); // it may just have been put on the screen
      map.getView().cancelAnimations();
      map.getView().fit([...viewWanted], { padding: [0, 0, 0, 0] });
    },
  };
}
