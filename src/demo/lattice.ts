import { type Line, lineOf } from "./canvas.ts";
import { curvePoint, type Point, type Polygon } from "./geometry.ts";
import { hash, random, shuffled } from "./random.ts";

/**
 * The plan of the land: a lattice of roads and rivers, bent by moving its nodes, that cuts the plane into blocks of
 * about 130 m. Every three by three blocks hold each use once, so that even a small scene shows every class.
 */
export const blockMetres = 130;
const jitterMetres = 19;
const originMetres = -12;

export type Use = "village" | "terraces" | "commerce" | "vineyards" | "crops" | "wood" | "garrigue" | "meadow" | "farm";

const uses: readonly Use[] = [
  "village",
  "terraces",
  "commerce",
  "vineyards",
  "crops",
  "wood",
  "garrigue",
  "meadow",
  "farm",
];

export type EdgeKind = "river" | "main" | "street" | "track" | "hedge";

/** Metres from an edge's middle to where the blocks beside it begin. */
export const edgeMargin: Record<EdgeKind, number> = { river: 12, main: 6.2, street: 4.4, track: 2.9, hedge: 1.6 };

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

export function nodeAt(seed: number, i: number, j: number): Point {
  const source = random(seed, 11, i, j);
  return [
    originMetres + i * blockMetres + source.between(-jitterMetres, jitterMetres),
    originMetres + j * blockMetres + source.between(-jitterMetres, jitterMetres),
  ];
}

/** What the block with the corners (i, j) and (i + 1, j + 1) is used for. */
export function useAt(seed: number, i: number, j: number): Use {
  const order = shuffled(uses, random(seed, 12, Math.floor(i / 3), Math.floor(j / 3)));
  return order[modulo(i, 3) * 3 + modulo(j, 3)]!;
}

/** An edge from node (i, j): "down" to (i, j + 1), "right" to (i + 1, j). */
export interface Edge {
  readonly i: number;
  readonly j: number;
  readonly direction: "down" | "right";
}

export function edgeKind(seed: number, { i, j, direction }: Edge): EdgeKind {
  const down = direction === "down";
  if (down && modulo(i - riverColumn(seed), 4) === 0) return "river";
  if (modulo(down ? i : j, 3) === hash(seed, 14, down ? 1 : 2) % 3) return "main";
  const beside = down ? [useAt(seed, i - 1, j), useAt(seed, i, j)] : [useAt(seed, i, j - 1), useAt(seed, i, j)];
  if (beside.some((use) => use === "village" || use === "terraces" || use === "commerce")) return "street";
  return hash(seed, 15, i, j, down ? 1 : 2) % 100 < 62 ? "track" : "hedge";
}

/** A river takes the place of every fourth line: one of the first three, so most scenes show it. */
function riverColumn(seed: number): number {
  return 1 + (hash(seed, 13) % 3);
}

/** The smooth curve of an edge: it goes on into the next edge of its line. */
export function edgePoint(seed: number, { i, j, direction }: Edge): (t: number) => Point {
  const [di, dj] = direction === "down" ? [0, 1] : [1, 0];
  const [a, b, c, d] = [-1, 0, 1, 2].map((k) => nodeAt(seed, i + k * di, j + k * dj)) as [Point, Point, Point, Point];
  return (t) => curvePoint(a, b, c, d, t);
}

export function edgeLine(seed: number, edge: Edge): Line {
  const point = edgePoint(seed, edge);
  return lineOf(Array.from({ length: 17 }, (_, k) => point(k / 16)));
}

/** A block: places by (s, t) in the unit square, s to the east and t to the south. */
export interface Block {
  readonly seed: number;
  readonly i: number;
  readonly j: number;
  readonly use: Use;
  /** Coons' patch of the four edges */
  at(s: number, t: number): Point;
  /** the part of the unit square between the edges' margins */
  readonly inner: Rect;
  /** how wide (s) and high (t) it is, metres, about */
  readonly width: number;
  readonly height: number;
  readonly edges: {
    readonly top: EdgeKind;
    readonly bottom: EdgeKind;
    readonly left: EdgeKind;
    readonly right: EdgeKind;
  };
}

/** A rectangle of a block's unit square. */
export interface Rect {
  readonly s0: number;
  readonly t0: number;
  readonly s1: number;
  readonly t1: number;
}

export function blockAt(seed: number, i: number, j: number): Block {
  const edges = {
    top: { i, j, direction: "right" },
    bottom: { i, j: j + 1, direction: "right" },
    left: { i, j, direction: "down" },
    right: { i: i + 1, j, direction: "down" },
  } as const;
  const top = edgePoint(seed, edges.top);
  const bottom = edgePoint(seed, edges.bottom);
  const left = edgePoint(seed, edges.left);
  const right = edgePoint(seed, edges.right);
  const [a, b, c, d] = [top(0), top(1), bottom(0), bottom(1)];
  const at = (s: number, t: number): Point => {
    const [p, q, l, r] = [top(s), bottom(s), left(t), right(t)];
    const one = (k: 0 | 1) =>
      (1 - t) * p[k] +
      t * q[k] +
      (1 - s) * l[k] +
      s * r[k] -
      ((1 - s) * (1 - t) * a[k] + s * (1 - t) * b[k] + (1 - s) * t * c[k] + s * t * d[k]);
    return [one(0), one(1)];
  };
  const kinds = {
    top: edgeKind(seed, edges.top),
    bottom: edgeKind(seed, edges.bottom),
    left: edgeKind(seed, edges.left),
    right: edgeKind(seed, edges.right),
  };
  const span = (p: Point, q: Point) => Math.hypot(q[0] - p[0], q[1] - p[1]);
  const width = span(at(0, 0.5), at(1, 0.5));
  const height = span(at(0.5, 0), at(0.5, 1));
  const inner = {
    s0: edgeMargin[kinds.left] / width,
    s1: 1 - edgeMargin[kinds.right] / width,
    t0: edgeMargin[kinds.top] / height,
    t1: 1 - edgeMargin[kinds.bottom] / height,
  };
  return { seed, i, j, use: useAt(seed, i, j), at, inner, width, height, edges: kinds };
}

/** The outline of a rectangle of a block, `metres` inside it, its sides bent as the block's are. */
export function outline(block: Block, rect: Rect, metres = 0): Polygon {
  const { s0, t0, s1, t1 } = inset(block, rect, metres);
  const steps = 6;
  const sides = Array.from({ length: steps }, (_, k) => k / steps);
  return [
    ...sides.map((k) => block.at(s0 + (s1 - s0) * k, t0)),
    ...sides.map((k) => block.at(s1, t0 + (t1 - t0) * k)),
    ...sides.map((k) => block.at(s1 + (s0 - s1) * k, t1)),
    ...sides.map((k) => block.at(s0, t1 + (t0 - t1) * k)),
  ];
}

export function inset(block: Block, { s0, t0, s1, t1 }: Rect, metres: number): Rect {
  const ds = metres / block.width;
  const dt = metres / block.height;
  return { s0: s0 + ds, t0: t0 + dt, s1: s1 - ds, t1: t1 - dt };
}
