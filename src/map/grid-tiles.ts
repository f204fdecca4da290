import TileLayer from "ol/layer/Tile";
import ImageTile from "ol/source/ImageTile";
import TileGrid from "ol/tilegrid/TileGrid";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { type Grid, gridBounds, type PixelRect } from "../core/raster/grid.ts";
import { projectionOf } from "./projection.ts";

const TILE_PX = 256;

/** Paints a rectangle of one of a raster's own levels. */
export type TilePainter = (rect: PixelRect, level: number, signal: AbortSignal) => Promise<ImageData>;

/**
 * A tile source whose content grows: a new revision asks for the tiles again, the old ones stay until they come. While
 * tiles are being painted the next revision waits, so that a slow view is refreshed less often instead of never.
 */
export class RevisedTiles extends ImageTile {
  #painting = 0;
  #wanted: string | undefined;

  showRevision(revision: string): void {
    if (this.#painting > 0) this.#wanted = revision;
    else this.setKey(revision);
  }

  async counted<T>(painting: Promise<T>): Promise<T> {
    this.#painting++;
    try {
      return await painting;
    } finally {
      if (--this.#painting === 0 && this.#wanted !== undefined) {
        this.setKey(this.#wanted);
        this.#wanted = undefined;
      }
    }
  }
}

/** A layer over a raster's own pixels: its levels are the zoom levels, nothing is resampled before the screen. */
export function gridTileLayer(grid: Grid, levels: readonly RasterLevel[], paint: TilePainter): TileLayer<RevisedTiles> {
  const coarseFirst = levels.map((_, level) => level).reverse();
  const cell = grid.affine[0];
  const source: RevisedTiles = new RevisedTiles({
    projection: projectionOf(grid.crs),
    tileGrid: new TileGrid({
      extent: [...gridBounds(grid)],
      origin: [grid.affine[2], grid.affine[5]],
      resolutions: coarseFirst.map((level) => cell * levels[level]!.scale),
      tileSize: TILE_PX,
    }),
    wrapX: false,
    interpolate: false,
    transition: 0,
    async loader(z, x, y, { signal }) {
      const rect = { column: x * TILE_PX, row: y * TILE_PX, width: TILE_PX, height: TILE_PX };
      return createImageBitmap(await source.counted(paint(rect, coarseFirst[z]!, signal)));
    },
  });
  return new TileLayer({ source });
}
