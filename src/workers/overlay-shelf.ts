import type { Point } from "../core/geo/affine.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { OverlayFacts, OverlayHit, OverlayLook, OverlaysApi } from "./api.ts";
import { createWorkerClient, type StartedWorker } from "./client.ts";

/** The layers that the user lays over the map, in a thread of their own. */
export interface OverlayShelf {
  /** Every layer of files that belong together, the part of it on the grid. */
  open(files: readonly File[], grid: Grid, signal: AbortSignal): Promise<OverlayFacts[]>;
  close(id: number): void;
  /**
   * @param rect in the grid's own pixels
   * @param zoom pixels of the picture to one of the grid
   */
  paint(id: number, rect: PixelRect, zoom: number, look: OverlayLook, signal: AbortSignal): Promise<ImageBitmap>;
  /** What lies at a place in the grid's CRS; lines and points within `reach` map units. */
  at(ids: readonly number[], place: Point, reach: number, signal: AbortSignal): Promise<OverlayHit[]>;
}

/** No file has more; those of one follow each other in the numbers. */
const MOST_LAYERS = 1000;

/** @param startWorker starts its worker, and another after a crash, which reads what was open again */
export function createOverlayShelf(startWorker: () => StartedWorker): OverlayShelf {
  let open: {
    readonly files: readonly File[];
    readonly grid: Grid;
    readonly firstId: number;
    readonly ids: readonly number[];
  }[] = [];
  let nextId = 1;
  /** readings under way: they need the worker */
  let reading = 0;
  const client = createWorkerClient<OverlaysApi>("overlays", startWorker, async (api) => {
    for (const { files, grid, firstId } of open) await api.open(files, grid, firstId);
  });
  return {
    async open(files, grid, signal) {
      const firstId = nextId;
      nextId += MOST_LAYERS;
      reading++;
      try {
        const facts = await client.call(async (api) => {
          const read = await api.open(files, grid, firstId);
          // Given up meanwhile: nobody else will close them.
          if (signal.aborted) for (const { id } of read) void api.close(id);
          return read;
        }, signal);
        open = [...open, { files, grid, firstId, ids: facts.map(({ id }) => id) }];
        return facts;
      } finally {
        reading--;
      }
    },
    close(id) {
      open = open
        .map((one) => ({ ...one, ids: one.ids.filter((other) => other !== id) }))
        .filter(({ ids }) => ids.length > 0);
      if (open.length === 0 && reading === 0)
        client.stop(); // and its memory with it
      else void client.call((api) => api.close(id)).catch(() => {});
    },
    paint: (id, rect, zoom, look, signal) => client.call((api) => api.paint(id, rect, zoom, look), signal),
    at: (ids, place, reach, signal) => client.call((api) => api.at(ids, place, reach), signal),
  };
}
