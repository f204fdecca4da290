/**
 * Class raster → planar map, row by row. Memory grows with the borders, not with the pixels: two rows of classes and
 * labels, one open chain a column, and what has been traced.
 *
 * A border is a pixel side between two classes, so classes alone tell the arcs; faces are the 4-connected components
 * of equal classes, found by run-length union-find. At each pixel corner the sides that meet there decide:
 * - two opposite ones: the chain goes on and nothing is stored;
 * - two at a right angle: a turning point; the chain goes on, a pair of chains starts (∟ opening down and right), or
 *   two chains meet for good (⅃ coming from above and from the left);
 * - three or four: a node; chains end and start.
 * A chain grows at its tail only (downwards or to the right of the scan). Its head is a node, or the corner it shares
 * with its twin; its tail ends in a node or against its mate's. Arcs are strings of chains: head → tail → mate's head →
 * its twin's tail …
 */
import { appError } from "../errors.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Grid } from "../raster/grid.ts";
import { ArcWriter } from "./arc-writer.ts";
import { joined, rootOf, withRoom } from "./arrays.ts";
import { type Arcs, type Faces, type Nodes, OUTSIDE, type PlanarMap } from "./coverage.ts";

/** Rows asked at once: 25 MB at 25 000 columns. They need not be whole blocks: a class raster gives any rows. */
export const STRIP_ROWS = 512;

/**
 * Above this a map is refused, bytes: with arrays outgrown but not yet collected (measured: up to a third more) and what
 * Node or a browser needs for itself, tracing then stays below 1.5 GB, and what comes after it needs less. A smooth map
 * of 25 000² takes 0.7 GB (10 million chains, 21 million points), a noisy one of 5000² with a face every ten pixels 0.9.
 */
const MEMORY_LIMIT = 1e9;

export interface TraceOptions {
  /** rows asked at once; the map does not depend on it */
  readonly stripRows?: number;
  /** bytes */
  readonly memoryLimit?: number;
}

/**
 * Traces level 0 of `reader`. Every pixel of class ≥ 1 belongs to exactly one face.
 * @param onProgress rows done, rows in all
 * @throws AppError "map-too-noisy" above the limit; the signal's reason when aborted (looked at before each strip)
 */
export async function trace(
  reader: ClassRasterReader,
  options: TraceOptions = {},
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<PlanarMap> {
  const { width, height } = reader.grid;
  const { stripRows = STRIP_ROWS, memoryLimit = MEMORY_LIMIT } = options;
  const tracer = new Tracer(width, memoryLimit);
  for (let row = 0; row < height; row += stripRows) {
    signal?.throwIfAborted();
    const rect = { column: 0, row, width, height: Math.min(stripRows, height - row) };
    const strip = await reader.read(rect, 0, signal);
    for (let y = 0; y < rect.height; y++) {
      tracer.addRow(
        strip.classes.subarray(y * width, (y + 1) * width),
        strip.confidence.subarray(y * width, (y + 1) * width),
      );
    }
    onProgress(row + rect.height, height);
  }
  signal?.throwIfAborted();
  return tracer.finish(reader.grid);
}

const NO_CHAIN = -1;
const NO_POINT = -1;

// A node's slots, clockwise.
const UP = 0;
const RIGHT = 1;
const DOWN = 2;
const LEFT = 3;

/** A chain's head or tail link: another chain (≥ 0), or the bitwise complement of 4 × node + slot. */
const atNode = (node: number, slot: number): number => ~(4 * node + slot);

class Tracer {
  readonly #width: number;
  readonly #memoryLimit: number;
  #row = 0;

  // Two rows, previous and current: classes with a 0 after the last pixel, labels with OUTSIDE at both ends.
  #above: Uint8Array;
  #here: Uint8Array;
  #labelAbove: Int32Array;
  #labelHere: Int32Array;

  // Provisional faces.
  #labels = 0;
  #parent = new Int32Array(1024);
  #numero = new Uint8Array(1024);
  #pixels = new Uint32Array(1024);
  #confidence = new Float64Array(1024);

  // Points of all chains, each linked to the one before it on its chain.
  #points = 0;
  #x = new Int32Array(4096);
  #y = new Int32Array(4096);
  #before = new Int32Array(4096);

  // Chains.
  #chains = 0;
  #headLink = new Int32Array(1024);
  #tailLink = new Int32Array(1024);
  #tailPoint = new Int32Array(1024);
  #left = new Int32Array(1024);
  #right = new Int32Array(1024);
  /** the chain that goes down at each corner of the current corner row */
  readonly #falling: Int32Array;

  #nodes = 0;
  #meetings = 0;

  constructor(width: number, memoryLimit: number) {
    this.#width = width;
    this.#memoryLimit = memoryLimit;
    this.#above = new Uint8Array(width + 1);
    this.#here = new Uint8Array(width + 1);
    this.#labelAbove = new Int32Array(width + 2).fill(OUTSIDE);
    this.#labelHere = new Int32Array(width + 2).fill(OUTSIDE);
    this.#falling = new Int32Array(width + 1).fill(NO_CHAIN);
  }

  addRow(classes: Uint8Array, confidence: Uint8Array): void {
    this.#here.set(classes);
    this.#makeRoom();
    this.#label(confidence);
    this.#corners();
    [this.#above, this.#here] = [this.#here, this.#above];
    [this.#labelAbove, this.#labelHere] = [this.#labelHere, this.#labelAbove];
    this.#row++;
  }

  finish(grid: Grid): PlanarMap {
    this.#here.fill(0);
    this.#labelHere.fill(OUTSIDE);
    this.#makeRoom();
    this.#corners();
    const { faces, faceOf } = this.#faces();
    return { grid, unit: 1, faces, ...this.#arcs(faceOf) };
  }

  /** Room for the worst a row can bring: a node at every corner. */
  #makeRoom(): void {
    const bytes = this.#bytes();
    if (bytes > this.#memoryLimit) throw appError("map-too-noisy", { bytes, limit: this.#memoryLimit });
    const corners = this.#width + 1;
    this.#parent = withRoom(this.#parent, this.#labels + corners);
    this.#numero = withRoom(this.#numero, this.#labels + corners);
    this.#pixels = withRoom(this.#pixels, this.#labels + corners);
    this.#confidence = withRoom(this.#confidence, this.#labels + corners);
    this.#x = withRoom(this.#x, this.#points + 3 * corners);
    this.#y = withRoom(this.#y, this.#points + 3 * corners);
    this.#before = withRoom(this.#before, this.#points + 3 * corners);
    this.#headLink = withRoom(this.#headLink, this.#chains + 2 * corners);
    this.#tailLink = withRoom(this.#tailLink, this.#chains + 2 * corners);
    this.#tailPoint = withRoom(this.#tailPoint, this.#chains + 2 * corners);
    this.#left = withRoom(this.#left, this.#chains + 2 * corners);
    this.#right = withRoom(this.#right, this.#chains + 2 * corners);
  }

  /**
   * What `finish` will need, were the raster to end here: chains 20, points 12 and labels 17 bytes each, as declared
   * above; then the map beside them, with two arcs to a node, 28 bytes each, 16 for the node, 8 a point and 13 a face.
   * Room not yet filled is not in memory.
   */
  #bytes(): number {
    return 20 * this.#chains + 20 * this.#points + 30 * this.#labels + 72 * this.#nodes;
  }

  /** Labels the current row's runs after the row above and adds their pixels to their label. */
  #label(confidence: Uint8Array): void {
    const width = this.#width;
    const above = this.#above;
    const here = this.#here;
    const labelAbove = this.#labelAbove;
    const labelHere = this.#labelHere;
    const parent = this.#parent;
    let x = 0;
    while (x < width) {
      const numero = here[x]!;
      const start = x;
      if (numero === 0) {
        while (x < width && here[x] === 0) x++;
        labelHere.fill(OUTSIDE, start + 1, x + 1);
        continue;
      }
      let label = OUTSIDE;
      let seen = OUTSIDE;
      let sum = 0;
      for (; x < width && here[x] === numero; x++) {
        sum += confidence[x]!;
        if (above[x] === numero && labelAbove[x + 1] !== seen) {
          seen = labelAbove[x + 1]!;
          const root = rootOf(parent, seen);
          label = label === OUTSIDE ? root : joined(parent, label, root);
        }
      }
      if (label === OUTSIDE) {
        label = this.#labels++;
        parent[label] = label;
        this.#numero[label] = numero;
      }
      this.#pixels[label] = this.#pixels[label]! + x - start;
      this.#confidence[label] = this.#confidence[label]! + sum;
      labelHere.fill(label, start + 1, x + 1);
    }
  }

  /** Walks the corners between the row above and the current one. */
  #corners(): void {
    const width = this.#width;
    const above = this.#above;
    const here = this.#here;
    const falling = this.#falling;
    let coming = NO_CHAIN; // the chain that arrives from the left
    let upLeft = 0;
    let downLeft = 0;
    for (let x = 0; x <= width; x++) {
      const upRight = above[x]!;
      const downRight = here[x]!;
      const straight = upLeft === upRight ? downLeft === downRight : upLeft === downLeft && upRight === downRight;
      if (!straight) {
        const up = upLeft !== upRight;
        const left = upLeft !== downLeft;
        const right = upRight !== downRight;
        const down = downLeft !== downRight;
        if (Number(up) + Number(left) + Number(right) + Number(down) > 2) {
          const node = this.#nodes++;
          if (up) this.#end(falling[x]!, x, atNode(node, UP));
          if (left) this.#end(coming, x, atNode(node, LEFT));
          const head = this.#addPoint(x, NO_POINT);
          if (right) coming = this.#startRight(x, atNode(node, RIGHT), head);
          if (down) falling[x] = this.#startDown(x, atNode(node, DOWN), head);
        } else if (up && left) {
          this.#end(falling[x]!, x, coming);
          this.#tailLink[coming] = falling[x]!;
          this.#meetings++;
        } else if (up) {
          coming = falling[x]!;
          this.#tailPoint[coming] = this.#addPoint(x, this.#tailPoint[coming]!);
        } else if (left) {
          falling[x] = coming;
          this.#tailPoint[coming] = this.#addPoint(x, this.#tailPoint[coming]!);
        } else {
          const corner = this.#addPoint(x, NO_POINT);
          const first = this.#chains;
          coming = this.#startRight(x, first + 1, corner);
          falling[x] = this.#startDown(x, first, corner);
        }
      }
      upLeft = upRight;
      downLeft = downRight;
    }
  }

  #addPoint(x: number, before: number): number {
    const point = this.#points++;
    this.#x[point] = x;
    this.#y[point] = this.#row;
    this.#before[point] = before;
    return point;
  }

  #end(chain: number, x: number, link: number): void {
    this.#tailPoint[chain] = this.#addPoint(x, this.#tailPoint[chain]!);
    this.#tailLink[chain] = link;
  }

  /** A chain to the right has the row above on its left. */
  #startRight(x: number, link: number, point: number): number {
    return this.#start(link, point, this.#labelAbove[x + 1]!, this.#labelHere[x + 1]!);
  }

  /** A chain downwards has the pixel to the right on its left. */
  #startDown(x: number, link: number, point: number): number {
    return this.#start(link, point, this.#labelHere[x + 1]!, this.#labelHere[x]!);
  }

  #start(link: number, point: number, left: number, right: number): number {
    const chain = this.#chains++;
    this.#headLink[chain] = link;
    this.#tailPoint[chain] = point;
    this.#left[chain] = left;
    this.#right[chain] = right;
    return chain;
  }

  /** Roots become faces, in the order of their first pixel: a root is the smallest label of its component. */
  #faces(): { faces: Faces; faceOf: Int32Array } {
    const parent = this.#parent;
    const faceOf = new Int32Array(this.#labels);
    let count = 0;
    for (let label = 0; label < this.#labels; label++) {
      const root = rootOf(parent, label);
      faceOf[label] = root === label ? count++ : faceOf[root]!;
    }
    const numero = new Uint8Array(count);
    const pixels = new Uint32Array(count);
    const confidence = new Float64Array(count);
    for (let label = 0; label < this.#labels; label++) {
      const face = faceOf[label]!;
      numero[face] = this.#numero[label]!;
      pixels[face] = pixels[face]! + this.#pixels[label]!;
      confidence[face] = confidence[face]! + this.#confidence[label]!;
    }
    for (let face = 0; face < count; face++) confidence[face] = confidence[face]! / (255 * pixels[face]!);
    return { faces: { count, numero, pixels, confidence }, faceOf };
  }

  #arcs(faceOf: Int32Array): { arcs: Arcs; nodes: Nodes } {
    let count = 0;
    this.#walkArcs({ begin: () => count++, chain: () => {}, end: () => {} });
    const writer = new ArcWriter(count, this.#segments() + count, this.#nodes);
    const faceAt = (label: number): number => (label === OUTSIDE ? OUTSIDE : faceOf[label]!);
    this.#walkArcs({
      begin: (first, forwards) => {
        const left = faceAt((forwards ? this.#left : this.#right)[first]!);
        const right = faceAt((forwards ? this.#right : this.#left)[first]!);
        writer.begin(left, right, ~(forwards ? this.#headLink : this.#tailLink)[first]!);
      },
      chain: (chain, forwards, withHead) => {
        if (forwards) this.#writeForwards(writer, chain, withHead);
        else this.#writeBackwards(writer, chain);
      },
      end: (link) => writer.end(~link),
    });
    return writer.finish();
  }

  /** Strings chains into arcs: those that start at a head in a node, those left that start at a tail in one, loops. */
  #walkArcs(visit: {
    begin(first: number, forwards: boolean): void;
    chain(chain: number, forwards: boolean, withHead: boolean): void;
    end(link: number): void;
  }): void {
    const used = new Uint8Array(this.#chains);
    const walk = (first: number, startsForwards: boolean): void => {
      let forwards = startsForwards;
      let link = first;
      visit.begin(first, forwards);
      do {
        const chain = link;
        used[chain] = 1;
        // Of two twins, who share their head, the one walked backwards has written it already.
        visit.chain(chain, forwards, chain === first);
        link = (forwards ? this.#tailLink : this.#headLink)[chain]!;
        forwards = !forwards;
      } while (link >= 0 && used[link] === 0);
      visit.end(link);
    };
    for (let first = 0; first < this.#chains; first++) {
      if (used[first] === 0 && this.#headLink[first]! < 0) walk(first, true);
    }
    for (let first = 0; first < this.#chains; first++) {
      if (used[first] === 0 && this.#tailLink[first]! < 0) walk(first, false);
    }
    for (let first = 0; first < this.#chains; first++) if (used[first] === 0) walk(first, true);
  }

  /** Every point that is no head ends a segment; where two chains meet, one segment ends at the other's point. */
  #segments(): number {
    let heads = 0;
    for (let point = 0; point < this.#points; point++) heads += Number(this.#before[point] === NO_POINT);
    return this.#points - heads + this.#meetings;
  }

  #writeForwards(writer: ArcWriter, chain: number, withHead: boolean): void {
    let count = withHead ? 0 : -1;
    for (let point = this.#tailPoint[chain]!; point !== NO_POINT; point = this.#before[point]!) count++;
    let at = writer.reserve(count) + count;
    for (let point = this.#tailPoint[chain]!; count > 0; point = this.#before[point]!, count--) {
      writer.put(--at, this.#x[point]!, this.#y[point]!);
    }
  }

  #writeBackwards(writer: ArcWriter, chain: number): void {
    for (let point = this.#tailPoint[chain]!; point !== NO_POINT; point = this.#before[point]!) {
      writer.put(writer.reserve(1), this.#x[point]!, this.#y[point]!);
    }
  }
}
