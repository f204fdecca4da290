import "ol/ol.css";
import { defaults as defaultControls } from "ol/control/defaults";
import ScaleLine from "ol/control/ScaleLine";
import LayerGroup from "ol/layer/Group";
import type TileLayer from "ol/layer/Tile";
import OlMap from "ol/Map";
import { toPixel } from "../core/geo/affine.ts";
import { referenceOf } from "../state/commands/reference.ts";
import { groundOf } from "../state/result.ts";
import type { App, OpenImage, Result, State } from "../state/store.ts";
import { areaMask } from "./area-mask.ts";
import { followBackground } from "./background.ts";
import { areaPen } from "./draw-area.ts";
import { gridTileLayer, type RevisedTiles } from "./grid-tiles.ts";
import { hasBackground, homeOf, sameHome, viewOf } from "./home.ts";
import { classPalette, confidencePalette, paintImage, paintValues } from "./paint.ts";
import { previewLayer } from "./preview-layer.ts";
import { referenceLayer } from "./reference-layer.ts";

export interface MountedMap {
  /** Shows the whole image, or territory. */
  fit(): void;
  zoomBy(steps: number): void;
  dispose(): void;
}

/** A map in `container` that follows the store: the image in its own CRS, the result above it. */
export function mountMap(container: HTMLElement, app: App): MountedMap {
  const { store, engine } = app;
  const scale = new ScaleLine();
  const map = new OlMap({
    target: container,
    controls: defaultControls({ zoom: false, rotate: false, attribution: false }).extend([scale]),
    layers: [],
  });
  /** the image's tiles, over its rough picture if there is one */
  let imageLayers: LayerGroup | undefined;
  const mask = areaMask(map);
  const pen = areaPen(map, app);
  let resultLayer: TileLayer<RevisedTiles> | undefined;
  const reference = referenceLayer(map, app);
  let previewing: AbortController | undefined;
  const showBackground = store.getState().online && followBackground(map, app);

  const fitHome = () => {
    const home = homeOf(store.getState());
    if (home !== undefined) map.getView().fit([...home.bounds], { padding: [24, 24, 48, 24] });
  };

  function showView(state: State, before: State | undefined): void {
    const home = homeOf(state);
    const moved = before === undefined || !sameHome(state, before);
    if (home === undefined || (!moved && hasBackground(state) === hasBackground(before))) return;
    const view = viewOf(home, hasBackground(state));
    if (!moved) {
      view.setCenter(map.getView().getCenter());
      view.setResolution(map.getView().getResolution());
    }
    map.setView(view);
    if (moved) fitHome();
  }

  function showImage(image: OpenImage | undefined): void {
    map.setLayers([]);
    imageLayers = undefined;
    resultLayer = undefined;
    previewing?.abort();
    if (image === undefined) return;
    const { grid, levels } = image.opened;
    // The rough picture first: tiles asked for beside it would take its time.
    const layers = new LayerGroup();
    const previewed = showPreview(image, layers);
    const tiles = gridTileLayer(grid, levels, async (rect, level, signal) => {
      await previewed;
      return paintImage(await engine.readImage(rect, level, signal));
    });
    layers.getLayers().push(tiles);
    imageLayers = layers;
    map.setLayers([layers]);
  }

  async function showPreview({ opened: { grid } }: OpenImage, layers: LayerGroup): Promise<void> {
    previewing = new AbortController();
    const { signal } = previewing;
    const window = await engine.previewImage(signal).catch(() => undefined); // the tiles will say what is wrong
    if (window === undefined || signal.aborted) return;
    const layer = await previewLayer(grid, window);
    if (!signal.aborted) layers.getLayers().insertAt(0, layer);
  }

  const readerOf = ({ from }: Result) => (from === "run" ? engine.readClasses : engine.readOpened);

  function showResult(result: Result | undefined): void {
    if (resultLayer !== undefined) map.removeLayer(resultLayer);
    resultLayer = undefined;
    if (result === undefined) return;
    const { grid, levels } = result.raster;
    const read = readerOf(result);
    resultLayer = gridTileLayer(grid, levels, async (rect, level, signal) => {
      const window = await read(rect, level, signal);
      const { view } = store.getState();
      return view.layer === "classes"
        ? paintValues(window, window.classes, classPalette(view.hidden))
        : paintValues(window, window.confidence, confidencePalette);
    });
    map.addLayer(resultLayer);
  }

  function follow(state: State, before: State | undefined): void {
    if (state.image !== before?.image) showImage(state.image);
    showView(state, before);
    showBackground?.(state);
    if (state.result?.raster !== before?.result?.raster || state.image !== before?.image) showResult(state.result);
    reference.show(referenceOf(state));
    mask.show(state.tool === "area" ? undefined : state.area?.zones); // the veil would lie on what is being drawn
    pen.hold(state.tool === "area");
    const { view, result } = state;
    imageLayers?.setVisible(view.showImage);
    resultLayer?.setOpacity(view.opacity);
    // A new key makes OpenLayers ask for its tiles again, showing the old ones meanwhile.
    const key = `${result?.revision} ${view.layer} ${[...view.hidden].join()}`;
    resultLayer?.getSource()?.showRevision(key);
  }

  map.on("moveend", () => {
    const centre = map.getView().getCenter();
    const ground = groundOf(store.getState());
    if (centre === undefined || ground === undefined) return;
    store.setState({
      viewCentre: toPixel(ground.affine, centre[0]!, centre[1]!),
      viewBounds: map.getView().calculateExtent() as [number, number, number, number],
    });
  });

  let asking: AbortController | undefined;
  map.on("pointermove", async ({ coordinate, dragging }) => {
    const { result } = store.getState();
    if (dragging || groundOf(store.getState()) === undefined) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const [x, y] = coordinate as [number, number];
    let under = { numero: 0, confidence: 0 };
    if (result !== undefined) {
      const [column, row] = toPixel(result.raster.grid.affine, x, y).map(Math.floor) as [number, number];
      const window = await readerOf(result)({ column, row, width: 1, height: 1 }, 0, signal).catch(() => undefined); // the pointer has moved on, or the run is being replaced
      if (window === undefined || signal.aborted) return;
      under = { numero: window.classes[0]!, confidence: window.confidence[0]! / 255 };
    }
    store.setState({ pointer: { x, y, ...under } });
  });
  const forget = () => store.setState({ pointer: undefined });
  container.addEventListener("pointerleave", forget);

  follow(store.getState(), undefined);
  const unsubscribe = store.subscribe(follow);

  return {
    fit: fitHome,
    zoomBy: (steps) => map.getView().animate({ zoom: (map.getView().getZoom() ?? 0) + steps, duration: 150 }),
    dispose() {
      unsubscribe();
      pen.dispose();
      container.removeEventListener("pointerleave", forget);
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
