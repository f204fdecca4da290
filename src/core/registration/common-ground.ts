import type { Point } from "../geo/affine.ts";
import { type Bounds, commonBounds } from "../geo/bounds.ts";
import { reprojection } from "../geo/reproject.ts";
import { gridBounds } from "../raster/grid.ts";
import type { ImageReader } from "./image-reader.ts";

/** What both images cover, in the later one's system; undefined where they have nothing in common. */
export function commonGround(before: ImageReader, after: ImageReader): Bounds | undefined {
  const toAfter = reprojection(before.grid.crs, after.grid.crs);
  const [minX, minY, maxX, maxY] = gridBounds(before.grid);
  const corners = [toAfter(minX, minY), toAfter(maxX, minY), toAfter(minX, maxY), toAfter(maxX, maxY)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return commonBounds(gridBounds(after.grid), [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
}

/** Centres of squares of `side` metres, evenly over the common ground, as many as lie beside each other, `most` to a side. */
export function spread([minX, minY, maxX, maxY]: Bounds, sides: Point, side: number, most: number): Point[] {
  const [across, down] = sides.map((length) => Math.max(1, Math.min(most, Math.floor(length / side)))) as [
    number,
    number,
  ];
  return Array.from({ length: across * down }, (_, at) => [
    minX + (((at % across) + 0.5) / across) * (maxX - minX),
    minY + ((Math.floor(at / across) + 0.5) / down) * (maxY - minY),
  ]);
}
