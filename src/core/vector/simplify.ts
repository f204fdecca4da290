/**
 * Simplification of a planar map: stairs smoothed, then the borders drawn with as few points as a tolerance allows, each
 * arc once for both its faces, so that neighbours go on sharing every point. Nodes stay. Borders with the outside (the
 * raster's frame, and pixels without class) stay as traced, so that the map covers the same ground to the last pixel
 * and fits the sheet beside it.
 */
import type { CancelSignal } from "../ports/cancel.ts";
import { BorderDraft, copyPoints, isOuter } from "./border-draft.ts";
import type { PlanarMap } from "./coverage.ts";
import { Deviation } from "./deviation.ts";
import { IndexedHeap } from "./indexed-heap.ts";
import { type Collapse, placeCollapse, twiceAreaOf } from "./segment-collapse.ts";
import { NONE, type SegmentIndex } from "./segment-index.ts";
import { STAIR_DEPTH_PIXELS, smoothStairs } from "./stairs.ts";

/** Sub-pixels to the pixel of a simplified map: 3 mm at 20 cm. A point rounded to them moves no area worth a word. */
const UNIT = 64;

/** Points looked at between two looks at the signal: some tens of milliseconds. */
const POINTS_PER_PAUSE = 50_000;

/**
 * The same map in fewer points: the same faces, arcs and nodes, no crossing, no gap, no overlap, every face of the area
 * it had but for rounding. No point of a border lies further than the tolerance from where it was, nor was further than
 * that from where it is now. With a tolerance below a third of a pixel stairs stay and little happens.
 * Rings stay what they are, for half-edges do.
 * @param toleranceMetres on the ground; 0 gives `map` itself
 * @param pause see `VectoriseOptions`
 * @throws the signal's reason when aborted
 */
export async function simplify<M extends PlanarMap>(
  map: M,
  toleranceMetres: number,
  pause: () => Promise<void> = async () => {},
  signal?: CancelSignal,
): Promise<M> {
  signal?.throwIfAborted();
  const tolerancePixels = toleranceMetres / map.grid.gsdMetres;
  if (!(tolerancePixels > 0)) return map;
  const simplifier = new Simplifier(map, tolerancePixels);
  let looked = 0;
  for (let arc = 0; arc < map.arcs.count; arc++) {
    looked += simplifier.simplify(arc);
    if (looked < POINTS_PER_PAUSE) continue;
    looked = 0;
    await pause();
    signal?.throwIfAborted();
  }
  return { ...map, ...simplifier.finish() };
}

class Simplifier {
  readonly #map: PlanarMap;
  readonly #tolerance: number;
  readonly #draft: BorderDraft;
  readonly #index: SegmentIndex;
  /** by vertex: the last traced point before it, or the one it is, counted from the arc's first */
  readonly #source: Int32Array;
  readonly #deviation: Deviation;
  /** by arc: twice the area that it has to regain */
  readonly #debt: Float64Array;
  readonly #heap: IndexedHeap;
  readonly #place: Collapse = { x: 0, y: 0, displacement: 0 };

  constructor(map: PlanarMap, tolerancePixels: number) {
    const { arcs } = map;
    const unit = Math.max(UNIT, map.unit);
    const smooths = map.unit === 1 && tolerancePixels >= STAIR_DEPTH_PIXELS;
    this.#map = map;
    this.#tolerance = tolerancePixels * unit;

    let longest = 0;
    for (let arc = 0; arc < arcs.count; arc++) {
      longest = Math.max(longest, arcs.offsets[arc + 1]! - arcs.offsets[arc]!);
    }
    const scratch = new Int32Array(4 * longest);
    const sources = new Int32Array(2 * longest);
    const copy = (arc: number): number => copyPoints(map, arc, unit / map.unit, scratch);
    const draw = (arc: number): number => {
      if (smooths && !isOuter(map, arc)) return smoothStairs(arcs, arc, unit, scratch, sources);
      const count = copy(arc);
      for (let at = 0; at < count; at++) sources[at] = at;
      return count;
    };
    const first = new Int32Array(arcs.count + 1);
    for (let arc = 0; arc < arcs.count; arc++) first[arc + 1] = first[arc]! + draw(arc);
    const vertices = first[arcs.count]!;
    this.#draft = new BorderDraft(map, unit, first);
    this.#index = this.#draft.index;
    this.#source = new Int32Array(vertices);
    this.#deviation = new Deviation(arcs, unit / map.unit);
    this.#debt = new Float64Array(arcs.count);
    let most = 0;
    for (let arc = 0; arc < arcs.count; arc++) {
      const count = draw(arc);
      this.#draft.enter(arc, scratch);
      for (let at = 0; at < count; at++) this.#source[first[arc]! + at] = sources[at]!;
      const drawn = twiceAreaAlong(scratch, count);
      this.#debt[arc] = twiceAreaAlong(scratch, copy(arc)) - drawn;
      most = Math.max(most, count);
    }
    this.#heap = new IndexedHeap(most);
  }

  /** Simplifies one arc; how many points were looked at. */
  simplify(arc: number): number {
    if (isOuter(this.#map, arc)) return 0;
    const first = this.#draft.first[arc]!;
    const end = this.#draft.first[arc + 1]!;
    const { next, previous } = this.#index;
    let looked = end - first;
    for (let vertex = first; vertex < end; vertex++) this.#weigh(vertex, first);
    while (this.#heap.size > 0) {
      const b = this.#heap.pop() + first;
      looked++;
      if (!this.#collapse(arc, b, first)) continue;
      const a = previous[b]!;
      this.#weigh(previous[a]!, first);
      this.#weigh(a, first);
      this.#weigh(b, first);
      this.#weigh(next[b]!, first);
    }
    for (let vertex = first; vertex < end; vertex++) this.#straighten(arc, vertex);
    return looked;
  }

  finish(): Pick<PlanarMap, "unit" | "arcs"> {
    return this.#draft.finish();
  }

  /** Queues the collapse of the segment after vertex `b`, unless its ends are not the arc's to move. */
  #weigh(b: number, first: number): void {
    if (b === NONE) return;
    if (this.#placeAfter(b, 0)) this.#heap.put(b - first, this.#place.displacement);
    else this.#heap.remove(b - first);
  }

  #placeAfter(b: number, debt: number): boolean {
    const { x, y, next, previous } = this.#index;
    const c = next[b]!;
    const a = previous[b]!;
    if (a === NONE || c === NONE) return false;
    const d = next[c]!;
    if (d === NONE) return false;
    return placeCollapse(
      x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!, x[d]!, y[d]!, debt, 2 * this.#draft.clearance, this.#place,
    ); // biome-ignore format: one point beside the next
  }

  /** Collapses the segment after vertex `b` into that vertex, if tolerance and neighbours allow. */
  #collapse(arc: number, b: number, first: number): boolean {
    if (!this.#placeAfter(b, this.#debt[arc]!)) return false;
    const index = this.#index;
    const { x, y, next, previous } = index;
    const a = previous[b]!;
    const c = next[b]!;
    const d = next[c]!;
    const place = this.#place;
    if (!this.#isNear(arc, a, b, c, d, place.x, place.y)) return false;
    const source = this.#deviation.nearest;
    if (!index.isFree(a, b, c, d, place.x, place.y)) return false;
    const before = twiceAreaOf(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!, x[d]!, y[d]!);
    const after = twiceAreaOf(x[a]!, y[a]!, place.x, place.y, place.x, place.y, x[d]!, y[d]!);
    this.#debt[arc] = this.#debt[arc]! + before - after;
    index.remove(c);
    this.#heap.remove(c - first);
    x[b] = place.x;
    y[b] = place.y;
    index.link(b, d);
    index.enter(a);
    index.enter(b);
    this.#source[b] = source;
    return true;
  }

  /** Whether A → (x, y) → D is within the tolerance of what was traced along A → B → C → D; B and C may be one. */
  #isNear(arc: number, a: number, b: number, c: number, d: number, ex: number, ey: number): boolean {
    const { x, y } = this.#index;
    const source = this.#source;
    const deviation = this.#deviation;
    const span =
      deviation.span(arc, source[a]!, source[b]!) +
      deviation.span(arc, source[b]!, source[c]!) +
      deviation.span(arc, source[c]!, source[d]!);
    return deviation.isWithin(this.#tolerance, arc, source[a]!, span, x[a]!, y[a]!, ex, ey, x[d]!, y[d]!);
  }

  /** Takes out a vertex that is hardly a bend: collapses leave one where an arc should be straight. */
  #straighten(arc: number, b: number): void {
    const { x, y, next, previous } = this.#index;
    const a = previous[b]!;
    const c = next[b]!;
    if (c < 0 || a === NONE || this.#draft.bendAt(b) > this.#draft.clearance / 2) return;
    if (this.#isNear(arc, a, b, b, c, x[a]!, y[a]!)) this.#draft.drop(b);
  }
}

/** Twice the area between a line and the segment that closes it. */
function twiceAreaAlong(points: Int32Array, count: number): number {
  const x0 = points[0]!;
  const y0 = points[1]!;
  let twice = 0;
  for (let at = 2; at < 2 * count - 2; at += 2) {
    twice += (points[at]! - x0) * (points[at + 3]! - y0) - (points[at + 2]! - x0) * (points[at + 1]! - y0);
  }
  return twice;
}
