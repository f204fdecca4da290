import type { BandPieces } from "./band-walker.ts";
import { type Arcs, type Nodes, OUTSIDE } from "./coverage.ts";

/**
 * Strings the pieces of all bands into arcs: first those between nodes, by the lower of their two slots, where they
 * start; then loops, by their first corner in the order of rows, where they start to the right. So neither order nor
 * direction depends on the bands.
 * @param bands as walked, top to bottom, the last one with no end left open
 * @param faceOf face of each label
 */
export function stitch(bands: readonly BandPieces[], nodes: number, faceOf: Int32Array): { arcs: Arcs; nodes: Nodes } {
  const { starts, loops } = arcStarts(bands);
  const count = starts.length;
  const offsets = new Int32Array(count + 1);
  const points = new Int32Array(bands.reduce((sum, band) => sum + 2 * band.points.length, 2 * loops));
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  const startNode = new Int32Array(count);
  const endNode = new Int32Array(count);
  const slots = new Int32Array(4 * nodes).fill(-1);
  const faceAt = (label: number): number => (label === OUTSIDE ? OUTSIDE : faceOf[label]!);

  let written = 0;
  let startBand = 0;
  for (let arc = 0; arc < count; arc++) {
    const start = starts[arc]!;
    // Starts go down the bands twice: those at nodes, then the loops'.
    if (start < bands[startBand]!.base) startBand = 0;
    while (start >= bands[startBand]!.base + bands[startBand]!.count) startBand++;
    let at = startBand;
    let band = bands[at]!;
    let piece = start - band.base;
    let forwards = true;
    left[arc] = faceAt(band.left[piece]!);
    right[arc] = faceAt(band.right[piece]!);
    const from = band.from[piece]!;
    const first = written;
    written = copyPoints(band, piece, forwards, points, written);
    let link = band.to[piece]!;
    while (link >= 0 && link >> 1 !== start) {
      at = bandOf(link >> 1, bands, at);
      band = bands[at]!;
      piece = (link >> 1) - band.base;
      forwards = (link & 1) === 0;
      written = copyPoints(band, piece, forwards, points, written);
      link = (forwards ? band.to : band.from)[piece]!;
    }
    if (link < 0) {
      startNode[arc] = ~from >> 2;
      slots[~from] = 2 * arc;
      endNode[arc] = ~link >> 2;
      slots[~link] = 2 * arc + 1;
    } else {
      startNode[arc] = -1;
      endNode[arc] = -1;
      points[written++] = points[first]!;
      points[written++] = points[first + 1]!;
    }
    offsets[arc + 1] = written / 2;
  }
  const arcs = { count, offsets, points, left, right, startNode, endNode };
  return { arcs, nodes: { count: nodes, slotsEach: 4, slots } };
}

/** The piece each arc starts with, forwards, in the order of arcs: first those at nodes, then the loops'. */
function arcStarts(bands: readonly BandPieces[]): { starts: Int32Array; loops: number } {
  const pieces = bands.reduce((sum, { count }) => sum + count, 0);
  const starts = new Int32Array(pieces);
  const used = new Uint8Array(pieces);
  let count = 0;
  let loops = 0;
  for (const isLoop of [false, true]) {
    for (let at = 0; at < bands.length; at++) {
      const { base, count: inBand, from, to } = bands[at]!;
      for (let piece = 0; piece < inBand; piece++) {
        if (from[piece]! >= 0 !== isLoop || used[base + piece] === 1) continue;
        starts[count++] = base + piece;
        if (isLoop) loops++;
        if (to[piece]! >= 0) markUsed(bands, at, piece, used);
      }
    }
  }
  return { starts: starts.subarray(0, count), loops };
}

/** Marks the pieces of the arc that starts with piece `start` of a band. */
function markUsed(bands: readonly BandPieces[], startBand: number, start: number, used: Uint8Array): void {
  let at = startBand;
  let link = 2 * (bands[at]!.base + start);
  do {
    const piece = link >> 1;
    at = bandOf(piece, bands, at);
    const { base, from, to } = bands[at]!;
    used[piece] = 1;
    link = (link & 1 ? from : to)[piece - base]!;
  } while (link >= 0 && used[link >> 1] === 0);
}

/** The band of a piece that is linked to one of band `near`: that band or one beside it. */
function bandOf(piece: number, bands: readonly BandPieces[], near: number): number {
  const { base, count } = bands[near]!;
  if (piece < base) return near - 1;
  return piece < base + count ? near : near + 1;
}

/** Writes a piece's points into `points` from index `to` on, and gives back the index after them. */
function copyPoints(band: BandPieces, piece: number, forwards: boolean, points: Int32Array, to: number): number {
  const { offsets, points: corners, stride, top } = band;
  const first = offsets[piece]!;
  const count = offsets[piece + 1]! - first;
  const step = forwards ? 1 : -1;
  // A product takes less time than a quotient; half a column more, and no rounding can bring the row before.
  const rowsEach = 1 / stride;
  let from = forwards ? first : first + count - 1;
  let at = to;
  for (let left = count; left > 0; left--, from += step) {
    const corner = corners[from]!;
    const row = Math.trunc((corner + 0.5) * rowsEach);
    points[at++] = corner - row * stride;
    points[at++] = top + row;
  }
  return at;
}
