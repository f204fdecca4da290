import { BROADLEAVES, CONIFERS } from "../landcover/stands.ts";
import type { Grid } from "../raster/grid.ts";
import { type Arcs, OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import type { ArcSpans } from "../vector/faces-at.ts";
import { latticeOf } from "../vector/overlay/lattice.ts";
import { Column, Journal } from "./journal.ts";

/** What the faces of a map are told apart by beside their class. */
export interface BaseCodes {
  /** use code by face, where the map knows some */
  readonly uses?: readonly (string | null)[] | undefined;
}

/** Spans of an arc that is gone: no window meets it. */
const NOWHERE_UPPER = 0x7fffffff;
const NOWHERE_LOWER = -0x80000000;

/**
 * A planar map in which arcs and faces can be taken out, put in and described anew, each change at its own cost, and
 * taken back. Numbers stay what they are: what is gone leaves a gap, what is new comes last. Points are on the lattice of
 * cuts. Arcs that are gone have the outside on both sides; a node may be left with two arcs. `PlanarMap`s without gaps are
 * made of it when they are asked for.
 */
export class EditableMap {
  readonly grid: Grid;
  readonly unit: number;
  readonly journal = new Journal();
  arcCount: number;
  nodeCount: number;
  faceCount: number;
  readonly offsets: Column<Int32Array>;
  readonly points: Column<Int32Array>;
  readonly left: Column<Int32Array>;
  readonly right: Column<Int32Array>;
  readonly startNode: Column<Int32Array>;
  readonly endNode: Column<Int32Array>;
  /** least and greatest y of an arc's points */
  readonly upper: Column<Int32Array>;
  readonly lower: Column<Int32Array>;
  /** by face */
  readonly numero: Column<Uint8Array>;
  readonly confidence: Column<Float64Array>;
  readonly checked: Column<Uint8Array>;
  /** the face of the first map whose codes it keeps */
  readonly origin: Column<Int32Array>;
  /** 1 where its class is a person's word: its cover follows from the class, whatever the first map says */
  readonly reclassed: Column<Uint8Array>;
  /** place in `useCodes` of the use that a person has given it; 0 where nothing was said */
  readonly said: Column<Int32Array>;
  /** twice its polygon's area in squared steps, exact; 0 for one that is gone */
  readonly twiceArea: Column<Float64Array>;
  /** pixels of the raster that it counts; a share of them where it was cut */
  readonly pixels: Column<Float64Array>;
  readonly conifers: Column<Float64Array>;
  readonly broadleaves: Column<Float64Array>;
  readonly useCodes: (string | null | undefined)[] = [undefined, null];
  /** of the first map's faces */
  readonly #baseUse: Int32Array | undefined;

  constructor(base: PlanarMap & BaseCodes) {
    const { arcs, faces, grid } = base;
    const { unit, factor } = latticeOf(base);
    this.grid = grid;
    this.unit = unit;
    this.arcCount = arcs.count;
    this.nodeCount = base.nodes.count;
    this.faceCount = faces.count;
    const column = <T extends Int32Array | Uint8Array | Float64Array>(values: T) => new Column(this.journal, values);
    this.offsets = column(arcs.offsets.slice());
    this.points = column(arcs.points.map((value) => value * factor));
    this.left = column(arcs.left.slice());
    this.right = column(arcs.right.slice());
    this.startNode = column(arcs.startNode.slice());
    this.endNode = column(arcs.endNode.slice());
    this.upper = column(new Int32Array(arcs.count));
    this.lower = column(new Int32Array(arcs.count));
    this.numero = column(faces.numero.slice());
    this.confidence = column(faces.confidence.slice());
    this.checked = column(faces.checked?.slice() ?? new Uint8Array(faces.count));
    this.origin = column(Int32Array.from({ length: faces.count }, (_, face) => face));
    this.reclassed = column(new Uint8Array(faces.count));
    this.said = column(new Int32Array(faces.count));
    this.twiceArea = column(new Float64Array(faces.count));
    this.pixels = column(Float64Array.from(faces.pixels));
    const trees = (wanted: number, known: ArrayLike<number> | undefined) =>
      column(
        Float64Array.from(
          faces.numero,
          (numero, face) => known?.[face] ?? (numero === wanted ? faces.pixels[face]! : 0),
        ),
      );
    this.conifers = trees(CONIFERS, faces.wood?.conifers);
    this.broadleaves = trees(BROADLEAVES, faces.wood?.broadleaves);
    this.#baseUse = base.uses && Int32Array.from(base.uses, (use) => (use === null ? 0 : this.useNumber(use)));
    for (let arc = 0; arc < arcs.count; arc++) {
      this.#span(arc);
      this.#weigh(this.left.values[arc]!, this.right.values[arc]!, this.#twiceAreaUnder(arc));
    }
    this.journal.forget();
  }

  /** As the algorithms of `core/vector` read it: gaps and room at the ends of arrays included. */
  get arcs(): Arcs {
    return {
      count: this.arcCount,
      offsets: this.offsets.values,
      points: this.points.values,
      left: this.left.values,
      right: this.right.values,
      startNode: this.startNode.values,
      endNode: this.endNode.values,
    };
  }

  /** The same with its faces, for what looks at single ones; it has no nodes. */
  get asPlanarMap(): PlanarMap {
    const { grid, unit, arcs } = this;
    const faces = {
      count: this.faceCount,
      numero: this.numero.values,
      pixels: new Uint32Array(),
      confidence: this.confidence.values,
      wood: { conifers: this.conifers.values, broadleaves: this.broadleaves.values },
    };
    return { grid, unit, arcs, nodes: { count: 0, slotsEach: 4, slots: new Int32Array() }, faces };
  }

  get spans(): ArcSpans {
    return { upper: this.upper.values, lower: this.lower.values };
  }

  /** The number of a use code among `useCodes`. */
  useNumber(use: string | null): number {
    const known = this.useCodes.indexOf(use);
    return known >= 0 ? known : this.useCodes.push(use) - 1;
  }

  /** Faces beside each other with the same key are one: the same class, and the same use as far as one is known. */
  keyOf(face: number): number {
    const use = this.said.values[face]! || (this.#baseUse?.[this.origin.values[face]!] ?? 0);
    return 256 * use + this.numero.values[face]!;
  }

  /** The use of a face as far as it is known; undefined where it is not, or where it was taken away. */
  useOf(face: number): string | undefined {
    return this.useCodes[Math.floor(this.keyOf(face) / 256)] ?? undefined;
  }

  isGone(arc: number): boolean {
    return this.left.values[arc] === this.right.values[arc];
  }

  /** A new face with everything that `like` has but its ground. */
  addFace(like: number): number {
    const face = this.faceCount++;
    const { numero, confidence, checked, origin, reclassed, said, twiceArea, pixels, conifers, broadleaves } = this;
    for (const column of [numero, confidence, checked, origin, reclassed, said, pixels, conifers, broadleaves]) {
      column.put(face, column.values[like]!);
    }
    twiceArea.put(face, 0);
    return face;
  }

  /** @param points x, y of each, on the lattice; nodes −1 on a loop without one */
  addArc(points: readonly number[], left: number, right: number, startNode: number, endNode: number): void {
    const arc = this.arcCount++;
    const first = this.offsets.values[arc]!;
    for (let at = 0; at < points.length; at++) this.points.put(2 * first + at, points[at]!);
    this.offsets.put(arc + 1, first + points.length / 2);
    this.left.put(arc, left);
    this.right.put(arc, right);
    this.startNode.put(arc, startNode);
    this.endNode.put(arc, endNode);
    this.upper.put(arc, 0);
    this.lower.put(arc, 0);
    this.#span(arc);
    this.#weigh(left, right, this.#twiceAreaUnder(arc));
  }

  /** Says anew what lies beside an arc; with the same on both sides it is gone. */
  setSides(arc: number, left: number, right: number): void {
    const before = [this.left.values[arc]!, this.right.values[arc]!] as const;
    if (before[0] === left && before[1] === right) return;
    const twice = this.#twiceAreaUnder(arc);
    this.#weigh(...before, -twice);
    if (left !== right) {
      this.left.set(arc, left);
      this.right.set(arc, right);
      this.#weigh(left, right, twice);
      return;
    }
    this.left.set(arc, OUTSIDE);
    this.right.set(arc, OUTSIDE);
    this.startNode.set(arc, -1);
    this.endNode.set(arc, -1);
    this.upper.set(arc, NOWHERE_UPPER);
    this.lower.set(arc, NOWHERE_LOWER);
  }

  removeArc(arc: number): void {
    this.setSides(arc, OUTSIDE, OUTSIDE);
  }

  #span(arc: number): void {
    const points = this.points.values;
    let [upper, lower] = [NOWHERE_UPPER, NOWHERE_LOWER];
    for (let at = this.offsets.values[arc]!; at < this.offsets.values[arc + 1]!; at++) {
      upper = Math.min(upper, points[2 * at + 1]!);
      lower = Math.max(lower, points[2 * at + 1]!);
    }
    this.upper.values[arc] = upper;
    this.lower.values[arc] = lower;
  }

  #weigh(left: number, right: number, twice: number): void {
    const areas = this.twiceArea;
    if (left !== OUTSIDE) areas.set(left, areas.values[left]! + twice);
    if (right !== OUTSIDE) areas.set(right, areas.values[right]! - twice);
  }

  /** Shoelace formula over one arc, as `twiceAreaUnderArc`. */
  #twiceAreaUnder(arc: number): number {
    const points = this.points.values;
    let sum = 0;
    for (let at = 2 * this.offsets.values[arc]! + 2; at < 2 * this.offsets.values[arc + 1]!; at += 2) {
      sum += points[at]! * points[at - 1]! - points[at - 2]! * points[at + 1]!;
    }
    return sum;
  }
}
