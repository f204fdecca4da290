import { withRoom } from "./arrays.ts";
import type { RowRuns } from "./row-runs.ts";

// The sides of a pixel corner, clockwise; also the slots of a node and the directions of a walk.
export const UP = 0;
export const RIGHT = 1;
export const DOWN = 2;
export const LEFT = 3;

// What is at a corner. A turning point, where two sides meet at a right angle, is a mask of their bits (3, 6, 9 or 12).
/** No border, one that goes straight on, or a turning point that has been walked. */
export const STRAIGHT = 0;
/** In the rows just above and below the band. */
const SEAM = 1;
/** A turning point where a walk has begun that may come back to it. */
export const HEAD = 2;
/** The turning point whose sides go right and down. The first corner of a loop, rows top to bottom, is one. */
const OPENING = (1 << RIGHT) | (1 << DOWN);
/** A node, where three or four sides meet: this times its number in the band + 1, plus the mask of sides not yet walked. */
export const NODE = 16;

const UPRIGHT = (1 << UP) | (1 << DOWN);

/**
 * The pixel corners of a band of rows. A border is a pixel side between two classes; what matters of a corner is which
 * of its four sides are borders.
 */
export class BandCorners {
  /** corners to a row */
  readonly stride: number;
  /** `stride` values a row; row 0 is the seam above, row `rows + 1` the one below */
  readonly at: Int32Array;
  rows = 0;

  nodes = 0;
  /** index in `at` of each node */
  nodeAt = new Int32Array(1024);
  /** four to a node: the labels around it, clockwise from the upper left; slot `s` has number `s` on its left */
  nodeLabels = new Int32Array(4096);

  turns = 0;
  openings = 0;
  /** index in `at` of each opening */
  openingAt = new Int32Array(1024);
  /** two to an opening: the label above and the one inside, which a walk to the right has on its left and right */
  openingLabels = new Int32Array(2048);

  /** @param rows at most in a band */
  constructor(width: number, rows: number) {
    this.stride = width + 1;
    this.at = new Int32Array(this.stride * (rows + 2)).fill(SEAM, 0, this.stride);
  }

  /** Starts the next band. */
  clear(): void {
    this.rows = 0;
    this.nodes = 0;
    this.turns = 0;
    this.openings = 0;
  }

  /** Adds the corners between two rows. Borders turn and meet only where a run of one of them starts. */
  addRow(above: RowRuns, here: RowRuns): void {
    const { stride, at } = this;
    const row = ++this.rows * stride;
    at.fill(STRAIGHT, row, row + stride).fill(SEAM, row + stride, row + 2 * stride);
    this.#makeRoom(above.count + here.count);
    const { nodeAt, nodeLabels, openingAt, openingLabels } = this;
    const { start: startAbove, numero: numeroAbove, label: labelAbove } = above;
    const { start: startHere, numero: numeroHere, label: labelHere } = here;
    let { nodes, turns, openings } = this;
    let runAbove = 0;
    let runHere = 0;
    let left = 0;
    for (;;) {
      const nextAbove = startAbove[runAbove + 1]!;
      const nextHere = startHere[runHere + 1]!;
      const x = Math.min(nextAbove, nextHere);
      if (x === stride) break;
      const up = Number(nextAbove === x);
      const down = Number(nextHere === x);
      runAbove += up;
      runHere += down;
      const right = Number(numeroAbove[runAbove] !== numeroHere[runHere]);
      const sides = (up << UP) | (right << RIGHT) | (down << DOWN) | (left << LEFT);
      if (up + right + down + left > 2) {
        nodeAt[nodes] = row + x;
        nodeLabels[4 * nodes] = labelAbove[runAbove - up]!;
        nodeLabels[4 * nodes + 1] = labelAbove[runAbove]!;
        nodeLabels[4 * nodes + 2] = labelHere[runHere]!;
        nodeLabels[4 * nodes + 3] = labelHere[runHere - down]!;
        at[row + x] = NODE * ++nodes + sides;
      } else if (sides !== UPRIGHT) {
        at[row + x] = sides;
        turns++;
        if (sides === OPENING) {
          openingAt[openings] = row + x;
          openingLabels[2 * openings] = labelAbove[runAbove]!;
          openingLabels[2 * openings + 1] = labelHere[runHere]!;
          openings++;
        }
      }
      left = right;
    }
    this.nodes = nodes;
    this.turns = turns;
    this.openings = openings;
  }

  /** Room for the worst a row can bring. */
  #makeRoom(corners: number): void {
    this.nodeAt = withRoom(this.nodeAt, this.nodes + corners);
    this.nodeLabels = withRoom(this.nodeLabels, 4 * (this.nodes + corners));
    this.openingAt = withRoom(this.openingAt, this.openings + corners);
    this.openingLabels = withRoom(this.openingLabels, 2 * (this.openings + corners));
  }
}
