/** Paints what `works.ts` has planned over the ground as it was. */
import { addHall } from "./buildings.ts";
import { polygonPainting } from "./canvas.ts";
import { addCarPark, addCommerce } from "./commerce.ts";
import { moveFrame } from "./geometry.ts";
import { asphalt, bareSoil, concrete, grass, gravel } from "./ground.ts";
import { addHousing, estates } from "./housing.ts";
import { type Block, outline, type Rect } from "./lattice.ts";
import type { Layers } from "./layers.ts";
import { addLot } from "./lot.ts";
import { middleFrame } from "./parcels.ts";
import { type Random, random } from "./random.ts";
import type { Sun } from "./sun.ts";
import type { Work } from "./works.ts";

export function addWork(layers: Layers, block: Block, work: Work, sun: Sun): void {
  const { kind, rect, access } = work;
  const source = random(work.key, 43);
  const cover = (shader: ReturnType<typeof grass>) => layers.ground.push(polygonPainting(outline(block, rect), shader));
  switch (kind) {
    case "housing":
    case "terraces":
      cover(grass(0.6, 1, source));
      addHousing(layers, block, rect, estates[kind], sun, source);
      break;
    case "site":
      cover(bareSoil(source));
      addHousing(layers, block, rect, estates[kind], sun, source);
      break;
    case "carPark":
      cover(asphalt(source));
      addCarPark(layers, block, rect, sun, source);
      break;
    case "commerce":
      addCommerce(layers, block, rect, sun, source);
      break;
    case "house":
      addLot(layers, block, rect, source.chance(0.5), { terraced: false, built: true, strict: true }, sun);
      break;
    case "barn":
      addBarn(layers, block, rect, sun, source);
      break;
    case "road":
      cover(grass(0.7, 1.2, source));
      break;
    default:
      kind satisfies never;
  }
  const surface =
    kind === "house" || kind === "barn" ? source.pick([asphalt, concrete, gravel])(source) : asphalt(source);
  for (const part of access) layers.road.push(polygonPainting(outline(block, part), surface));
}

/** A hall and the yard before it. */
function addBarn(layers: Layers, block: Block, rect: Rect, sun: Sun, source: Random): void {
  layers.ground.push(polygonPainting(outline(block, rect), source.chance(0.5) ? concrete(source) : gravel(source)));
  const frame = middleFrame(block, rect);
  const long = Math.max((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height);
  const short = Math.min((rect.s1 - rect.s0) * block.width, (rect.t1 - rect.t0) * block.height);
  const halfU = long * source.between(0.28, 0.42);
  const halfV = short * source.between(0.22, 0.32);
  addHall(
    layers,
    moveFrame(frame, 0, (short / 2 - halfV - 1.5) * (source.chance(0.5) ? 1 : -1)),
    halfU,
    halfV,
    sun,
    source,
  );
}
