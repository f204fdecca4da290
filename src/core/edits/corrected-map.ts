import { toPixel } from "../geo/affine.ts";
import { type Bounds, boundsOf } from "../geo/bounds.ts";
import type { Coverage, Faces, PlanarMap } from "../vector/coverage.ts";
import { dissolve } from "../vector/dissolve.ts";
import { measurePolygons, pixelAreaSquareMetres } from "../vector/measure.ts";
import { nodesOf } from "../vector/nodes-of-arcs.ts";
import { withRings } from "../vector/rings.ts";
import { type Acceptance, CHECKED, type Edit, type FaceEdit } from "./edit.ts";
import { type BaseCodes, EditableMap } from "./editable-map.ts";
import { describe, isAlready } from "./face-attributes.ts";
import { faceHolding } from "./face-rings.ts";
import { joinFaces } from "./join-faces.ts";
import { type Box, include } from "./local-map.ts";
import { paint } from "./paint.ts";

/**
 * A face at the place of a correction is the one that was corrected if it has not more than this times its ground, nor
 * less than a part of so many: another generalisation moves borders and takes specks in, but a wood that was a clump then
 * is another face.
 */
const MOST_GROWTH = 1.5;

/** What a correction has done, and what takes it back. */
interface Step {
  readonly mark: number;
  readonly arcs: number;
  readonly nodes: number;
  readonly faces: number;
  readonly placed: boolean;
  readonly box: Box | undefined;
}

/** A corrected map, and what its faces were. */
export interface FinishedMap {
  readonly coverage: Coverage;
  /** by face: the one of the first map that it is, or was a part of */
  readonly origin: Int32Array;
  /** by face: 1 where its class is a person's word */
  readonly isReclassed: Uint8Array;
}

/** A map with a list of corrections done to it, one after the other, which can be undone from the end. */
export class CorrectedMap<Base extends Coverage & BaseCodes = Coverage & BaseCodes> {
  readonly base: Base;
  readonly map: EditableMap;
  readonly #edits: Edit[] = [];
  readonly #steps: Step[] = [];

  constructor(base: Base) {
    this.base = base;
    this.map = new EditableMap(base);
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  /** Corrections that found no place here. */
  get unplaced(): number {
    return this.#steps.reduce((sum, { placed }) => sum + Number(!placed), 0);
  }

  /** Does a correction after those done. @returns where the map has changed, in its CRS */
  add(edit: Edit): Bounds | undefined {
    const { map } = this;
    const before = { mark: map.journal.mark, arcs: map.arcCount, nodes: map.nodeCount, faces: map.faceCount };
    const step = { ...before, ...done(map, edit) };
    this.#steps.push(step);
    this.#edits.push(edit);
    return boundsOfBox(map, step.box);
  }

  /** Undoes the last correction. @returns where the map has changed, in its CRS */
  takeBack(): Bounds | undefined {
    const { map } = this;
    const step = this.#steps.pop()!;
    this.#edits.pop();
    map.journal.takeBack(step.mark);
    map.arcCount = step.arcs;
    map.nodeCount = step.nodes;
    map.faceCount = step.faces;
    return boundsOfBox(map, step.box);
  }

  /** The map without gaps. */
  finish(): FinishedMap {
    const { map } = this;
    const faceOf = new Int32Array(map.faceCount).fill(-1);
    const kept: number[] = [];
    for (let face = 0; face < map.faceCount; face++) {
      if (map.twiceArea.values[face] !== 0) faceOf[face] = kept.push(face) - 1;
    }
    const { grid, unit, arcs } = map;
    const faces = facesOf(map, kept);
    const whole: PlanarMap = { grid, unit, arcs, nodes: nodesOf(arcs).nodes, faces };
    return {
      coverage: withRings(dissolve(whole, faceOf, faces)),
      origin: Int32Array.from(kept, (face) => map.origin.values[face]!),
      isReclassed: Uint8Array.from(kept, (face) => map.reclassed.values[face]!),
    };
  }

  /** Faces and arcs of the map as it is, and the pixels of each numero (index = numero, 16 long). */
  count(): { readonly faces: number; readonly arcs: number; readonly counts: Float64Array } {
    const { map } = this;
    const counts = new Float64Array(16);
    let faces = 0;
    let arcs = 0;
    for (let face = 0; face < map.faceCount; face++) {
      const pixels = map.twiceArea.values[face]! / (2 * map.unit ** 2);
      faces += Number(pixels !== 0);
      counts[map.numero.values[face]!]! += pixels;
    }
    for (let arc = 0; arc < map.arcCount; arc++) arcs += Number(!map.isGone(arc));
    return { faces, arcs, counts };
  }
}

function done(map: EditableMap, edit: Edit): Pick<Step, "placed" | "box"> {
  switch (edit.kind) {
    case "accept": {
      const face = faceMeant(map, edit, edit.squareMetres);
      if (face === undefined) return { placed: false, box: undefined };
      if (map.checked.values[face] === CHECKED.no) map.checked.set(face, CHECKED.accepted);
      return { placed: true, box: undefined };
    }
    case "face": {
      const face = faceMeant(map, edit, measurePolygons(edit.shape.polygons, map.grid.crs).planimetric);
      return face === undefined ? paint(map, edit.shape, edit.to) : becomes(map, face, edit.to);
    }
    case "shape":
      return paint(map, edit.shape, edit.to);
  }
}

/** The face at a correction's place, if it is the one that was corrected. */
function faceMeant(map: EditableMap, { at, was }: FaceEdit | Acceptance, squareMetres: number): number | undefined {
  const [column, row] = toPixel(map.grid.affine, at[0], at[1]);
  const face = faceHolding(map, column * map.unit, row * map.unit);
  if (face < 0 || map.numero.values[face] !== was) return undefined;
  const growth = squareMetresOf(map, face) / squareMetres;
  return growth > MOST_GROWTH || growth < 1 / MOST_GROWTH ? undefined : face;
}

function becomes(map: EditableMap, face: number, to: FaceEdit["to"]): Pick<Step, "placed" | "box"> {
  const box = boxOfFace(map, face);
  if (isAlready(map, face, to)) {
    if (map.checked.values[face] === CHECKED.no) map.checked.set(face, CHECKED.accepted);
    return { placed: true, box: undefined };
  }
  describe(map, face, to);
  const alike = new Set<number>();
  for (let arc = 0; arc < map.arcCount; arc++) {
    const left = map.left.values[arc]!;
    const right = map.right.values[arc]!;
    if (left !== face && right !== face) continue;
    const other = left === face ? right : left;
    if (other >= 0 && other !== face && map.keyOf(other) === map.keyOf(face)) alike.add(other);
  }
  joinFaces(
    map,
    Array.from(alike, (other) => [face, other] as const),
  );
  return { placed: true, box };
}

function boxOfFace(map: EditableMap, face: number): Box {
  const { offsets, points, left, right } = map.arcs;
  const box: Box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let arc = 0; arc < map.arcCount; arc++) {
    if (left[arc] !== face && right[arc] !== face) continue;
    for (let at = offsets[arc]!; at < offsets[arc + 1]!; at++) include(box, points[2 * at]!, points[2 * at + 1]!);
  }
  return box;
}

function squareMetresOf({ twiceArea, unit, grid }: EditableMap, face: number): number {
  return (twiceArea.values[face]! / (2 * unit ** 2)) * pixelAreaSquareMetres(grid);
}

function boundsOfBox({ grid, unit }: EditableMap, box: Box | undefined): Bounds | undefined {
  if (box === undefined) return undefined;
  const { minX, minY, maxX, maxY } = box;
  return boundsOf(grid.affine, minX / unit, minY / unit, (maxX - minX) / unit, (maxY - minY) / unit);
}

/** What the kept faces are, in their order. */
function facesOf(map: EditableMap, kept: readonly number[]): Faces {
  const { numero, pixels, confidence, checked, said, conifers, broadleaves } = map;
  const isSaid = kept.some((face) => said.values[face] !== 0);
  return {
    count: kept.length,
    numero: Uint8Array.from(kept, (face) => numero.values[face]!),
    pixels: Uint32Array.from(kept, (face) => Math.max(1, Math.round(pixels.values[face]!))),
    confidence: Float64Array.from(kept, (face) => confidence.values[face]!),
    checked: Uint8Array.from(kept, (face) => checked.values[face]!),
    said: isSaid ? kept.map((face) => map.useCodes[said.values[face]!]) : undefined,
    wood: {
      conifers: Float64Array.from(kept, (face) => conifers.values[face]!),
      broadleaves: Float64Array.from(kept, (face) => broadleaves.values[face]!),
    },
  };
}
