import { type LineShader, lineOf, linePainting, type Shader } from "./canvas.ts";
import { parkedCar } from "./cars.ts";
import { frameAt, moveFrame } from "./geometry.ts";
import { asphalt, concrete } from "./ground.ts";
import type { Block, Rect } from "./lattice.ts";
import type { Layers } from "./layers.ts";
import { addLot } from "./lot.ts";
import type { Random } from "./random.ts";
import type { Sun } from "./sun.ts";

export interface HousingStyle {
  /** metres along the street */
  readonly lotWidth: readonly [number, number];
  /** houses touch their neighbours */
  readonly terraced: boolean;
  /** lots without a house yet, 0–1 */
  readonly unbuilt: number;
  /** streets go on to the roads beside the block; else they end inside the rectangle */
  readonly open: boolean;
}

export const detached: HousingStyle = { lotWidth: [15, 22], terraced: false, unbuilt: 0.04, open: true };
export const terraced: HousingStyle = { lotWidth: [8.5, 11.5], terraced: true, unbuilt: 0, open: true };

/** What open ground becomes: nothing leaves it. */
export const estates = {
  housing: { ...detached, open: false },
  terraces: { ...terraced, open: false },
  site: { lotWidth: [18, 25], terraced: false, unbuilt: 0.75, open: false },
} as const satisfies Record<string, HousingStyle>;
export type Estate = keyof typeof estates;

const streetHalfWidth = 2.6;
const pavementWidth = 1.3;
/** how far inside its rectangle a closed street ends: its square end may stand askew */
const endMetres = 1.6;

/**
 * Fills a rectangle with rows of lots on both sides of streets that run along s: two rows to a street.
 * Everything, crowns too, stays inside the rectangle, but for open streets.
 */
export function addHousing(
  layers: Layers,
  block: Block,
  rect: Rect,
  style: HousingStyle,
  sun: Sun,
  source: Random,
): void {
  const streets = streetsIn(block, rect, style);
  const dt = (rect.t1 - rect.t0) / streets.length;
  const dStreet = (streetHalfWidth + pavementWidth) / block.height;
  for (const [k, middle] of streets.entries()) {
    const rows: readonly (readonly [Rect, boolean])[] = [
      [{ ...rect, t0: rect.t0 + k * dt, t1: middle - dStreet }, true],
      [{ ...rect, t0: middle + dStreet, t1: rect.t0 + (k + 1) * dt }, false],
    ];
    for (const [row, streetBelow] of rows) {
      for (const lot of cutRow(block, row, style, source))
        addLot(
          layers,
          block,
          lot,
          streetBelow,
          { terraced: style.terraced, built: !source.chance(style.unbuilt), strict: !style.open },
          sun,
        );
    }
    addStreet(layers, block, rect, middle, style.open, sun, source);
  }
}

/** t of the middle of every street that a rectangle filled with housing has. */
export function streetsIn(block: Block, rect: Rect, { terraced }: HousingStyle): number[] {
  const height = (rect.t1 - rect.t0) * block.height;
  const depth = terraced ? 23 : 26;
  const count = Math.max(1, Math.round(height / (2 * depth + 2 * streetHalfWidth)));
  return Array.from({ length: count }, (_, k) => rect.t0 + (k + 0.5) * ((rect.t1 - rect.t0) / count));
}

function cutRow(block: Block, row: Rect, style: HousingStyle, source: Random): Rect[] {
  const width = (row.s1 - row.s0) * block.width;
  const count = Math.max(1, Math.round(width / source.between(...style.lotWidth)));
  const cuts = Array.from({ length: count + 1 }, (_, k) => {
    const shift = k === 0 || k === count || style.terraced ? 0 : source.between(-0.13, 0.13);
    return row.s0 + ((row.s1 - row.s0) * (k + shift)) / count;
  });
  return cuts.slice(1).map((s1, k) => ({ ...row, s0: cuts[k]!, s1 }));
}

function addStreet(layers: Layers, block: Block, rect: Rect, t: number, open: boolean, sun: Sun, source: Random): void {
  const reach = (open ? 0.5 : -endMetres) / block.width;
  const [s0, s1] = [rect.s0 - reach, rect.s1 + reach];
  const line = lineOf(Array.from({ length: 13 }, (_, k) => block.at(s0 + ((s1 - s0) * k) / 12, t)));
  // square ends: a round one would leave the rectangle
  const squared =
    (shader: Shader): LineShader =>
    (rgb, index, x, y, along) =>
      along < 0 || along > line.length ? 0 : shader(rgb, index, x, y);
  const tarmac = asphalt(source);
  const surface = squared(tarmac);
  const pavement = squared(concrete(source));
  layers.ground.push(
    linePainting(line, streetHalfWidth + pavementWidth, pavement),
    linePainting(line, streetHalfWidth, surface),
  );
  if (open) {
    const junctions = [
      { kind: block.edges.left, from: rect.s0, to: 0 },
      { kind: block.edges.right, from: rect.s1, to: 1 },
    ].filter(({ kind }) => kind === "main" || kind === "street");
    for (const { from, to } of junctions) {
      layers.road.push(linePainting(lineOf([block.at(from, t), block.at(to, t)]), streetHalfWidth, tarmac));
    }
  }
  for (let s = rect.s0 + 0.05; s < rect.s1 - 0.05; s += 0.055) {
    if (!source.chance(0.28)) continue;
    const side = source.chance(0.5) ? 1 : -1;
    const frame = frameAt(block.at(s, t), block.at(s - 0.01, t), block.at(s + 0.01, t));
    const car = parkedCar(moveFrame(frame, 0, side * (streetHalfWidth - 0.9)), sun, source);
    layers.object.push(car.body);
    layers.shadow.push(car.shadow);
  }
}
