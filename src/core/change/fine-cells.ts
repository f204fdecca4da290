/**
 * Square cells finer than the tolerance, in which the width of changed ground is judged: rows are made strip by strip of
 * the borders that run through them, so that memory does not grow with the map's height.
 */
import { toMap } from "../geo/affine.ts";
import { groundLength, groundMetricOf, isMetric } from "../geo/ground.ts";
import type { PlanarMap } from "../vector/coverage.ts";
import type { BitRows } from "./bit-rows.ts";

/** Cells that a disc's radius is at most made of: a fifteenth of the tolerance each. */
const MOST_RADIUS_CELLS = 8;

/** Cells smaller than this part of a pixel would tell nothing more of a border that was traced along pixels. */
const LEAST_PIXEL_SHARE = 1 / 4;

/** Cells over a map; sizes in steps of its lattice. */
export interface FineCells {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** a cell's side */
  readonly metres: number;
  /** radius of the disc that measures width: 2 · radius − 1 cells are the tolerance */
  readonly radius: number;
}

/** Cells of which an odd number lie across the tolerance. */
export function fineCells({ grid, unit }: Pick<PlanarMap, "grid" | "unit">, toleranceMetres: number): FineCells {
  const least = LEAST_PIXEL_SHARE * grid.gsdMetres;
  const radius = Math.min(MOST_RADIUS_CELLS, Math.max(1, Math.floor((toleranceMetres / least + 1) / 2)));
  const side = Math.max(toleranceMetres / (2 * radius - 1), least);
  const { across, down } = stepMetres({ grid, unit });
  const width = side / across;
  const height = side / down;
  return {
    columns: Math.ceil((grid.width * unit) / width - 1e-6),
    rows: Math.ceil((grid.height * unit) / height - 1e-6),
    width,
    height,
    metres: side,
    radius,
  };
}

/** Metres that one step of a map's lattice is, in either direction; on the ellipsoid where the plane has none. */
export function stepMetres({ grid, unit }: Pick<PlanarMap, "grid" | "unit">): {
  readonly across: number;
  readonly down: number;
} {
  const { affine, crs, width, height } = grid;
  const [a, b, , d, e] = affine;
  const metric = isMetric(crs) ? { xx: 1, xy: 0, yy: 1 } : groundMetricOf(crs)(...toMap(affine, width / 2, height / 2));
  return { across: groundLength(metric, a, d) / unit, down: groundLength(metric, b, e) / unit };
}

/** Arcs by strip of rows: those that come into it. */
export class ArcStrips {
  readonly #arcs: Int32Array;
  readonly #offsets: Int32Array;

  /** @param stripRows rows of cells to a strip; arcs `margin` rows above and below it are in it too */
  constructor(
    { arcs }: PlanarMap,
    isWanted: (arc: number) => boolean,
    { rows, height }: FineCells,
    stripRows: number,
    margin: number,
  ) {
    const strips = Math.ceil(rows / stripRows);
    const first = new Int32Array(arcs.count);
    const last = new Int32Array(arcs.count).fill(-1);
    const offsets = new Int32Array(strips + 1);
    for (let arc = 0; arc < arcs.count; arc++) {
      if (!isWanted(arc)) continue;
      let upper = Infinity;
      let lower = -Infinity;
      for (let at = arcs.offsets[arc]!; at < arcs.offsets[arc + 1]!; at++) {
        const y = arcs.points[2 * at + 1]!;
        if (y < upper) upper = y;
        if (y > lower) lower = y;
      }
      first[arc] = Math.max(0, Math.floor((Math.floor(upper / height) - margin) / stripRows));
      last[arc] = Math.min(strips - 1, Math.floor((Math.ceil(lower / height) + margin) / stripRows));
      for (let strip = first[arc]!; strip <= last[arc]!; strip++) offsets[strip + 1] = offsets[strip + 1]! + 1;
    }
    for (let strip = 0; strip < strips; strip++) offsets[strip + 1] = offsets[strip + 1]! + offsets[strip]!;
    const at = offsets.slice();
    this.#arcs = new Int32Array(offsets[strips]!);
    for (let arc = 0; arc < arcs.count; arc++) {
      for (let strip = first[arc]!; strip <= last[arc]!; strip++) {
        this.#arcs[at[strip]!] = arc;
        at[strip] = at[strip]! + 1;
      }
    }
    this.#offsets = offsets;
  }

  of(strip: number): Int32Array {
    return this.#arcs.subarray(this.#offsets[strip]!, this.#offsets[strip + 1]!);
  }
}

/**
 * Rows `first` and on, as many as `into` has, of the ground that some arcs are the whole border of: a cell is set where its
 * centre lies in it. Rows may lie above or below the map.
 * @param into nothing is set yet
 */
export function fillBetween(
  { arcs: { offsets, points } }: PlanarMap,
  borders: Iterable<number>,
  { width, height }: FineCells,
  first: number,
  into: BitRows,
): void {
  for (const arc of borders) {
    for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
      const ay = points[at - 1]! / height - 0.5;
      const by = points[at + 1]! / height - 0.5;
      if (ay === by) continue;
      const ax = points[at - 2]! / width - 0.5;
      const slope = (points[at]! / width - 0.5 - ax) / (by - ay);
      // Rows whose centre line lies between the two ends, the upper one included.
      const from = Math.max(first, Math.ceil(Math.min(ay, by)));
      const to = Math.min(first + into.rows, Math.ceil(Math.max(ay, by)));
      for (let row = from; row < to; row++) {
        const column = Math.max(0, Math.ceil(ax + (row - ay) * slope));
        if (column < into.columns) into.flip(column, row - first);
      }
    }
  }
  into.fillBetween();
}

/** Calls `visit` with every cell of rows `first` to `first + rows − 1` that an arc comes through. */
export function visitCells(
  { arcs: { offsets, points } }: PlanarMap,
  arc: number,
  { columns, rows: allRows, width, height }: FineCells,
  first: number,
  rows: number,
  visit: (column: number, row: number) => void,
): void {
  const end = Math.min(allRows, first + rows) - 1;
  for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
    const ax = points[at - 2]! / width;
    const ay = points[at - 1]! / height;
    const bx = points[at]! / width;
    const by = points[at + 1]! / height;
    const upper = Math.min(ay, by);
    const lower = Math.max(ay, by);
    const slope = ay === by ? 0 : (bx - ax) / (by - ay);
    for (let row = Math.max(first, Math.floor(upper)); row <= Math.min(end, Math.floor(lower)); row++) {
      let left = Math.min(ax, bx);
      let right = Math.max(ax, bx);
      if (slope !== 0) {
        const from = ax + slope * (Math.max(upper, row) - ay);
        const to = ax + slope * (Math.min(lower, row + 1) - ay);
        left = Math.min(from, to);
        right = Math.max(from, to);
      }
      const most = Math.min(columns - 1, Math.floor(right));
      for (let column = Math.min(most, Math.floor(left)); column <= most; column++) visit(column, row);
    }
  }
}
