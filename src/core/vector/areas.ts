import { OUTSIDE, type PlanarMap } from "./coverage.ts";

/**
 * Area of every face's polygon in pixels, which is what a GIS measures of it; the same as `faces.pixels` until borders
 * are moved. Exact: whole sub-pixels, halved and scaled by powers of two.
 */
export function polygonPixels(map: PlanarMap): Float64Array {
  const { arcs, faces, unit } = map;
  const areas = new Float64Array(faces.count);
  for (let arc = 0; arc < arcs.count; arc++) {
    const part = twiceAreaUnderArc(map, arc) / (2 * unit * unit);
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    if (left !== OUTSIDE) areas[left] = areas[left]! + part;
    if (right !== OUTSIDE) areas[right] = areas[right]! - part;
  }
  return areas;
}

/** Shoelace formula over one arc, in square sub-pixels; rings on its left sum up to positive (y counts downwards). */
export function twiceAreaUnderArc({ arcs: { offsets, points } }: PlanarMap, arc: number): number {
  let sum = 0;
  for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
    sum += points[at]! * points[at - 1]! - points[at - 2]! * points[at + 1]!;
  }
  return sum;
}

export interface ClassDrift {
  readonly numero: number;
  /** of the class raster */
  readonly pixels: number;
  /** of the polygons, as a share of `pixels`, less 1: 0.001 is a tenth of a percent too large */
  readonly drift: number;
}

/** How far the polygons' area is from the pixels', by class, in the order of their numbers. */
export function classDrifts(map: PlanarMap): ClassDrift[] {
  const drawn = polygonPixels(map);
  const pixels = new Float64Array(256);
  const polygons = new Float64Array(256);
  for (let face = 0; face < map.faces.count; face++) {
    const numero = map.faces.numero[face]!;
    pixels[numero] = pixels[numero]! + map.faces.pixels[face]!;
    polygons[numero] = polygons[numero]! + drawn[face]!;
  }
  return Array.from(pixels, (count, numero) => ({
    numero,
    pixels: count,
    drift: polygons[numero]! / count - 1,
  })).filter(({ pixels }) => pixels > 0);
}
