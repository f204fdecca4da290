import { type Point, toMap, toPixel } from "../geo/affine.ts";
import type { Grid } from "../raster/grid.ts";
import { ringArea } from "../vector/measure.ts";
import { isInZones } from "../vector/overlay/in-zones.ts";
import type { Zone } from "../vector/overlay/overlay.ts";

/** More cells than this are made larger instead, for strokes across a whole city: one byte each, for a moment. */
const CELL_LIMIT = 4_000_000;

/**
 * What a brush has passed over: the pixels of the raster whose centres lie within its radius of the path, and the one
 * under every corner of it, as polygons along pixel sides.
 * @param path x, y pairs in the grid's CRS
 */
export function brushShape(path: Float64Array, radiusMetres: number, grid: Grid): Zone {
  const cells = cellsAround(path, radiusMetres / grid.gsdMetres, grid);
  const { scale, column, row } = cells;
  const rings = outlines(cells).map((corners) => {
    const ring = new Float64Array(corners.length);
    for (let at = 0; at < corners.length; at += 2) {
      const x = Math.min(grid.width, (column + corners[at]!) * scale);
      const y = Math.min(grid.height, (row + corners[at + 1]!) * scale);
      [ring[at], ring[at + 1]] = toMap(grid.affine, x, y);
    }
    return { ring, area: ringArea(corners) };
  });
  // Walked with the painted cells on the right: around them one way, around what they leave out the other.
  const polygons = rings.filter(({ area }) => area > 0).map(({ ring }) => [ring]);
  for (const { ring, area } of rings) {
    if (area > 0) continue;
    const inside: Point = [(ring[0]! + ring[2]!) / 2, (ring[1]! + ring[3]!) / 2];
    const around =
      polygons.length === 1 ? polygons[0] : polygons.find(([outer]) => isInZones([{ polygons: [[outer!]] }], inside));
    around?.push(ring);
  }
  return { polygons };
}

/** A mask of cells of `scale` pixels, its first at (column, row) counted in cells. */
interface Cells {
  readonly scale: number;
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly mask: Uint8Array;
}

/** @param radius pixels */
function cellsAround(path: Float64Array, radius: number, grid: Grid): Cells {
  const corners: Point[] = [];
  for (let at = 0; at < path.length; at += 2) corners.push(toPixel(grid.affine, path[at]!, path[at + 1]!));
  let [left, top, right, bottom] = [grid.width, grid.height, 0, 0];
  for (const [x, y] of corners) {
    left = Math.min(left, Math.max(0, Math.floor(x - radius)));
    top = Math.min(top, Math.max(0, Math.floor(y - radius)));
    right = Math.max(right, Math.min(grid.width, Math.ceil(x + radius) + 1));
    bottom = Math.max(bottom, Math.min(grid.height, Math.ceil(y + radius) + 1));
  }
  let scale = 1;
  while (((right - left) / scale) * ((bottom - top) / scale) > CELL_LIMIT) scale *= 2;
  const column = Math.floor(left / scale);
  const row = Math.floor(top / scale);
  const width = Math.max(0, Math.ceil(right / scale) - column);
  const height = Math.max(0, Math.ceil(bottom / scale) - row);
  const mask = new Uint8Array(width * height);
  const paint = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) mask[y * width + x] = 1;
  };
  const inCells = corners.map(([x, y]): Point => [x / scale - column, y / scale - row]);
  inCells.forEach(([bx, by], at) => {
    paint(Math.floor(bx), Math.floor(by));
    const [ax, ay] = inCells[Math.max(0, at - 1)]!;
    const reach = radius / scale;
    const first = Math.max(0, Math.floor(Math.min(ay, by) - reach));
    const last = Math.min(height - 1, Math.ceil(Math.max(ay, by) + reach));
    const from = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
    const to = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + reach));
    for (let y = first; y <= last; y++) {
      for (let x = from; x <= to; x++) {
        if (squaredDistance(x + 0.5, y + 0.5, ax, ay, bx, by) <= reach * reach) mask[y * width + x] = 1;
      }
    }
  });
  return { scale, column, row, width, height, mask };
}

/** From a point to a segment. */
function squaredDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  const [px, py] = [x - ax - along * dx, y - ay - along * dy];
  return px * px + py * py;
}

/** Closed rings of corners around the cells of the mask, which lie on the right; two cells in a corner are apart. */
function outlines({ width, height, mask }: Cells): number[][] {
  const isIn = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
  /** 1 where the upper side of a cell has been walked: every ring has such a side */
  const walked = new Uint8Array(mask.length);
  const rings: number[][] = [];
  for (let start = 0; start < mask.length; start++) {
    const [startX, startY] = [start % width, Math.floor(start / width)];
    if (mask[start] === 0 || walked[start] === 1 || isIn(startX, startY - 1)) continue;
    const corners = [startX, startY];
    let [x, y, dx, dy] = [startX, startY, 1, 0];
    do {
      if (dx === 1) walked[y * width + x] = 1;
      x += dx;
      y += dy;
      // The cells ahead, on the left and on the right of the way.
      const aheadX = x + (dx - 1) / 2;
      const aheadY = y + (dy - 1) / 2;
      const isLeft = isIn(Math.round(aheadX + dy / 2), Math.round(aheadY - dx / 2));
      const isRight = isIn(Math.round(aheadX - dy / 2), Math.round(aheadY + dx / 2));
      if (isRight && !isLeft) continue;
      corners.push(x, y);
      [dx, dy] = isRight ? [dy, -dx] : [-dy, dx];
    } while (x !== startX || y !== startY || dx !== 1);
    rings.push(closed(corners));
  }
  return rings;
}

/** The walk ends where it began, and turns there unless it began in the middle of a side. */
function closed(corners: number[]): number[] {
  const last = corners.length - 2;
  if (corners[last] !== corners[0] || corners[last + 1] !== corners[1]) corners.push(corners[0]!, corners[1]!);
  return corners;
}
