import type { Grid } from "../raster/grid.ts";
import type { PlanarMap } from "./coverage.ts";

/** Ground area of one pixel, m²: the one number that every area comes from, the minimum and the legend's included. */
export function pixelAreaSquareMetres({ gsdMetres }: Grid): number {
  return gsdMetres ** 2;
}

/** Area of a face, m². */
export function faceAreaSquareMetres(map: PlanarMap, face: number): number {
  return map.faces.pixels[face]! * pixelAreaSquareMetres(map.grid);
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
