import { toMap } from "../geo/affine.ts";
import { type Grid, gsdMetresOf } from "../raster/grid.ts";
import type { PlanarMap } from "./coverage.ts";

/**
 * Ground area of one pixel, m². Exact in a metric CRS (the affine's determinant, in the plane of the projection);
 * in degrees taken at the middle of the raster on a sphere, see `gsdMetresOf`.
 */
export function pixelAreaSquareMetres({ affine, crs, width, height }: Grid): number {
  if (crs.unit === "metre") return Math.abs(affine[0] * affine[4] - affine[1] * affine[3]);
  const [, latitude] = toMap(affine, width / 2, height / 2);
  return gsdMetresOf(affine, crs, latitude) ** 2;
}

/** Area of a face, m². */
export function faceAreaSquareMetres(map: PlanarMap, face: number): number {
  return map.faces.pixels[face]! * pixelAreaSquareMetres(map.grid);
}

export interface ClassTotal {
  readonly numero: number;
  readonly faces: number;
  readonly pixels: number;
  readonly areaSquareMetres: number;
}

/** Faces and area of each class that occurs, by class number. */
export function classTotals({ faces, grid }: PlanarMap): readonly ClassTotal[] {
  const counts = new Float64Array(256);
  const pixels = new Float64Array(256);
  for (let face = 0; face < faces.count; face++) {
    const numero = faces.numero[face]!;
    counts[numero] = counts[numero]! + 1;
    pixels[numero] = pixels[numero]! + faces.pixels[face]!;
  }
  const pixelArea = pixelAreaSquareMetres(grid);
  const totals: ClassTotal[] = [];
  for (let numero = 0; numero < 256; numero++) {
    if (counts[numero] === 0) continue;
    const count = pixels[numero]!;
    totals.push({ numero, faces: counts[numero]!, pixels: count, areaSquareMetres: count * pixelArea });
  }
  return totals;
}

/**
 * Area inside a closed ring of x, y pairs by the shoelace formula, in their unit squared; positive if the ring turns
 * counter-clockwise in a frame whose y counts upwards.
 */
export function ringArea(ring: ArrayLike<number>): number {
  // About the ring's first corner: map coordinates are in the millions and would cost half the digits.
  const x0 = ring[0]!;
  const y0 = ring[1]!;
  let twice = 0;
  for (let at = 2; at < ring.length; at += 2) {
    twice += (ring[at - 2]! - x0) * (ring[at + 1]! - y0) - (ring[at]! - x0) * (ring[at - 1]! - y0);
  }
  return twice / 2;
}

/** The ground a coverage describes, m²: all of the raster but its pixels without data. */
export function totalAreaSquareMetres({ faces, grid }: PlanarMap): number {
  let pixels = 0;
  for (let face = 0; face < faces.count; face++) pixels += faces.pixels[face]!;
  return pixels * pixelAreaSquareMetres(grid);
}
