import { rootOf } from "../arrays.ts";
import type { Pieces, Walk } from "./pieces.ts";

/**
 * What pieces have around them. Half-edge `h` is piece `h >> 1` walked forwards (0) or backwards (1).
 * `slots`: the half-edges that leave vertex `v`, clockwise on a raster with row 0 on top, are `slots[offsets[v]]` to
 * `slots[offsets[v + 1] - 1]`.
 */
export interface Around {
  readonly offsets: Int32Array;
  readonly slots: Int32Array;
  /** by half-edge: a number common to all half-edges that follow each other around one part of the ground, on its side */
  readonly cycle: Int32Array;
}

export function around(pieces: Pieces, walk: Walk): Around {
  const { count, start, end, vertices } = pieces;
  const offsets = new Int32Array(vertices + 1);
  for (let piece = 0; piece < count; piece++) {
    for (const vertex of [start[piece]!, end[piece]!]) {
      if (vertex >= 0) offsets[vertex + 1] = offsets[vertex + 1]! + 1;
    }
  }
  for (let vertex = 0; vertex < vertices; vertex++) offsets[vertex + 1] = offsets[vertex + 1]! + offsets[vertex]!;
  const slots = new Int32Array(offsets[vertices]!);
  const at = offsets.slice();
  const dx = new Int32Array(2 * count);
  const dy = new Int32Array(2 * count);
  for (let piece = 0; piece < count; piece++) {
    if (start[piece]! < 0) continue;
    const last = walk.of(piece).count - 1;
    dx[2 * piece] = walk.x(1) - walk.x(0);
    dy[2 * piece] = walk.y(1) - walk.y(0);
    dx[2 * piece + 1] = walk.x(last - 1) - walk.x(last);
    dy[2 * piece + 1] = walk.y(last - 1) - walk.y(last);
    const first = start[piece]!;
    slots[at[first]!] = 2 * piece;
    at[first] = at[first]! + 1;
    const second = end[piece]!;
    slots[at[second]!] = 2 * piece + 1;
    at[second] = at[second]! + 1;
  }
  // Clockwise, y downwards: first those that go down or straight right, then the others.
  const half = (edge: number): number => Number(dy[edge]! < 0 || (dy[edge] === 0 && dx[edge]! < 0));
  const clockwise = (one: number, other: number): number =>
    half(one) - half(other) || dx[other]! * dy[one]! - dx[one]! * dy[other]!;
  const parent = Int32Array.from({ length: 2 * count }, (_, edge) => edge);
  for (let vertex = 0; vertex < vertices; vertex++) {
    const leaving = slots.subarray(offsets[vertex]!, offsets[vertex + 1]!).sort(clockwise);
    // A piece that ends alone is cut off there (the map of a part of a map): nothing is known of what goes around its end.
    if (leaving.length === 1) continue;
    for (let slot = 0; slot < leaving.length; slot++) {
      // What lies to the left of one is counter-clockwise of it: to the right of the one before, or the last's.
      const before = leaving[(slot + leaving.length - 1) % leaving.length]!;
      parent[rootOf(parent, leaving[slot]!)] = rootOf(parent, before ^ 1);
    }
  }
  return { offsets, slots, cycle: parent.map((_, edge) => rootOf(parent, edge)) };
}
