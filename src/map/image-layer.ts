import LayerGroup from "ol/layer/Group";
import type OlMap from "ol/Map";
import type { App, OpenImage } from "../state/store.ts";
import { gridTileLayer } from "./grid-tiles.ts";
import { type MapPart, PLACE } from "./map-part.ts";
import { paintImage } from "./paint.ts";
import { previewLayer } from "./preview-layer.ts";

/** The orthophoto: its tiles, over its rough picture if there is one. */
export function imageLayer(map: OlMap, { engine }: App): MapPart {
  const layers = new LayerGroup({ zIndex: PLACE.image });
  map.addLayer(layers);
  let previewing: AbortController | undefined;

  function show(image: OpenImage | undefined): void {
    previewing?.abort();
    layers.getLayers().clear();
    if (image === undefined) return;
    const { grid, levels } = image.opened;
    // The rough picture first: tiles asked for beside it would take its time.
    const previewed = showPreview(image);
    const tiles = gridTileLayer(grid, levels, async (rect, level, signal) => {
      await previewed;
      return paintImage(await engine.readImage(rect, level, signal));
    });
    layers.getLayers().push(tiles);
  }

  async function showPreview({ opened: { grid } }: OpenImage): Promise<void> {
    previewing = new AbortController();
    const { signal } = previewing;
    const window = await engine.previewImage(signal).catch(() => undefined); // the tiles will say what is wrong
    if (window === undefined || signal.aborted) return;
    const layer = await previewLayer(grid, window);
    if (!signal.aborted) layers.getLayers().insertAt(0, layer);
  }

  return {
    follow(state, before) {
      if (state.image !== before?.image) show(state.image);
      layers.setVisible(state.view.showImage);
    },
    dispose: () => previewing?.abort(),
  };
}
