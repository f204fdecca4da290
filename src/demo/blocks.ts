/** What stands on a block, by its use. */
import { addGreenhouse, addHall, addHouse } from "./buildings.ts";
import { polygonPainting } from "./canvas.ts";
import { addCommerce } from "./commerce.ts";
import { addWork } from "./construction.ts";
import { addField, type Field, type FieldKind, pickField, type SceneDate } from "./fields.ts";
import { contains, moveFrame, type Point, type Polygon } from "./geometry.ts";
import { bareSoil, brushwood, grass, gravel, mottled, numero, undergrowth, water } from "./ground.ts";
import { addHousing, detached, terraced } from "./housing.ts";
import { type Block, inset, outline, type Rect } from "./lattice.ts";
import { emptyLayers, type Layers } from "./layers.ts";
import { cutParcels, middleFrame, type Parcel } from "./parcels.ts";
import { type Random, random } from "./random.ts";
import type { Sun } from "./sun.ts";
import { plantTree, scatter, type Tree, treePainting, treeShadow } from "./vegetation.ts";
import { felledBy, groundOf, worksOn } from "./works.ts";

const whole: Rect = { s0: 0, t0: 0, s1: 1, t1: 1 };

type Shares = readonly (readonly [FieldKind, number])[];

/** Farmland: size of parcels in m² and what grows on them. */
const farmland: Partial<Record<Block["use"], { readonly area: number; readonly shares: Shares }>> = {
  vineyards: {
    area: 3800,
    shares: [
      ["vineyard", 8],
      ["meadow", 1],
      ["ploughed", 0.7],
      ["bare", 0.4],
    ],
  },
  crops: {
    area: 5200,
    shares: [
      ["crop", 7],
      ["ploughed", 2],
      ["meadow", 1],
    ],
  },
  farm: {
    area: 2600,
    shares: [
      ["vineyard", 1.6],
      ["crop", 1.6],
      ["ploughed", 1.2],
      ["meadow", 1.4],
      ["bare", 1.4],
    ],
  },
};

/** The fields of a block. The first parcel of a farm holds its buildings and is no field. */
function fieldsOf(block: Block): { readonly fields: readonly Field[]; readonly farmyard: Parcel | undefined } {
  const plan = farmland[block.use];
  if (!plan) return { fields: [], farmyard: undefined };
  const source = random(block.seed, 51, block.i, block.j);
  const parcels = cutParcels(block, block.inner, plan.area, source);
  const farmyard = block.use === "farm" ? parcels.shift() : undefined;
  const fields = parcels.map((parcel, k): Field => {
    // a farm's first fields take one kind each, so that no class of the mix is missing by chance
    const kind = (block.use === "farm" && plan.shares[k]?.[0]) || pickField(plan.shares, source);
    return { parcel, kind };
  });
  return { fields, farmyard };
}

/** What is other than before at the later date: outlines of the ground outside of which no class changes. */
export function changedGround(block: Block): Polygon[] {
  if (isGivenBack(block)) return [outline(block, block.inner)];
  return worksOn(block, fieldsOf(block).fields).flatMap((work) => groundOf(block, work));
}

/** Halls pulled down, their yard planted. */
const isGivenBack = (block: Block): boolean =>
  block.use === "commerce" && random(block.seed, 57, block.i, block.j).chance(0.4);

/** @param isWorkedOn construction and demolition go on between the two dates; else the later one is the same ground */
export function buildBlock(block: Block, date: SceneDate, isWorkedOn: boolean, sun: Sun): Layers {
  const layers = emptyLayers();
  const source = random(block.seed, 52, block.i, block.j);
  const ground = polygonPainting(outline(block, whole), grass(source.between(0.5, 0.9), 1.2, source));
  layers.ground.push(ground);
  const { fields, farmyard } = fieldsOf(block);
  const works = isWorkedOn && date === "after" ? worksOn(block, fields) : [];
  const felled = works.flatMap((work) => felledBy(block, work));
  const stands = ({ x, y }: Tree) => !felled.some((polygon) => contains(polygon, [x, y]));
  switch (block.use) {
    case "village":
      addHousing(layers, block, block.inner, detached, sun, source);
      break;
    case "terraces":
      addHousing(layers, block, block.inner, source.chance(0.5) ? terraced : detached, sun, source);
      break;
    case "commerce":
      addCommerce(layers, block, block.inner, sun, source, isWorkedOn && date === "after" && isGivenBack(block));
      break;
    case "vineyards":
    case "crops":
    case "farm":
      for (const field of fields) addField(layers, block, field, date);
      if (farmyard) addFarmyard(layers, block, farmyard.rect, sun, source);
      break;
    case "wood":
      addWood(layers, block, stands, sun, source);
      break;
    case "garrigue":
      addGarrigue(layers, block, stands, sun, source);
      break;
    case "meadow":
      addMeadow(layers, block, stands, sun, source);
      break;
    default:
      block.use satisfies never;
  }
  for (const work of works) addWork(layers, block, work, sun);
  return layers;
}

function addFarmyard(layers: Layers, block: Block, rect: Rect, sun: Sun, source: Random): void {
  const frame = middleFrame(block, rect);
  const long = Math.max((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height);
  const short = Math.min((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height);
  layers.ground.push(polygonPainting(outline(block, rect, 1), gravel(source)));
  addHouse(
    layers,
    moveFrame(frame, -long * 0.3, -short * 0.12),
    Math.min(8, long * 0.14),
    Math.min(5.5, short * 0.2),
    sun,
    source,
  );
  addHall(
    layers,
    moveFrame(frame, -long * 0.02, short * 0.1),
    Math.min(10, long * 0.1),
    Math.min(12, short * 0.3),
    sun,
    source,
  );
  addGreenhouse(
    layers,
    moveFrame(frame, long * 0.3, 0),
    Math.min(24, long * 0.16),
    Math.min(18, short * 0.36),
    sun,
    source,
  );
}

function addTrees(layers: Layers, trees: readonly Tree[], sun: Sun): void {
  for (const tree of trees) {
    layers.tree.push(treePainting(tree, sun));
    layers.shadow.push(treeShadow(tree, sun));
  }
}

/** Broadleaved wood with one stand of conifers and a clearing; crowns touch, small and large ones mixed. */
function addWood(layers: Layers, block: Block, stands: (tree: Tree) => boolean, sun: Sun, source: Random): void {
  const rect = inset(block, block.inner, 2);
  const shape = outline(block, rect);
  const vertical = source.chance(0.5);
  const from = source.between(0.5, 0.66);
  const stand = outline(
    block,
    vertical
      ? { ...rect, s0: rect.s0 + (rect.s1 - rect.s0) * from }
      : { ...rect, t0: rect.t0 + (rect.t1 - rect.t0) * from },
  );
  layers.ground.push(polygonPainting(outline(block, rect, 1.5), undergrowth(numero.deciduous, source)));
  layers.ground.push(polygonPainting(stand, undergrowth(numero.conifer, source)));
  const [clearX, clearY] = block.at(source.between(0.2, 0.8), source.between(0.2, 0.8));
  const clearing = source.between(7, 13);
  layers.ground.push(polygonPainting(blob([clearX, clearY], clearing + 2, source), grass(0.6, 1.3, source)));
  const trees: Tree[] = [];
  for (const spacing of [5.2, 3.4]) {
    for (const place of scatter(shape, spacing, source)) {
      const conifer = contains(stand, place);
      const size = spacing > 4 ? source.between(2.6, 4.4) : source.between(1.3, 2.4);
      const tree = plantTree(place, conifer ? size * 0.72 : size, conifer ? "conifer" : "deciduous", source);
      const inClearing = Math.hypot(place[0] - clearX, place[1] - clearY) < clearing;
      if (!inClearing && contains(shape, place)) trees.push(tree);
    }
  }
  addTrees(layers, mixedOrder(trees).filter(stands), sun);
}

/** Small crowns over and under large ones: by a key of their own rather than by the order of planting. */
function mixedOrder(trees: readonly Tree[]): Tree[] {
  return [...trees].sort((a, b) => a.offsetX - b.offsetX || a.offsetY - b.offsetY || a.x - b.x);
}

function addGarrigue(layers: Layers, block: Block, stands: (tree: Tree) => boolean, sun: Sun, source: Random): void {
  const shape = outline(block, block.inner);
  const soil = source.pick([
    [122, 114, 102],
    [134, 125, 112],
    [112, 104, 93],
  ] as const);
  layers.ground.push(polygonPainting(shape, brushwood(source.between(0.35, 1.1), soil, source)));
  for (let k = source.integer(1, 3); k > 0; k--) {
    const centre = block.at(source.between(0.15, 0.85), source.between(0.15, 0.85));
    layers.ground.push(polygonPainting(blob(centre, source.between(7, 14), source), rock(source)));
  }
  const trees = scatter(shape, 9, source)
    .map((place) => ({
      tree: plantTree(place, source.between(1.1, 3), source.chance(0.3) ? "conifer" : "deciduous", source),
      kept: source.chance(0.34),
    }))
    .filter(({ tree, kept }) => kept && contains(shape, [tree.x, tree.y]))
    .map(({ tree }) => tree);
  addTrees(layers, trees.filter(stands), sun);
}

const rock = (source: Random) => mottled(numero.bareSoil, [164, 156, 146], [6, 7, 10, 8], source);

function addMeadow(layers: Layers, block: Block, stands: (tree: Tree) => boolean, sun: Sun, source: Random): void {
  const shape = outline(block, block.inner);
  layers.ground.push(polygonPainting(shape, grass(source.between(0.15, 0.7), 1.3, source)));
  const centre = block.at(source.between(0.35, 0.65), source.between(0.35, 0.65));
  const pond = random(block.seed, 53, block.i, block.j);
  const radius = source.between(14, 24);
  const bank = blob(centre, radius + 1.6, pond);
  const surface = blob(centre, radius, random(block.seed, 53, block.i, block.j));
  layers.ground.push(polygonPainting(bank, bareSoil(source)), polygonPainting(surface, water([62, 76, 72], source)));
  const trees = scatter(shape, 15, source)
    .map((place) => ({ tree: plantTree(place, source.between(1.8, 5), "deciduous", source), kept: source.chance(0.3) }))
    .filter(({ tree, kept }) => {
      const fromPond = Math.hypot(tree.x - centre[0], tree.y - centre[1]);
      return kept && contains(shape, [tree.x, tree.y]) && fromPond > radius * 1.3 + tree.radius;
    })
    .map(({ tree }) => tree);
  addTrees(layers, trees.filter(stands), sun);
  // a patch of worn ground by the pond
  layers.ground.push(
    polygonPainting(
      blob([centre[0] + radius * 1.9, centre[1] - radius * 0.6], radius * 0.35, source),
      source.chance(0.5) ? bareSoil(source) : gravel(source),
    ),
  );
}

/** A round shape with slow bumps. */
function blob([x, y]: Point, radius: number, source: Random): Polygon {
  const waves = [2, 3, 5].map((turns) => ({
    turns,
    gain: source.between(0.04, 0.4 / turns),
    phase: source.between(0, 6.28),
  }));
  return Array.from({ length: 48 }, (_, k): Point => {
    const angle = (k / 48) * 2 * Math.PI;
    const r = waves.reduce((sum, wave) => sum + radius * wave.gain * Math.sin(wave.turns * angle + wave.phase), radius);
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}
