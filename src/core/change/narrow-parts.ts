/**
 * Crumbs inside a change: where borders of either map cross, pieces remain that nobody could draw, or decide on. A piece is
 * connected ground of one cover and use before and of one after. One that no disc as wide as the tolerance fits into is no
 * change of its own: it becomes part of the piece that it has the longest border with, of those that have its earlier or
 * its later cover; where there is none it is no change.
 *
 * Where that piece's earlier cover is another, the earlier date is told otherwise than by the earlier map, for a later
 * object goes on under the crumb: by what each crumb measures, and none is as wide as the tolerance. Pieces below the smallest areas stay if the disc fits
 * into them: the field, the wood and the yard under a new road are what figures are about, and a person can tell them.
 */
import { leftOf, OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { groupsOf } from "../vector/groups.ts";
import { measureFaces } from "../vector/measure.ts";
import { datedKeys } from "./dated-keys.ts";
import { discFits } from "./disc-fits.ts";
import { fineCells, stepMetres } from "./fine-cells.ts";
import type { DatedFaces } from "./lay-over.ts";

export interface WithoutNarrowParts {
  /** by face, 1 or 0 */
  readonly changed: Uint8Array;
  /** by face: the face whose covers and uses it has at both dates, itself mostly */
  readonly alike: Int32Array;
}

/** Pieces looked at between two rests. */
const PIECES_PER_PAUSE = 1000;

/** The key of ground that has not changed, which is in no piece. */
const STILL = -1;

interface Piece {
  readonly number: number;
  readonly faces: number[];
  /** half-edges that have it on their left */
  readonly border: number[];
}

/** @param changed by face, 1 or 0 */
export async function withoutNarrowParts(
  map: PlanarMap,
  changed: Uint8Array,
  [before, after]: readonly [before: DatedFaces, after: DatedFaces],
  toleranceMetres: number,
  pause: () => Promise<void>,
): Promise<WithoutNarrowParts> {
  const left = changed.slice();
  const alike = Int32Array.from(changed, (_, face) => face);
  if (!(toleranceMetres > 0)) return { changed: left, alike };
  const keys = datedKeys(before, after);
  const { planimetric } = measureFaces(map);
  const lines = new Lines(map);
  // What the cells of `slivers.ts` take for wide enough is it here: what they leave of a change may be one piece.
  const { radius, metres } = fineCells(map, toleranceMetres);
  const fits = ({ border }: Piece): boolean =>
    discFits(lines.segments(border), (radius - 0.5) * metres, (radius - Math.SQRT1_2) * metres);
  const isLike = (one: number, other: number): boolean =>
    before.covers[alike[one]!] === before.covers[alike[other]!] ||
    after.covers[alike[one]!] === after.covers[alike[other]!];
  /** by face: 1 in a piece that the disc fits into; pieces only grow */
  const isWide = new Uint8Array(map.faces.count);
  for (;;) {
    const pieceKeys = Float64Array.from(left, (value, face) => (value === 1 ? keys[alike[face]!]! : STILL));
    const { of } = groupsOf(map, pieceKeys);
    const narrow: Piece[] = [];
    let looked = 0;
    for (const piece of openPieces(map, left, isWide, of)) {
      if (!fits(piece)) narrow.push(piece);
      else for (const face of piece.faces) isWide[face] = 1;
      if (++looked % PIECES_PER_PAUSE === 0) await pause();
    }
    if (narrow.length === 0) return { changed: left, alike };
    await pause();

    // The smallest first. What has got a part is another piece, and is judged again.
    const areaOf = ({ faces }: Piece): number => faces.reduce((sum, face) => sum + planimetric[face]!, 0);
    const queue = narrow.map((piece) => ({ piece, area: areaOf(piece) }));
    queue.sort((one, other) => one.area - other.area || one.piece.number - other.piece.number);
    const [gone, grown] = [new Set<number>(), new Set<number>()];
    for (const { piece } of queue) {
      if (grown.has(piece.number)) continue;
      /** metres of border by neighbour, and a face of it */
      const around = new Map<number, { metres: number; readonly face: number }>();
      for (const edge of piece.border) {
        const beyond = leftOf(map.arcs, edge ^ 1);
        if (beyond === OUTSIDE || left[beyond] === 0 || !isLike(piece.faces[0]!, beyond)) continue;
        const known = around.get(of[beyond]!) ?? { metres: 0, face: beyond };
        known.metres += lines.length(edge);
        around.set(of[beyond]!, known);
      }
      // Of equal ones the first on the map.
      const [nearest] = [...around].sort(([one, some], [other, more]) => more.metres - some.metres || one - other);
      if (nearest === undefined) {
        gone.add(piece.number);
        for (const face of piece.faces) {
          left[face] = 0;
          alike[face] = face;
        }
        continue;
      }
      const [neighbour, { face: like }] = nearest;
      if (gone.has(neighbour)) continue;
      gone.add(piece.number);
      grown.add(neighbour);
      for (const face of piece.faces) alike[face] = alike[like]!;
    }
  }
}

/** Changed pieces that are not known to be wide. */
function openPieces({ arcs }: PlanarMap, changed: Uint8Array, isWide: Uint8Array, of: Int32Array): Iterable<Piece> {
  const wide = new Set<number>();
  isWide.forEach((value, face) => {
    if (value === 1) wide.add(of[face]!);
  });
  const pieces = new Map<number, Piece>();
  changed.forEach((value, face) => {
    const number = of[face]!;
    if (value === 0 || wide.has(number)) return;
    const piece = pieces.get(number);
    if (piece === undefined) pieces.set(number, { number, faces: [face], border: [] });
    else piece.faces.push(face);
  });
  for (let edge = 0; edge < 2 * arcs.count; edge++) {
    const face = leftOf(arcs, edge);
    const beyond = leftOf(arcs, edge ^ 1);
    if (face === OUTSIDE || (beyond !== OUTSIDE && of[face] === of[beyond])) continue;
    pieces.get(of[face]!)?.border.push(edge);
  }
  return pieces.values();
}

/** Borders in metres from the map's corner. */
class Lines {
  readonly #arcs: PlanarMap["arcs"];
  readonly #step: ReturnType<typeof stepMetres>;

  constructor(map: PlanarMap) {
    this.#arcs = map.arcs;
    this.#step = stepMetres(map);
  }

  /** ax, ay, bx, by of each segment */
  segments(edges: readonly number[]): number[] {
    const { offsets, points } = this.#arcs;
    const { across, down } = this.#step;
    const segments: number[] = [];
    for (const edge of edges) {
      for (let at = 2 * offsets[edge >> 1]! + 2; at < 2 * offsets[(edge >> 1) + 1]!; at += 2) {
        segments.push(points[at - 2]! * across, points[at - 1]! * down, points[at]! * across, points[at + 1]! * down);
      }
    }
    return segments;
  }

  length(edge: number): number {
    const segments = this.segments([edge]);
    let metres = 0;
    for (let at = 0; at < segments.length; at += 4) {
      metres += Math.hypot(segments[at + 2]! - segments[at]!, segments[at + 3]! - segments[at + 1]!);
    }
    return metres;
  }
}
