import { addHouse } from "./buildings.ts";
import { lineOf, polygonPainting, put, rectanglePainting, type Shader } from "./canvas.ts";
import { parkedCar } from "./cars.ts";
import {
  containsAll,
  distance,
  type Frame,
  frameAt,
  moveFrame,
  type Polygon,
  rectangle,
  turnFrame,
} from "./geometry.ts";
import { asphalt, bareSoil, concrete, grass, gravel, numero } from "./ground.ts";
import { type Block, inset, outline, type Rect } from "./lattice.ts";
import type { Layers } from "./layers.ts";
import { at, fine, patchy } from "./noise.ts";
import { type Random, random } from "./random.ts";
import { type Sun, shadowOf } from "./sun.ts";
import { hedgePainting, plantTree, treePainting, treeShadow } from "./vegetation.ts";

/** A lot and its own axes: u along the street, v across; the street lies at `toStreet` × v. */
interface Lot {
  /** where things may stand */
  readonly shape: Polygon;
  readonly frame: Frame;
  readonly toStreet: 1 | -1;
  readonly width: number;
  readonly depth: number;
  readonly terraced: boolean;
}

/** how far a house of an open block may stand over the edge of its lot */
const looseMetres = 1.4;

export interface LotOptions {
  readonly terraced: boolean;
  readonly built: boolean;
  /** nothing may leave the lot; else a house may stand a little over its edge, as lots of bent rows are askew */
  readonly strict: boolean;
}

/** A house with its garden, or bare ground. */
export function addLot(
  layers: Layers,
  block: Block,
  rect: Rect,
  streetBelow: boolean,
  { terraced, built, strict }: LotOptions,
  sun: Sun,
): void {
  const source = random(block.seed, 31, Math.round(rect.s0 * 1e4), Math.round(rect.t0 * 1e4), block.i, block.j);
  const shape = outline(block, rect);
  layers.ground.push(polygonPainting(shape, built ? garden(source) : plot(source)));
  if (!built) return;
  const s = (rect.s0 + rect.s1) / 2;
  const t = (rect.t0 + rect.t1) / 2;
  const lot: Lot = {
    shape: strict ? shape : outline(block, rect, -looseMetres),
    frame: frameAt(block.at(s, t), block.at(rect.s0, t), block.at(rect.s1, t)),
    toStreet: streetBelow ? 1 : -1,
    width: distance(block.at(rect.s0, t), block.at(rect.s1, t)),
    depth: distance(block.at(s, rect.t0), block.at(s, rect.t1)),
    terraced,
  };
  const houseEnd = addHouseAndDrive(layers, lot, sun, source);
  if (houseEnd === undefined) return;
  addGarden(layers, lot, houseEnd, sun, source);
  addHedges(layers, outline(block, inset(block, rect, 0.9)), lot, source);
}

function plot(source: Random): Shader {
  return source.chance(0.7) ? bareSoil(source) : grass(0.7, 1.4, source);
}

function garden(source: Random): Shader {
  const kind = source.next();
  if (kind < 0.42) return grass(source.between(0, 0.35), 0.8, source);
  return kind < 0.8 ? grass(source.between(0.45, 0.9), 1.1, source) : gravel(source);
}

/** The house near the street, its drive and terrace. Answers the metres of lot taken from the street, or undefined. */
function addHouseAndDrive(layers: Layers, lot: Lot, sun: Sun, source: Random): number | undefined {
  const { frame, toStreet, width, depth, terraced } = lot;
  const widest = terraced ? width / 2 + 0.05 : Math.min(width / 2 - 1.7, source.between(5.4, 8.2));
  const deepest = terraced ? source.between(4.4, 5.4) : Math.min(depth / 2 - 4, source.between(4, 5.2));
  const setback = terraced ? 1.2 : source.between(3.5, 6.5);
  const beside = terraced ? 0 : source.between(-1, 1);
  const turned = !terraced && source.chance(0.2);
  // lots of bent rows are askew: a smaller house may fit where the first does not
  const sizes = [1, 0.88, 0.76].map((size) => {
    const halfU = terraced ? widest : widest * size;
    const halfV = deepest * size;
    const houseU = beside * Math.max(0, width / 2 - halfU - 1.8);
    const house = moveFrame(frame, houseU, toStreet * (depth / 2 - setback - halfV));
    const placed = turned && width / 2 - Math.abs(houseU) > halfV + 1 ? turnFrame(house) : house;
    // wings reach an eighth further; the houses of a terrace touch, whatever the shape of their lots
    const fits = terraced || containsAll(lot.shape, rectangle(placed, halfU, halfV * 1.12));
    return { halfU, halfV, houseU, house, placed, fits };
  });
  const chosen = sizes.find(({ halfU, halfV, fits }) => fits && halfU > 3 && halfV > 3);
  if (!chosen) return undefined;
  const { halfU, halfV, houseU, house, placed } = chosen;

  const driveSurface = source.pick([concrete, concrete, gravel, asphalt])(source);
  const drive = moveFrame(
    frame,
    houseU + (houseU > 0 ? -1 : 1) * Math.max(0, halfU - 1.8),
    toStreet * (depth / 2 - setback / 2),
  );
  layers.ground.push(rectanglePainting(drive, 1.8, setback / 2 + 0.3, driveSurface));
  const terrace = source.between(1.2, 2.4);
  const terraceFrame = moveFrame(house, source.between(-1, 1), -toStreet * (halfV + terrace - 0.3));
  const terraceHalf = halfU * source.between(0.5, 0.85);
  if (containsAll(lot.shape, rectangle(terraceFrame, terraceHalf, terrace))) {
    layers.ground.push(rectanglePainting(terraceFrame, terraceHalf, terrace, concrete(source)));
  }
  addHouse(layers, placed, halfU, halfV, sun, source);
  if (!terraced && source.chance(0.5)) {
    const car = parkedCar(turnFrame(drive), sun, source);
    layers.object.push(car.body);
    layers.shadow.push(car.shadow);
  }
  return setback + 2 * halfV + 2 * terrace;
}

/** Behind the house a pool or a shed; bushes and trees there and towards the street. */
function addGarden(layers: Layers, lot: Lot, houseEnd: number, sun: Sun, source: Random): void {
  const { frame, toStreet, width, depth, terraced } = lot;
  const free = depth - houseEnd;
  const middleV = -toStreet * (depth / 2 - free / 2);
  const pool = !terraced && free > 7 && source.chance(0.5);
  if (pool) addPool(layers, lot, moveFrame(frame, source.between(-0.12, 0.12) * width, middleV * 0.96), source);
  else if (free > 5 && source.chance(0.3)) {
    addShed(layers, lot, moveFrame(frame, width * 0.5 - 2.6, -toStreet * (depth / 2 - 2.6)), sun, source);
  }
  for (let k = terraced ? source.integer(0, 2) : source.integer(2, 8); k > 0; k--) {
    const radius = source.chance(0.5) ? source.between(0.6, 1.4) : source.between(1.2, terraced ? 1.8 : 3.4);
    const reach = 1.4 * radius + 0.3;
    const behind = source.chance(0.7);
    const u = source.between(-1, 1) * Math.max(0, width / 2 - reach);
    const v = behind
      ? middleV + source.between(-0.5, 0.5) * Math.max(0, free - 2 * reach)
      : toStreet * (depth / 2 - reach);
    const place = moveFrame(frame, u, v);
    const tree = plantTree([place.x, place.y], radius, source.chance(0.25) ? "conifer" : "deciduous", source);
    const overPool = pool && behind && Math.abs(u) < width * 0.28;
    if (overPool || (behind && free < 2 * reach) || !containsAll(lot.shape, rectangle(place, reach, reach))) continue;
    layers.tree.push(treePainting(tree, sun));
    layers.shadow.push(treeShadow(tree, sun));
  }
}

/** Hedges along the rear and the sides of some lots. */
function addHedges(layers: Layers, corners: Polygon, { toStreet, terraced }: Lot, source: Random): void {
  const perSide = corners.length / 4;
  const side = (first: number) =>
    lineOf(Array.from({ length: perSide + 1 }, (_, k) => corners[(first * perSide + k) % corners.length]!));
  const [top, right, bottom, left] = [0, 1, 2, 3] as const;
  const hedged = source.next();
  if (hedged < 0.55) layers.tree.push(hedgePainting(side(toStreet > 0 ? top : bottom), 0.85, source));
  if (hedged < 0.3 && !terraced) layers.tree.push(hedgePainting(side(right), 0.8, source));
  if (hedged > 0.2 && hedged < 0.5 && !terraced) layers.tree.push(hedgePainting(side(left), 0.8, source));
}

function addPool(layers: Layers, lot: Lot, frame: Frame, source: Random): void {
  const [halfU, halfV] = [source.between(3, 4.6), source.between(1.6, 2.3)];
  const hue = source.between(-14, 14);
  if (!containsAll(lot.shape, rectangle(frame, halfU + 1.1, halfV + 1.1))) return;
  layers.ground.push(
    rectanglePainting(frame, halfU + 1.1, halfV + 1.1, concrete(source)),
    rectanglePainting(frame, halfU, halfV, (rgb, index, x, y) => {
      const u = ((x + 0.5) * 0.2 - frame.x) * frame.ux + ((y + 0.5) * 0.2 - frame.y) * frame.uy;
      const deep = 9 * (u / halfU) + 3 * at(patchy, x, y) + 2.5 * at(fine, x, y);
      put(rgb, index, 114 - hue - deep * 1.6, 184 - deep, 204 + hue * 0.5 - deep * 0.6);
      return numero.pool;
    }),
  );
}

function addShed(layers: Layers, lot: Lot, frame: Frame, sun: Sun, source: Random): void {
  const tone = source.between(-25, 30);
  if (!containsAll(lot.shape, rectangle(frame, 1.6, 1.3))) return;
  layers.shadow.push(shadowOf(rectangle(frame, 1.6, 1.3), 2.2, sun));
  layers.object.push(
    rectanglePainting(frame, 1.6, 1.3, (rgb, index, x, y) => {
      const value = tone + 3 * at(fine, x, y);
      put(rgb, index, 150 + value, 142 + value, 134 + value);
      return numero.building;
    }),
  );
}
