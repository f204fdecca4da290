import { addHall } from "./buildings.ts";
import { polygonPainting } from "./canvas.ts";
import { carParkMarks } from "./cars.ts";
import { containsAll, frameAt, moveFrame, rectangle } from "./geometry.ts";
import { asphalt, brushwood, concrete, grass } from "./ground.ts";
import { type Block, inset, outline, type Rect } from "./lattice.ts";
import type { Layers } from "./layers.ts";
import { middleFrame } from "./parcels.ts";
import type { Random } from "./random.ts";
import type { Sun } from "./sun.ts";
import { plantTree, scatter, treePainting, treeShadow } from "./vegetation.ts";

/**
 * A shop's plot: lawn around, a marked car park with young trees, one or two halls with their yards.
 * @param givenBack the halls are gone and their yard has been planted
 */
export function addCommerce(
  layers: Layers,
  block: Block,
  rect: Rect,
  sun: Sun,
  source: Random,
  givenBack = false,
): void {
  layers.ground.push(polygonPainting(outline(block, rect), grass(0.35, 0.9, source)));
  const paved = inset(block, rect, 3);
  layers.ground.push(polygonPainting(outline(block, paved), asphalt(source)));
  const wide = (rect.s1 - rect.s0) * block.width > (rect.t1 - rect.t0) * block.height;
  const part = source.between(0.42, 0.56);
  const flip = source.chance(0.5);
  const split = (from: number, to: number): Rect =>
    wide
      ? { ...paved, s0: paved.s0 + (paved.s1 - paved.s0) * from, s1: paved.s0 + (paved.s1 - paved.s0) * to }
      : { ...paved, t0: paved.t0 + (paved.t1 - paved.t0) * from, t1: paved.t0 + (paved.t1 - paved.t0) * to };
  const parking = flip ? split(0, part) : split(1 - part, 1);
  const yard = flip ? split(part, 1) : split(0, 1 - part);
  addCarPark(layers, block, parking, sun, source);
  if (givenBack) {
    addThicket(layers, block, yard, sun, source);
    return;
  }

  const halls = source.integer(1, 3);
  const yardFrame = middleFrame(block, yard);
  const yardU = Math.max((yard.s1 - yard.s0) * block.width, (yard.t1 - yard.t0) * block.height);
  const yardV = Math.min((yard.s1 - yard.s0) * block.width, (yard.t1 - yard.t0) * block.height);
  if (source.chance(0.6)) layers.ground.push(polygonPainting(outline(block, yard, 1.5), concrete(source)));
  for (let k = 0; k < halls; k++) {
    const room = yardU / halls;
    const halfU = (room / 2 - 3.5) * source.between(0.8, 1);
    const halfV = (yardV / 2 - 5) * source.between(0.75, 1);
    if (halfU < 4 || halfV < 4) continue;
    addHall(
      layers,
      moveFrame(yardFrame, (k + 0.5) * room - yardU / 2, source.between(-1.5, 1.5)),
      halfU,
      halfV,
      sun,
      source,
    );
  }
}

/** Bushes and young trees, all inside the rectangle. */
function addThicket(layers: Layers, block: Block, rect: Rect, sun: Sun, source: Random): void {
  const shape = outline(block, rect);
  layers.ground.push(polygonPainting(shape, brushwood(source.between(0.2, 0.7), [122, 114, 102], source)));
  for (const place of scatter(shape, 7, source)) {
    const tree = plantTree(place, source.between(0.8, 1.9), "deciduous", source);
    if (source.chance(0.4) || !containsAll(shape, rectangle(frameAt(place, place, place), 2.8, 2.8))) continue;
    layers.tree.push(treePainting(tree, sun));
    layers.shadow.push(treeShadow(tree, sun));
  }
}

/** Asphalt with bays, some of them taken, and young trees in rows. Crowns stay inside the rectangle. */
export function addCarPark(layers: Layers, block: Block, rect: Rect, sun: Sun, source: Random): void {
  const frame = middleFrame(block, rect);
  const shape = outline(block, rect, 2);
  const halfU = Math.max((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height) / 2;
  const halfV = Math.min((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height) / 2;
  const surface = asphalt(source);
  const marks = carParkMarks(
    frame,
    halfU - 5,
    halfV - 5.5,
    surface,
    source.between(0.25, 0.75),
    source.integer(0, 1e6),
  );
  layers.ground.push(polygonPainting(shape, marks));
  // between two rows of bays that back on each other: where the module of 16 m starts again
  for (let v = 16 * Math.ceil((500 - halfV) / 16) - 500; v < halfV; v += 16) {
    for (let u = 4 - halfU; u < halfU; u += 10) {
      const place = moveFrame(frame, u + source.between(-0.5, 0.5), v);
      const tree = plantTree([place.x, place.y], source.between(0.9, 1.9), "deciduous", source);
      if (source.chance(0.3) || !containsAll(shape, rectangle(place, 2.8, 2.8))) continue;
      layers.tree.push(treePainting(tree, sun));
      layers.shadow.push(treeShadow(tree, sun));
    }
  }
}
