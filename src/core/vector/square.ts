/**
 * Squaring of buildings: sides that run along a building's main direction, or across it, run exactly so, and meet at
 * right angles. Each point is moved as simplification moves one: if no border stands in the way. Nodes, where other
 * faces meet the wall, and borders with the outside stay, and so do the directions of the sides between them.
 */
import type { CancelSignal } from "../ports/cancel.ts";
import { BorderDraft, copyPoints, isOuter } from "./border-draft.ts";
import { type Coverage, ringEdges } from "./coverage.ts";
import { mainDirection, squaredPlaces } from "./right-angles.ts";
import { NONE } from "./segment-index.ts";

/** Rings between two looks at the signal: some tens of milliseconds. */
const RINGS_PER_PAUSE = 5000;

/**
 * The same map with the faces of one class squared, ring by ring: all of a ring's points move, or none does.
 * @param map simplified: single steps would be taken for sides
 * @param numero the class of buildings
 * @param farthestMetres a ring with a point that would move further stays as it is
 * @param pause see `VectoriseOptions`
 * @throws the signal's reason when aborted
 */
export async function square<M extends Coverage>(
  map: M,
  numero: number,
  farthestMetres: number,
  pause: () => Promise<void> = async () => {},
  signal?: CancelSignal,
): Promise<M> {
  signal?.throwIfAborted();
  const squarer = new Squarer(map, (farthestMetres / map.grid.gsdMetres) * map.unit);
  const { faces, rings } = map;
  let done = 0;
  for (let face = 0; face < faces.count; face++) {
    if (faces.numero[face] !== numero) continue;
    for (let ring = rings.ofFace[face]!; ring < rings.ofFace[face + 1]!; ring++) {
      squarer.squareRing(ring);
      if (++done % RINGS_PER_PAUSE === 0) await pause();
      if (done % RINGS_PER_PAUSE === 0) signal?.throwIfAborted();
    }
  }
  return { ...map, ...squarer.finish() };
}

class Squarer {
  readonly #map: Coverage;
  readonly #farthest: number;
  readonly #draft: BorderDraft;

  constructor(map: Coverage, farthest: number) {
    const { arcs } = map;
    this.#map = map;
    this.#farthest = farthest;
    const first = new Int32Array(arcs.count + 1);
    let longest = 0;
    for (let arc = 0; arc < arcs.count; arc++) {
      const count = arcs.offsets[arc + 1]! - arcs.offsets[arc]!;
      longest = Math.max(longest, count);
      first[arc + 1] = first[arc]! + count - Number(arcs.startNode[arc]! < 0);
    }
    this.#draft = new BorderDraft(map, map.unit, first);
    const scratch = new Int32Array(2 * longest);
    for (let arc = 0; arc < arcs.count; arc++) {
      copyPoints(map, arc, 1, scratch);
      this.#draft.enter(arc, scratch);
    }
  }

  squareRing(ring: number): void {
    const vertices = this.#verticesOf(ring);
    const { x, y, previous, next } = this.#draft.index;
    const xs = vertices.map((vertex) => x[vertex]!);
    const ys = vertices.map((vertex) => y[vertex]!);
    const direction = mainDirection(xs, ys);
    if (direction === undefined) return;
    const isFixed = vertices.map((vertex) => this.#isFixed(vertex, ring));
    const places = squaredPlaces(xs, ys, isFixed, direction);
    const moves: number[] = [];
    for (const [at, place] of places.entries()) {
      if (place === undefined) continue;
      const [toX, toY] = [Math.round(place[0]), Math.round(place[1])];
      if (toX === xs[at] && toY === ys[at]) continue;
      const vertex = vertices[at]!;
      const tooFar = Math.hypot(toX - xs[at]!, toY - ys[at]!) > this.#farthest;
      const a = previous[vertex]!;
      const c = next[vertex]!;
      if (tooFar || !this.#draft.index.isFree(a, vertex, vertex, c, toX, toY)) {
        // Back by the way that it came, through maps that were sound.
        for (const moved of moves.reverse()) this.#put(vertices[moved]!, xs[moved]!, ys[moved]!);
        return;
      }
      this.#put(vertex, toX, toY);
      moves.push(at);
    }
    // Sides that became one have points on it that say nothing.
    for (const [at, vertex] of vertices.entries()) {
      if (!isFixed[at] && this.#draft.bendAt(vertex) <= 1) this.#draft.drop(vertex);
    }
  }

  finish(): Pick<Coverage, "unit" | "arcs"> {
    return this.#draft.finish();
  }

  #put(vertex: number, x: number, y: number): void {
    const { index } = this.#draft;
    index.x[vertex] = x;
    index.y[vertex] = y;
    index.enter(vertex);
    index.enter(index.previous[vertex]!);
  }

  /** The vertices of a ring in walking order; where it passes a node, that of the arc it arrives on. */
  #verticesOf(ring: number): number[] {
    const { index } = this.#draft;
    const vertices: number[] = [];
    for (const edge of ringEdges(this.#map, ring)) {
      const arc = edge >> 1;
      const ofArc: number[] = [];
      const start = this.#draft.startOf(arc);
      let vertex = start;
      do {
        ofArc.push(vertex);
        vertex = index.next[vertex]!;
      } while (vertex !== NONE && vertex !== start);
      if (edge & 1) ofArc.reverse();
      const isLoop = vertex === start;
      vertices.push(...(isLoop ? ofArc : ofArc.slice(1)));
    }
    return vertices;
  }

  /** Nodes, and all of an arc that has the outside on one side. */
  #isFixed(vertex: number, ring: number): boolean {
    const { index, first } = this.#draft;
    if (index.next[vertex] === NONE || index.previous[vertex] === NONE) return true;
    return ringEdges(this.#map, ring).some((edge) => {
      const arc = edge >> 1;
      return vertex >= first[arc]! && vertex < first[arc + 1]! && isOuter(this.#map, arc);
    });
  }
}
