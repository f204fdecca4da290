import { type Point, toPixel } from "../../core/geo/affine.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { intersectRect } from "../../core/raster/grid.ts";
import type { ImageReader } from "../../core/registration/image-reader.ts";
import { paintImage } from "../paint.ts";

/** Pieces of the image are read this large, one after the other. */
const PIECE_PX = 1024;

/**
 * Draws the part of a photograph that lies in `bounds` over the whole of a canvas, from its coarsest level that is still
 * as fine as the canvas.
 * @param toImage from the canvas's map coordinates to the photograph's; over the canvas it is taken for linear, which a
 *   change between the systems of neighbouring zones is to a fraction of a printed dot
 */
export async function drawPhotograph(
  context: CanvasRenderingContext2D,
  image: ImageReader,
  [minX, minY, maxX, maxY]: Bounds,
  signal: AbortSignal,
  toImage: (x: number, y: number) => Point = (x, y) => [x, y],
): Promise<void> {
  const { width, height } = context.canvas;
  const { grid, levels } = image;
  const pixelAt = (x: number, y: number) => toPixel(grid.affine, ...toImage(x, y));
  const [left, top] = pixelAt(minX, maxY);
  const [right, rightDown] = pixelAt(maxX, maxY);
  const [bottomAside, bottom] = pixelAt(minX, minY);
  /** full pixels of the photograph to a dot, along the canvas's rows and columns */
  const across: Point = [(right - left) / width, (rightDown - top) / width];
  const down: Point = [(bottomAside - left) / height, (bottom - top) / height];
  const dot = Math.min(Math.hypot(...across), Math.hypot(...down));
  const level = levels.reduce(
    (best, { scale }, index) => (scale <= dot && scale > levels[best]!.scale ? index : best),
    0,
  );
  const { scale, width: levelWidth, height: levelHeight } = levels[level]!;
  const xs = [left, right, bottomAside, right + bottomAside - left].map((x) => x / scale);
  const ys = [top, rightDown, bottom, rightDown + bottom - top].map((y) => y / scale);
  const [column, row] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const part = intersectRect(
    { column, row, width: Math.ceil(Math.max(...xs)) - column, height: Math.ceil(Math.max(...ys)) - row },
    levelWidth,
    levelHeight,
  );
  if (part.width <= 0 || part.height <= 0) return;
  const picture = new OffscreenCanvas(part.width, part.height);
  const pieces = picture.getContext("2d")!;
  for (let y = 0; y < part.height; y += PIECE_PX) {
    for (let x = 0; x < part.width; x += PIECE_PX) {
      const piece = {
        column: part.column + x,
        row: part.row + y,
        width: Math.min(PIECE_PX, part.width - x),
        height: Math.min(PIECE_PX, part.height - y),
      };
      pieces.putImageData(paintImage(await image.read(piece, level, signal)), x, y);
    }
  }
  const dotsToPixels = new DOMMatrix([...across, ...down, left, top].map((value) => value / scale));
  context.save();
  context.imageSmoothingQuality = "high";
  context.setTransform(dotsToPixels.inverse());
  context.drawImage(picture, part.column, part.row);
  context.restore();
}
