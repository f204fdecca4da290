import LayerGroup from "ol/layer/Group";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { gridTileLayer } from "./grid-tiles.ts";
import { PLACE } from "./map-part.ts";
import { paintImage } from "./paint.ts";
import { previewLayer } from "./preview-layer.ts";

/** An open photograph, wherever it is read. */
export interface Photograph {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  read(rect: PixelRect, level: number, signal: AbortSignal): Promise<RasterWindow>;
  /** a rough picture of the whole, where a sharper one takes long */
  preview(signal: AbortSignal): Promise<RasterWindow | undefined>;
}

/** A photograph on a map: its tiles, over its rough picture if there is one. */
export interface PhotographLayers {
  readonly group: LayerGroup;
  show(photograph: Photograph | undefined): void;
  dispose(): void;
}

export function photographLayers(): PhotographLayers {
  const group = new LayerGroup({ zIndex: PLACE.image });
  let previewing: AbortController | undefined;

  async function showPreview({ grid, preview }: Photograph): Promise<void> {
    previewing = new AbortController();
    const { signal } = previewing;
    const window = await preview(signal).catch(() => undefined); // the tiles will say what is wrong
    if (window === undefined || signal.aborted) return;
    const layer = await previewLayer(grid, window);
    if (!signal.aborted) group.getLayers().insertAt(0, layer);
  }

  return {
    group,
    show(photograph) {
      previewing?.abort();
      group.getLayers().clear();
      if (photograph === undefined) return;
      const { grid, levels, read } = photograph;
      // The rough picture first: tiles asked for beside it would take its time.
      const previewed = showPreview(photograph);
      const tiles = gridTileLayer(grid, levels, async (rect, level, signal) => {
        await previewed;
        return paintImage(await read(rect, level, signal));
      });
      group.getLayers().push(tiles);
    },
    dispose: () => previewing?.abort(),
  };
}
