import { toPixel } from "../geo/affine.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { Grid, PixelRect } from "./grid.ts";
import { crossings } from "./scanline.ts";

/** Which pixels of a rectangle have their centre in one of the zones: 1 or 0; undefined where none has. */
export type ZoneMask = (rect: PixelRect) => Uint8Array | undefined;

/** A zone in the pixels of a grid, with the rectangle around it. */
interface Shape {
  readonly rings: readonly Float64Array[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a shape lies in the rows from `first` on: see `crossings`. */
interface Lines {
  readonly shape: Shape;
  readonly first: number;
  readonly places: readonly (readonly number[])[];
}

/**
 * The pixels that zones cover, as they cut polygons: an odd number of a zone's rings is around what lies inside it. Linear
 * in the corners of the zones that a row of tiles meets, once for every such row if its tiles are asked for one after
 * the other.
 *
 * @param zones in the grid's CRS
 */
export function zoneMask({ affine }: Pick<Grid, "affine">, zones: readonly Zone[]): ZoneMask {
  const shapes = zones.map((zone) => shapeOf(affine, zone));
  let strip: { row: number; height: number; lines: readonly Lines[] } = { row: 0, height: 0, lines: [] };

  const linesOf = (row: number, height: number): readonly Lines[] => {
    if (strip.row === row && strip.height === height) return strip.lines;
    const met = shapes.filter(({ top, bottom }) => bottom > row && top < row + height);
    const lines = met.map((shape) => {
      const first = Math.max(row, Math.floor(shape.top));
      const end = Math.min(row + height, Math.ceil(shape.bottom));
      return { shape, first, places: crossings(shape.rings, first, end, (at) => at + 0.5) };
    });
    strip = { row, height, lines };
    return lines;
  };

  return ({ column, row, width, height }) => {
    const mask = new Uint8Array(width * height);
    /** the first of the rectangle's pixels whose centre does not lie before `x` */
    const pixelAt = (x: number) => Math.min(width, Math.max(0, Math.ceil(x - 0.5) - column));
    for (const { shape, first, places } of linesOf(row, height)) {
      if (shape.right <= column || shape.left >= column + width) continue;
      for (const [index, ends] of places.entries()) {
        const line = (first + index - row) * width;
        for (let at = 1; at < ends.length; at += 2)
          mask.fill(1, line + pixelAt(ends[at - 1]!), line + pixelAt(ends[at]!));
      }
    }
    return mask.includes(1) ? mask : undefined;
  };
}

function shapeOf(affine: Grid["affine"], { polygons }: Zone): Shape {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = polygons.flat().map((ring) => {
    const corners = new Float64Array(ring.length);
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = toPixel(affine, ring[at]!, ring[at + 1]!);
      corners[at] = x;
      corners[at + 1] = y;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    return corners;
  });
  return { rings, left, top, right, bottom };
}
