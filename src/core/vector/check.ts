import { polygonPixels } from "./areas.ts";
import { type Coverage, leftOf, OUTSIDE, ringCorners, ringEdges } from "./coverage.ts";
import { crossingArcs } from "./crossings.ts";
import { ringArea } from "./measure.ts";

/** What is wrong, and the number of the arc, node, face, half-edge or ring where it is (−1: the map as a whole). */
export interface CoverageFault {
  readonly fault:
    | "arc-is-short"
    | "arc-has-one-face-on-both-sides"
    | "arc-separates-equal-classes"
    | "node-has-too-few-arcs"
    | "node-and-arc-disagree"
    | "half-edge-not-on-one-ring"
    | "ring-not-closed"
    | "ring-passes-a-point-twice"
    | "ring-of-wrong-face"
    | "ring-turns-the-wrong-way"
    | "face-without-ring"
    | "face-area-not-exact"
    | "face-area-not-positive"
    | "arcs-meet"
    | "footprint-not-covered";
  readonly at: number;
}

/**
 * Structural validity of a coverage; empty when all is well. Exact: sides and areas are whole numbers. As traced, every
 * face has the area of its pixels; where borders were moved (`unit` > 1) its area is positive.
 * Nearly linear in the points, but meant for tests and for a report on demand, not for every run.
 * @param footprintPixels what the faces should cover together, where that is known
 */
export function checkCoverage(coverage: Coverage, footprintPixels?: number): CoverageFault[] {
  return [
    ...arcFaults(coverage),
    ...nodeFaults(coverage),
    ...ringFaults(coverage),
    ...faceFaults(coverage),
    ...areaFaults(coverage, footprintPixels),
    ...crossingArcs(coverage).map((at) => ({ fault: "arcs-meet", at }) as const),
  ];
}

function* arcFaults({ arcs, faces }: Coverage): Generator<CoverageFault> {
  for (let arc = 0; arc < arcs.count; arc++) {
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    if (arcs.offsets[arc + 1]! - arcs.offsets[arc]! < 2) yield { fault: "arc-is-short", at: arc };
    if (left === right) yield { fault: "arc-has-one-face-on-both-sides", at: arc };
    else if (left !== OUTSIDE && right !== OUTSIDE && isAlike(faces, left, right)) {
      yield { fault: "arc-separates-equal-classes", at: arc };
    }
  }
}

const isAlike = ({ numero, said }: Coverage["faces"], one: number, other: number): boolean =>
  numero[one] === numero[other] && said?.[one] === said?.[other];

function* nodeFaults({ arcs, nodes }: Coverage): Generator<CoverageFault> {
  const ends = new Int32Array(nodes.count);
  for (let node = 0; node < nodes.count; node++) {
    for (const edge of nodes.slots.subarray(nodes.slotsEach * node, nodes.slotsEach * (node + 1))) {
      if (edge < 0) continue;
      ends[node] = ends[node]! + 1;
      const start = (edge & 1 ? arcs.endNode : arcs.startNode)[edge >> 1];
      if (start !== node) yield { fault: "node-and-arc-disagree", at: node };
    }
    if (ends[node]! < 3) yield { fault: "node-has-too-few-arcs", at: node };
  }
  for (let arc = 0; arc < arcs.count; arc++) {
    for (const node of [arcs.startNode[arc]!, arcs.endNode[arc]!]) if (node >= 0) ends[node] = ends[node]! - 1;
  }
  for (let node = 0; node < nodes.count; node++)
    if (ends[node] !== 0) yield { fault: "node-and-arc-disagree", at: node };
}

function* ringFaults(coverage: Coverage): Generator<CoverageFault> {
  const { arcs, rings, faces } = coverage;
  const uses = new Uint8Array(2 * arcs.count);
  for (let face = 0; face < faces.count; face++) {
    for (let ring = rings.ofFace[face]!; ring < rings.ofFace[face + 1]!; ring++) {
      const edges = ringEdges(coverage, ring);
      for (const edge of edges) {
        uses[edge] = uses[edge]! + 1;
        if (leftOf(arcs, edge) !== face) yield { fault: "ring-of-wrong-face", at: ring };
      }
      for (let at = 0; at < edges.length; at++) {
        if (endOf(coverage, edges.at(at - 1)!) !== endOf(coverage, edges[at]! ^ 1)) {
          yield { fault: "ring-not-closed", at: ring };
        }
      }
      const corners = ringCorners(coverage, ring);
      const seen = new Set<string>();
      for (let at = 2; at < corners.length; at += 2) seen.add(`${corners[at]} ${corners[at + 1]}`);
      if (seen.size !== corners.length / 2 - 1) yield { fault: "ring-passes-a-point-twice", at: ring };
      // Corners count downwards, so the outer ring's area has the other sign here.
      if (ringArea(corners) < 0 !== (ring === rings.ofFace[face]))
        yield { fault: "ring-turns-the-wrong-way", at: ring };
    }
  }
  for (let edge = 0; edge < 2 * arcs.count; edge++) {
    if (uses[edge] !== Number(leftOf(arcs, edge) !== OUTSIDE)) yield { fault: "half-edge-not-on-one-ring", at: edge };
  }
}

function* faceFaults({ faces, rings }: Coverage): Generator<CoverageFault> {
  for (let face = 0; face < faces.count; face++) {
    if (rings.ofFace[face] === rings.ofFace[face + 1]) yield { fault: "face-without-ring", at: face };
  }
}

function* areaFaults(coverage: Coverage, footprintPixels?: number): Generator<CoverageFault> {
  const areas = polygonPixels(coverage);
  let sum = 0;
  for (const [face, area] of areas.entries()) {
    sum += area;
    if (!(area > 0)) yield { fault: "face-area-not-positive", at: face };
    if (coverage.unit === 1 && area !== coverage.faces.pixels[face]) yield { fault: "face-area-not-exact", at: face };
  }
  // Exact all the same: the parts are multiples of a negative power of two, and far fewer than 2^53 of them.
  if (footprintPixels !== undefined && sum !== footprintPixels) yield { fault: "footprint-not-covered", at: -1 };
}

/** "x y" of the corner where a half-edge ends. */
function endOf({ arcs: { offsets, points } }: Coverage, edge: number): string {
  const at = edge & 1 ? offsets[edge >> 1]! : offsets[(edge >> 1) + 1]! - 1;
  return `${points[2 * at]} ${points[2 * at + 1]}`;
}
