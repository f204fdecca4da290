/** Where ground is built on between the two dates, and what for. Nothing of it changes the earlier date by a pixel. */
import type { Field } from "./fields.ts";
import type { Polygon } from "./geometry.ts";
import { type Estate, estates, streetsIn } from "./housing.ts";
import { type Block, inset, outline, type Rect } from "./lattice.ts";
import { hash, type Random, random } from "./random.ts";

export type LargeWork = Estate | "carPark" | "commerce";
export type SmallWork = "house" | "barn";
export type WorkKind = LargeWork | SmallWork | "road";

export interface Work {
  readonly kind: WorkKind;
  /** what is built, crowns too, stays inside, but for corners of drives and terraces where a block is bent */
  readonly rect: Rect;
  /** the drive from the nearest road, where one is near, with a branch to every street of an estate; a road's own carriageway */
  readonly access: readonly Rect[];
  /** what is built depends on this and on nothing around */
  readonly key: number;
}

/** Besides the largest parcel of vines or crops: the shares of fields that are built on, wholly or in a corner. */
const largeShare = 0.12;
const smallShare = 0.3;

/** Below this there is no room for a street and two rows of houses, or for a hall and its car park. */
const largeSquareMetres = 1900;
const largeSideMetres = 34;

/** Metres of a parcel's side that its grass verge and half a drive take. */
const parcelMargin = 1.5;

/** How far corners may stand out of it. */
const looseMetres = 3;

/** How much wider than what is built the trees are felled. */
const felledMetres = 2.5;

/** Crowns of felled trees reach this far beyond where the trees stood. */
const crownMetres = 6.5;

const largeOn = {
  vineyards: ["terraces", "commerce", "housing", "carPark"],
  crops: ["housing", "terraces", "commerce", "carPark", "site"],
  farm: ["site", "carPark"],
  wood: ["terraces", "commerce"],
  garrigue: ["terraces", "commerce", "housing"],
} as const satisfies Partial<Record<Block["use"], readonly LargeWork[]>>;

/** What is built on a block of open country. */
export function worksOn(block: Block, fields: readonly Field[]): Work[] {
  const source = random(block.seed, 54, block.i, block.j);
  switch (block.use) {
    case "vineyards":
    case "crops":
    case "farm":
      return worksOnFields(block, block.use, fields);
    case "wood":
    case "garrigue":
      return worksInTheWild(block, block.use, source);
    case "meadow":
      return source.chance(0.3) ? [worksBesideRoad(block, "house", source)] : [];
    default:
      return [];
  }
}

/** Town spreads over the largest parcel of what a block grows, and here and there over others. */
function worksOnFields(block: Block, use: "vineyards" | "crops" | "farm", fields: readonly Field[]): Work[] {
  const areas = fields.map(({ parcel }) => parcel.width * parcel.height);
  const grown = fields.map(({ kind }, k) => (kind === (use === "crops" ? "crop" : "vineyard") ? areas[k]! : 0));
  const largest = use === "farm" ? -1 : grown.indexOf(Math.max(...grown));
  return fields.flatMap(({ parcel }, k): Work[] => {
    const { key, width, height } = parcel;
    const source = random(key, 21);
    const isRoomy = areas[k]! >= largeSquareMetres && Math.min(width, height) >= largeSideMetres;
    const rect = inset(block, parcel.rect, parcelMargin);
    if (isRoomy && (k === largest || source.chance(largeShare)))
      return [workOn(block, rect, source.pick(largeOn[use]), key)];
    if (Math.min(width, height) < largeSideMetres || !source.chance(smallShare)) return [];
    const kind = source.pick(["house", "barn"] as const);
    return [workOn(block, cornerOf(block, rect, plotSize(kind, source), source), kind, key)];
  });
}

/** A clearing beside a road, or a road right through. */
function worksInTheWild(block: Block, use: "wood" | "garrigue", source: Random): Work[] {
  const kind = source.next();
  if (kind < 0.3) {
    const middle = source.between(0.3, 0.7);
    const down = source.chance(0.5);
    const strip = (half: number): Rect => {
      const reach = half / (down ? block.width : block.height);
      const [from, to] = [middle - reach, middle + reach];
      return down ? { s0: from, s1: to, t0: 0, t1: 1 } : { s0: 0, s1: 1, t0: from, t1: to };
    };
    return [{ kind: "road", rect: strip(4.4), access: [strip(2.75)], key: hash(block.seed, 55, block.i, block.j) }];
  }
  if (kind < 0.75) return [worksBesideRoad(block, source.pick(largeOn[use]), source)];
  return kind < 0.9 ? [worksBesideRoad(block, source.pick(["house", "barn"] as const), source)] : [];
}

function worksBesideRoad(block: Block, kind: LargeWork | SmallWork, source: Random): Work {
  const size = kind === "house" || kind === "barn" ? plotSize(kind, source) : largePlot;
  const rect = cornerOf(block, inset(block, block.inner, 4), size, source);
  return workOn(block, rect, kind, hash(block.seed, 56, block.i, block.j));
}

/** Metres. */
type PlotSize = readonly [alongTheRoad: number, awayFromIt: number];

const largePlot: PlotSize = [70, 55];

function plotSize(kind: SmallWork, source: Random): PlotSize {
  return kind === "house"
    ? [source.between(18, 24), source.between(20, 26)]
    : [source.between(18, 34), source.between(20, 34)];
}

function workOn(block: Block, rect: Rect, kind: LargeWork | SmallWork, key: number): Work {
  const road = nearestRoad(block, rect);
  // houses of a terrace stand over the edges of their lots where rows are bent
  if (kind === "terraces") return estateOn(block, inset(block, rect, 2.5), road, kind, key);
  if (road === undefined) return { kind, rect, access: [], key };
  if (kind === "housing" || kind === "site") return estateOn(block, rect, road, kind, key);
  return { kind, rect, access: [lane(block, rect, road, kind === "house" ? 1.6 : 2.6, 0.5, 5)], key };
}

/** A lane to where the estate's streets end: along its side where the road lies at the head of the rows. */
function estateOn(block: Block, rect: Rect, road: Side | undefined, kind: Estate, key: number): Work {
  if (road === undefined) return { kind, rect, access: [], key };
  const into = 4 / block.width;
  const halfLane = 2.6 / block.height;
  const branch = (s0: number, s1: number, t: number): Rect => ({ s0, s1, t0: t - halfLane, t1: t + halfLane });
  if (road === "left" || road === "right") {
    const streets = streetsIn(block, rect, estates[kind]);
    const [s0, s1] = road === "left" ? [0, rect.s0 + into] : [rect.s1 - into, 1];
    return { kind, rect, access: streets.slice(0, 1).map((t) => branch(s0, s1, t)), key };
  }
  const built = { ...rect, s0: rect.s0 + 6 / block.width };
  const streets = streetsIn(block, built, estates[kind]);
  const [t0, t1] = road === "top" ? [0, Math.max(...streets) + halfLane] : [Math.min(...streets) - halfLane, 1];
  const along = { s0: rect.s0, s1: rect.s0 + 5 / block.width, t0, t1 };
  return { kind, rect: built, access: [along, ...streets.map((t) => branch(rect.s0, built.s0 + into, t))], key };
}

type Side = "left" | "right" | "top" | "bottom";

/** No drive is longer. */
const farthestRoadMetres = 90;

function nearestRoad(block: Block, { s0, t0, s1, t1 }: Rect): Side | undefined {
  const sides = [
    { side: "left", metres: s0 * block.width },
    { side: "right", metres: (1 - s1) * block.width },
    { side: "top", metres: t0 * block.height },
    { side: "bottom", metres: (1 - t1) * block.height },
  ] as const;
  return sides
    .filter(({ side, metres }) => isRoad(block, side) && metres < farthestRoadMetres)
    .sort((a, b) => a.metres - b.metres)[0]?.side;
}

const isRoad = ({ edges }: Block, side: Side): boolean => edges[side] === "main" || edges[side] === "street";

/** A strip from the middle of the road at a side of the block to `into` metres within the rectangle. */
function lane(block: Block, rect: Rect, side: Side, half: number, along: number, into: number): Rect {
  const [ds, dt] = [1 / block.width, 1 / block.height];
  const s = rect.s0 + (rect.s1 - rect.s0) * along;
  const t = rect.t0 + (rect.t1 - rect.t0) * along;
  switch (side) {
    case "left":
      return { s0: 0, s1: rect.s0 + into * ds, t0: t - half * dt, t1: t + half * dt };
    case "right":
      return { s0: rect.s1 - into * ds, s1: 1, t0: t - half * dt, t1: t + half * dt };
    case "top":
      return { s0: s - half * ds, s1: s + half * ds, t0: 0, t1: rect.t0 + into * dt };
    case "bottom":
      return { s0: s - half * ds, s1: s + half * ds, t0: rect.t1 - into * dt, t1: 1 };
  }
}

/** A plot of this size at the side of a rectangle that a road is nearest to; smaller where the rectangle is. */
function cornerOf(block: Block, rect: Rect, [along, deep]: PlotSize, source: Random): Rect {
  const side = nearestRoad(block, rect) ?? "left";
  const upright = side === "left" || side === "right";
  const ds = Math.min(rect.s1 - rect.s0, (upright ? deep : along) / block.width);
  const dt = Math.min(rect.t1 - rect.t0, (upright ? along : deep) / block.height);
  const loose = source.next();
  const s0 = side === "left" ? rect.s0 : side === "right" ? rect.s1 - ds : rect.s0 + loose * (rect.s1 - rect.s0 - ds);
  const t0 = side === "top" ? rect.t0 : side === "bottom" ? rect.t1 - dt : rect.t0 + loose * (rect.t1 - rect.t0 - dt);
  return { s0, t0, s1: s0 + ds, t1: t0 + dt };
}

/** Trees that stand in one of these outlines are gone at the later date. */
export function felledBy(block: Block, { rect, access }: Work): Polygon[] {
  return [rect, ...access].map((part) => outline(block, part, -felledMetres));
}

/** Outside these outlines no class is another at the later date. */
export function groundOf(block: Block, { rect, access }: Work): Polygon[] {
  const isTreeless = block.use === "vineyards" || block.use === "crops" || block.use === "farm";
  const margin = isTreeless ? looseMetres : felledMetres + crownMetres;
  return [rect, ...access].map((part) => outline(block, part, -margin));
}
