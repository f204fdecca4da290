import TileLayer from "ol/layer/Tile";
import ImageTile from "ol/source/ImageTile";
import TileGrid from "ol/tilegrid/TileGrid";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { type Grid, gridBounds, type PixelRect } from "../core/raster/grid.ts";
import { projectionOf } from "./projection.ts";

const TILE_PX = 256;

/**
 * Paints a rectangle of one of a raster's own levels, each pixel as a square of `enlarged` × `enlarged`: 1 but for tiles
 * asked for by their enlargement.
 */
export type TilePainter = (
  rect: PixelRect,
  level: number,
  signal: AbortSignal,
  enlarged: number,
) => Promise<ImageData | OffscreenCanvas | ImageBitmap>;

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

/** Screen pixels to one of the image, at most. */
export const MOST_ENLARGED = 8;

/**
 * A layer over a raster's own pixels: its levels are the zoom levels, nothing is resampled before the screen.
 * @param crisp where the screen enlarges the raster, tiles are asked for that large: what is drawn between pixels (stripes,
 * lines, names) keeps its size
 */
export function gridTileLayer(
  grid: Grid,
  levels: readonly RasterLevel[],
  paint: TilePainter,
  { crisp = false }: { readonly crisp?: boolean } = {},
): TileLayer<RevisedTiles> {
  const zooms = levels.map(({ scale }, level) => ({ level, scale, enlarged: 1 })).reverse();
  for (let enlarged = 2; crisp && enlarged <= MOST_ENLARGED; enlarged *= 2) {
    zooms.push({ level: 0, scale: 1 / enlarged, enlarged });
  }
  const cell = grid.affine[0];
  const source: RevisedTiles = new RevisedTiles({
    projection: projectionOf(grid.crs),
    tileGrid: new TileGrid({
      extent: [...gridBounds(grid)],
      origin: [grid.affine[2], grid.affine[5]],
      resolutions: zooms.map(({ scale }) => cell * scale),
      tileSize: TILE_PX,
    }),
    wrapX: false,
    interpolate: false,
    transition: 0,
    async loader(z, x, y, { signal }) {
      const { level, enlarged } = zooms[z]!;
      const side = TILE_PX / enlarged;
      const rect = { column: x * side, row: y * side, width: side, height: side };
      const painted = await source.counted(paint(rect, level, signal, enlarged));
      return painted instanceof ImageBitmap ? painted : createImageBitmap(painted);
    },
  });
  return new TileLayer({ source });
}
