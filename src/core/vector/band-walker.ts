import { withRoom } from "./arrays.ts";
import { type BandCorners, DOWN, HEAD, NODE, RIGHT, STRAIGHT, UP } from "./band-corners.ts";

/**
 * The arcs of a band of rows, cut where they leave it: an arc that stays within the band is one piece. Pieces are
 * numbered through all bands.
 *
 * An end of a piece is either at a node, and then the bitwise complement of 4 × node + slot, or linked to an end of a
 * piece: 2 × its number for where that starts, one more for where it ends. A loop's ends are linked to each other. In
 * order:
 * 1. pieces that start at a node, by node and slot; one that joins two slots starts at the lower;
 * 2. those that come from the band above and meet no node;
 * 3. loops, and what comes from the band below only to return there, by their first corner in the order of rows. There
 *    they start: a loop to the right, the others as two pieces, one to the right with the corner, one down without it.
 */
export interface BandPieces {
  /** number of the first piece */
  readonly base: number;
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** label on either side, of pieces that start at a node or to the right of an opening */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** count + 1: piece `p` has the points `offsets[p]` to `offsets[p + 1] - 1`, perhaps none */
  readonly offsets: Int32Array;
  /** the nodes and turning points a piece walks: column + `stride` × row, row 0 being corner row `top` of the raster */
  readonly points: Int32Array;
  readonly stride: number;
  readonly top: number;
}

const NO_PIECE = -1;

/** Walks the borders of one band after the other. */
export class BandWalker {
  readonly #corners: BandCorners;
  /** what a step in each direction adds to an index of the corners */
  readonly #steps: Int32Array;

  #top = -1;
  #nodes = 0;
  #above: BandPieces | undefined;
  /** the piece that ends on the seam at each column; above, until it is linked */
  #openAbove: Int32Array;
  #openBelow: Int32Array;

  #base = 0;
  #count = 0;
  #written = 0;
  #from = new Int32Array(1024);
  #to = new Int32Array(1024);
  #left = new Int32Array(1024);
  #right = new Int32Array(1024);
  #offsets = new Int32Array(1024);
  #points = new Int32Array(4096);

  constructor(corners: BandCorners) {
    const { stride } = corners;
    this.#corners = corners;
    this.#steps = Int32Array.of(-stride, 1, stride, -1);
    this.#openAbove = new Int32Array(stride).fill(NO_PIECE);
    this.#openBelow = new Int32Array(stride).fill(NO_PIECE);
  }

  /** The pieces of the band whose corners have come in; ends that the band above left open are linked. */
  walk(): BandPieces {
    const { rows, nodes, stride } = this.#corners;
    this.#count = 0;
    this.#written = 0;
    this.#makeRoom();
    this.#walkFromNodes();
    this.#walkFromAbove();
    this.#walkFromOpenings();
    const count = this.#count;
    const pieces = {
      base: this.#base,
      count,
      from: this.#from.slice(0, count),
      to: this.#to.slice(0, count),
      left: this.#left.slice(0, count),
      right: this.#right.slice(0, count),
      offsets: this.#offsets.slice(0, count + 1),
      points: this.#points.slice(0, this.#written),
      stride,
      top: this.#top,
    };
    this.#top += rows;
    this.#nodes += nodes;
    this.#base += count;
    this.#above = pieces;
    [this.#openAbove, this.#openBelow] = [this.#openBelow, this.#openAbove];
    return pieces;
  }

  #walkFromNodes(): void {
    const { at, nodes, nodeAt, nodeLabels } = this.#corners;
    for (let node = 0; node < nodes; node++) {
      const start = nodeAt[node]!;
      for (let slot = UP; slot < 4; slot++) {
        if (((at[start]! >> slot) & 1) === 0) continue;
        at[start] = at[start]! ^ (1 << slot);
        const left = nodeLabels[4 * node + slot]!;
        const right = nodeLabels[4 * node + ((slot + 1) & 3)]!;
        this.#begin(~(4 * (this.#nodes + node) + slot), left, right);
        this.#points[this.#written++] = start;
        this.#walkOn(start, slot);
      }
    }
  }

  #walkFromAbove(): void {
    for (let x = 0; x < this.#openAbove.length; x++) {
      if (this.#openAbove[x] === NO_PIECE) continue;
      this.#begin(this.#linkAbove(x, 2 * (this.#base + this.#count)), 0, 0);
      this.#walkOn(x, DOWN);
    }
  }

  #walkFromOpenings(): void {
    const { at, openings, openingAt, openingLabels } = this.#corners;
    for (let opening = 0; opening < openings; opening++) {
      const start = openingAt[opening]!;
      if (at[start] === STRAIGHT) continue;
      at[start] = HEAD;
      const piece = this.#count;
      this.#begin(2 * (this.#base + piece) + 1, openingLabels[2 * opening]!, openingLabels[2 * opening + 1]!);
      this.#points[this.#written++] = start;
      if (this.#walkOn(start, RIGHT) !== start) {
        this.#from[piece] = 2 * (this.#base + piece + 1);
        this.#begin(2 * (this.#base + piece), 0, 0);
        this.#walkOn(start, DOWN);
      }
      at[start] = STRAIGHT;
    }
  }

  #begin(from: number, left: number, right: number): void {
    this.#from[this.#count] = from;
    this.#left[this.#count] = left;
    this.#right[this.#count] = right;
    this.#offsets[this.#count] = this.#written;
  }

  /** Walks the piece just begun to its end, at a node, on a seam or at the head, and gives back that corner. */
  #walkOn(start: number, slot: number): number {
    const { at, stride } = this.#corners;
    const steps = this.#steps;
    const points = this.#points;
    let written = this.#written;
    let corner = start;
    let direction = slot;
    let value: number;
    for (;;) {
      const step = steps[direction]!;
      do corner += step;
      while (at[corner] === STRAIGHT);
      value = at[corner]!;
      if (value <= HEAD) break;
      points[written++] = corner;
      if (value >= NODE) break;
      at[corner] = STRAIGHT;
      direction = 31 - Math.clz32(value ^ (1 << (direction ^ 2)));
    }
    const piece = this.#count++;
    this.#written = written;
    this.#offsets[piece + 1] = written;
    if (value >= NODE) {
      const arrival = direction ^ 2;
      at[corner] = value ^ (1 << arrival);
      this.#to[piece] = ~(4 * (this.#nodes + (value >> 4) - 1) + arrival);
    } else if (value === HEAD) {
      this.#to[piece] = 2 * (this.#base + piece);
    } else if (direction === UP) {
      this.#to[piece] = this.#linkAbove(corner, 2 * (this.#base + piece) + 1);
    } else {
      this.#openBelow[corner % stride] = this.#base + piece;
    }
    return corner;
  }

  /** Links what the band above left open at column `x` to `end`, and gives back the other end of the link. */
  #linkAbove(x: number, end: number): number {
    const above = this.#above!;
    const open = this.#openAbove[x]!;
    this.#openAbove[x] = NO_PIECE;
    above.to[open - above.base] = end;
    return 2 * open + 1;
  }

  /** Room for the worst the corners allow. */
  #makeRoom(): void {
    const { nodes, turns, openings, stride } = this.#corners;
    const pieces = 4 * nodes + 2 * openings + stride;
    this.#from = withRoom(this.#from, pieces);
    this.#to = withRoom(this.#to, pieces);
    this.#left = withRoom(this.#left, pieces);
    this.#right = withRoom(this.#right, pieces);
    this.#offsets = withRoom(this.#offsets, pieces + 1);
    this.#points = withRoom(this.#points, 4 * nodes + turns);
  }
}
