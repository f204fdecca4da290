/**
 * Areas and lengths, in the plane of the projection and on the ellipsoid.
 *
 * Planimetric: what a GIS measures in the file's own system; thresholds and `aire` use it. Lambert-93 swells or shrinks
 * the ground by up to a thousandth of a length. Where the plane has no metres of its own (degrees, Web Mercator) there
 * is no planimetric figure, and the ellipsoid's stands in for it.
 *
 * Ellipsoidal: the planimetric area times the ground's area at the face's centroid. A first-order change of that factor
 * across the face cancels out about its centroid; what remains is about (extent / Earth's radius)² / 8, that is 3·10⁻⁷
 * for a face of 10 km. So the corners of faces are never projected.
 */
import { toMap } from "../geo/affine.ts";
import type { Crs } from "../geo/crs.ts";
import { areaFactor, type GroundMetric, groundLength, groundMetricOf, isMetric } from "../geo/ground.ts";
import type { Grid } from "../raster/grid.ts";
import { OUTSIDE, type PlanarMap } from "./coverage.ts";
import { Moments } from "./moments.ts";

/**
 * Cells of a map, across and down, at whose corners the ground's factor is worked out; faces take it from between them.
 * Its curvature being that of the Earth, cells of 10 km are good to 3·10⁻⁷.
 */
const MESH = 16;

/** Ground area of one pixel, m²: the one number that every count of pixels comes to, the legend's included. */
export function pixelAreaSquareMetres({ gsdMetres }: Grid): number {
  return gsdMetres ** 2;
}

/** In the plane of the projection, and on the ellipsoid. */
interface Figures {
  readonly planimetric: number;
  readonly ellipsoidal: number;
}

/** m² */
export type Areas = Figures;

/** m */
export type Lengths = Figures;

/** By face. */
export interface FaceMeasures {
  /** m² */
  readonly planimetric: Float64Array;
  /** m² */
  readonly ellipsoidal: Float64Array;
  /** m, planimetric; holes' borders count */
  readonly perimeter: Float64Array;
}

/** What every face's polygon measures, in one walk along the arcs. */
export function measureFaces(map: PlanarMap): FaceMeasures {
  const { arcs, faces, grid, unit } = map;
  const moments = new Moments(faces.count);
  const perimeter = new Float64Array(faces.count);
  const length = planimetricLength(grid, unit);
  for (let arc = 0; arc < arcs.count; arc++) {
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    for (let at = 2 * arcs.offsets[arc]! + 2; at < 2 * arcs.offsets[arc + 1]!; at += 2) {
      const ax = arcs.points[at - 2]!;
      const ay = arcs.points[at - 1]!;
      const bx = arcs.points[at]!;
      const by = arcs.points[at + 1]!;
      // y counts downwards: a face on the left has its area counted backwards.
      if (left !== OUTSIDE) moments.add(left, bx, by, ax, ay);
      if (right !== OUTSIDE) moments.add(right, ax, ay, bx, by);
      const metres = length(ax, ay, bx, by);
      if (left !== OUTSIDE) perimeter[left] = perimeter[left]! + metres;
      if (right !== OUTSIDE) perimeter[right] = perimeter[right]! + metres;
    }
  }
  const measure = areasOnMap(grid, unit);
  const planimetric = new Float64Array(faces.count);
  const ellipsoidal = new Float64Array(faces.count);
  for (let face = 0; face < faces.count; face++) {
    const areas = measure(moments.area(face), ...moments.centroid(face));
    planimetric[face] = areas.planimetric;
    ellipsoidal[face] = areas.ellipsoidal;
  }
  return { planimetric, ellipsoidal, perimeter };
}

/** Metres, planimetric, by key: the borders of each key with other keys and with the outside. */
export function borderLengths<K>({ arcs, grid, unit }: PlanarMap, keys: readonly K[]): Map<K, number> {
  const length = planimetricLength(grid, unit);
  const lengths = new Map<K, number>();
  for (let arc = 0; arc < arcs.count; arc++) {
    const sides = new Set(
      [arcs.left[arc]!, arcs.right[arc]!].map((face) => (face === OUTSIDE ? undefined : keys[face]!)),
    );
    if (sides.size < 2) continue;
    let metres = 0;
    for (let at = 2 * arcs.offsets[arc]! + 2; at < 2 * arcs.offsets[arc + 1]!; at += 2) {
      metres += length(arcs.points[at - 2]!, arcs.points[at - 1]!, arcs.points[at]!, arcs.points[at + 1]!);
    }
    for (const key of sides) if (key !== undefined) lengths.set(key, (lengths.get(key) ?? 0) + metres);
  }
  return lengths;
}

/** Areas of polygons of closed rings in map coordinates: the outer one, then its holes, in any sense of rotation. */
export function measurePolygons(polygons: readonly (readonly Float64Array[])[], crs: Crs): Areas {
  const metric = groundMetricOf(crs);
  const hasPlane = isMetric(crs);
  let planimetric = 0;
  let ellipsoidal = 0;
  for (const polygon of polygons) {
    for (const [index, ring] of polygon.entries()) {
      // About the ring's first corner: map coordinates are in the millions and would cost half the digits.
      const x0 = ring[0]!;
      const y0 = ring[1]!;
      const moments = new Moments(1);
      for (let at = 2; at < ring.length; at += 2) {
        moments.add(0, ring[at - 2]! - x0, ring[at - 1]! - y0, ring[at]! - x0, ring[at + 1]! - y0);
      }
      const [x, y] = moments.centroid(0);
      const area = Math.abs(moments.area(0)) * (index === 0 ? 1 : -1);
      const onEllipsoid = area === 0 ? 0 : area * areaFactor(metric(x0 + x, y0 + y));
      planimetric += hasPlane ? area : onEllipsoid;
      ellipsoidal += onEllipsoid;
    }
  }
  return { planimetric, ellipsoidal };
}

/** A piece of a line this long is measured as one: the ground's metric at its middle is good to (length / Earth's radius)² / 24. */
const PIECE_METRES = 20_000;

/** Metres along a line of x, y pairs in map coordinates, straight on the map between its points. */
export function measureRun(line: ArrayLike<number>, crs: Crs): Lengths {
  const metric = groundMetricOf(crs);
  const hasPlane = isMetric(crs);
  let planimetric = 0;
  let ellipsoidal = 0;
  for (let at = 2; at < line.length; at += 2) {
    const [ax, ay] = [line[at - 2]!, line[at - 1]!];
    const [dx, dy] = [line[at]! - ax, line[at + 1]! - ay];
    const pieces = Math.max(1, Math.ceil(groundLength(metric(ax + dx / 2, ay + dy / 2), dx, dy) / PIECE_METRES));
    for (let piece = 0; piece < pieces; piece++) {
      const middle = (piece + 0.5) / pieces;
      ellipsoidal += groundLength(metric(ax + middle * dx, ay + middle * dy), dx / pieces, dy / pieces);
    }
    planimetric += Math.hypot(dx, dy);
  }
  return { planimetric: hasPlane ? planimetric : ellipsoidal, ellipsoidal };
}

/**
 * What an area and its centroid, counted in steps of `unit` to the pixel, are in m².
 * @returns a function of squared steps and the centroid's x, y
 */
export function areasOnMap({ crs, affine, width, height }: Grid, unit: number) {
  const squaredMapUnits = Math.abs(affine[0] * affine[4] - affine[1] * affine[3]) / unit ** 2;
  const metric = groundMetricOf(crs);
  const hasPlane = isMetric(crs);
  const factors = Float64Array.from({ length: (MESH + 1) ** 2 }, (_, corner) => {
    const column = (corner % (MESH + 1)) / MESH;
    const row = Math.floor(corner / (MESH + 1)) / MESH;
    return areaFactor(metric(...toMap(affine, column * width, row * height)));
  });
  return (area: number, x: number, y: number): Areas => {
    const across = (MESH * x) / (unit * width);
    const down = (MESH * y) / (unit * height);
    const column = Math.min(MESH - 1, Math.max(0, Math.floor(across)));
    const row = Math.min(MESH - 1, Math.max(0, Math.floor(down)));
    const corner = row * (MESH + 1) + column;
    const [u, v] = [across - column, down - row];
    const top = factors[corner]! * (1 - u) + factors[corner + 1]! * u;
    const bottom = factors[corner + MESH + 1]! * (1 - u) + factors[corner + MESH + 2]! * u;
    const plane = area * squaredMapUnits;
    const ellipsoidal = plane * (top * (1 - v) + bottom * v);
    return { planimetric: hasPlane ? plane : ellipsoidal, ellipsoidal };
  };
}

/** Metres between two points of a planar map; on the ellipsoid, at the middle of the map, where the plane has none. */
function planimetricLength({ affine, crs, width, height }: Grid, unit: number) {
  const [a, b, , d, e] = affine;
  const metric: GroundMetric = isMetric(crs)
    ? { xx: 1, xy: 0, yy: 1 }
    : groundMetricOf(crs)(...toMap(affine, width / 2, height / 2));
  return (ax: number, ay: number, bx: number, by: number): number => {
    const dx = (bx - ax) / unit;
    const dy = (by - ay) / unit;
    return groundLength(metric, a * dx + b * dy, d * dx + e * dy);
  };
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
