import { put, rectanglePainting, type Shader } from "./canvas.ts";
import { type Frame, moveFrame, rectangle } from "./geometry.ts";
import { type Colour, numero } from "./ground.ts";
import type { Layers } from "./layers.ts";
import { at, cloudy, fine, grainy, patchy, tufted } from "./noise.ts";
import type { Random } from "./random.ts";
import { type Sun, shadowOf } from "./sun.ts";

const tileReds: readonly Colour[] = [
  [196, 173, 155],
  [185, 161, 144],
  [207, 186, 168],
  [178, 152, 135],
  [191, 164, 146],
  [199, 179, 164],
];
const slates: readonly Colour[] = [
  [104, 108, 115],
  [118, 119, 123],
];
const flats: readonly Colour[] = [
  [206, 204, 199],
  [171, 170, 166],
  [150, 151, 152],
];
const claddings: readonly Colour[] = [
  [214, 213, 210],
  [182, 184, 186],
  [150, 155, 160],
  [141, 112, 110],
  [196, 188, 176],
];

/** Metric coordinates of scene pixels in a frame; the second axis is the frame's left normal. */
function localOf({ x: fx, y: fy, ux, uy }: Frame, x: number, y: number): [u: number, v: number] {
  const dx = (x + 0.5) * 0.2 - fx;
  const dy = (y + 0.5) * 0.2 - fy;
  return [dx * ux + dy * uy, dy * ux - dx * uy];
}

/** A pitched roof: each side lit by how it faces the sun; with hips, the two ends slope too. */
function pitchedRoof(
  frame: Frame,
  halfU: number,
  halfV: number,
  hipped: boolean,
  colour: Colour,
  sun: Sun,
  source: Random,
): Shader {
  const towards = (nx: number, ny: number) => 1 + 0.19 * (nx * sun.x + ny * sun.y);
  const [sideA, sideB] = [towards(-frame.uy, frame.ux), towards(frame.uy, -frame.ux)];
  const [endA, endB] = [towards(frame.ux, frame.uy), towards(-frame.ux, -frame.uy)];
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  const wear = source.between(3, 6.5);
  return (rgb, index, x, y) => {
    const [u, v] = localOf(frame, x, y);
    const fromEnd = halfU - Math.abs(u);
    const fromSide = halfV - Math.abs(v);
    const onEnd = hipped && fromEnd < fromSide;
    const side = onEnd ? (u > 0 ? endA : endB) : v > 0 ? sideA : sideB;
    const ridge = !onEnd && Math.abs(v) < 0.17 ? 0.05 : 0;
    // courses of tiles run down the slope
    const course = 2 * Math.sin((onEnd ? v : u) * 9.5 + at(grainy, x + ox, y));
    const texture =
      course + wear * (1.3 * at(fine, x + ox, y + oy) + 0.7 * at(tufted, x + oy, y + ox) + 0.7 * at(patchy, x - ox, y));
    const light = side + ridge;
    put(rgb, index, colour[0] * light + texture, colour[1] * light + texture * 0.95, colour[2] * light + texture * 0.9);
    return numero.building;
  };
}

/** A flat or low roof of membrane or metal sheets, with a rim and skylights where it is large. */
function flatRoof(frame: Frame, halfU: number, halfV: number, colour: Colour, large: boolean, source: Random): Shader {
  const ox = source.integer(0, 511);
  const oy = source.integer(0, 511);
  const seam = source.pick([1, 1.2, 2.4]);
  const skylights = large && source.chance(0.8);
  const [stepU, stepV] = [source.between(7, 11), source.between(8, 13)];
  return (rgb, index, x, y) => {
    const [u, v] = localOf(frame, x, y);
    const edge = Math.min(halfU - Math.abs(u), halfV - Math.abs(v));
    let texture = 3.5 * at(fine, x + ox, y) + 3 * at(cloudy, x + oy, y) + 2.5 * at(tufted, x, y + ox);
    if (large)
      texture += 2.2 * Math.sin((u / seam) * 6.2832) + 3 * Math.max(0, at(patchy, ((u * 3) | 0) + ox, (v | 0) + oy));
    if (edge < 0.45) texture += 20;
    else if (edge < 0.8) texture -= 22;
    else if (skylights && edge > 3) {
      const inU = (u + 200) % stepU;
      const inV = (v + 200) % stepV;
      if (inU < 1.2 && inV < 2.6) texture += inU < 0.3 ? -20 : 46;
    }
    put(rgb, index, colour[0] + texture, colour[1] + texture, colour[2] + texture);
    return numero.building;
  };
}

/** A house: roof, shadow, sometimes a wing, a chimney, solar panels. */
export function addHouse(layers: Layers, frame: Frame, halfU: number, halfV: number, sun: Sun, source: Random): void {
  const kind = source.next();
  const height = source.between(4.2, 7);
  const colour = kind < 0.8 ? source.pick(tileReds) : kind < 0.88 ? source.pick(slates) : source.pick(flats);
  const add = (place: Frame, hu: number, hv: number, tall: number) => {
    const hipped = hu > hv * 1.15 && source.chance(0.35);
    const roof =
      kind < 0.88
        ? pitchedRoof(place, hu, hv, hipped, colour, sun, source)
        : flatRoof(place, hu, hv, colour, false, source);
    layers.shadow.push(shadowOf(rectangle(place, hu, hv), tall, sun));
    layers.object.push(rectanglePainting(place, hu, hv, roof));
  };
  const winged = source.chance(0.38) && halfU > 5;
  if (winged) {
    const wing = source.between(0.45, 0.6);
    const side = source.chance(0.5) ? 1 : -1;
    add(moveFrame(frame, side * halfU * (1 - wing), -halfV * 0.12), halfU * wing, halfV * 1.12, height - 0.6);
  }
  add(frame, halfU, halfV * 0.88, height);
  if (source.chance(0.5)) {
    const chimney = moveFrame(frame, halfU * source.between(-0.6, 0.6), halfV * source.between(-0.3, 0.3));
    layers.object.push(
      rectanglePainting(moveFrame(chimney, -sun.x * 0.5, -sun.y * 0.5), 0.5, 0.4, (rgb, index) => {
        for (let k = 0; k < 3; k++) rgb[index + k]! *= 0.72;
        return numero.building;
      }),
      rectanglePainting(chimney, 0.4, 0.35, (rgb, index) => {
        put(rgb, index, 205, 198, 190);
        return numero.building;
      }),
    );
  }
  if (kind < 0.88 && source.chance(0.12)) {
    const lit = -frame.uy * sun.x + frame.ux * sun.y > 0 ? 1 : -1;
    const panel = moveFrame(frame, halfU * source.between(-0.3, 0.3), lit * halfV * 0.45);
    layers.object.push(rectanglePainting(panel, Math.min(2.6, halfU * 0.5), halfV * 0.26, solarPanels(panel)));
  }
}

function solarPanels(frame: Frame): Shader {
  return (rgb, index, x, y) => {
    const [u, v] = localOf(frame, x, y);
    const line = (u + 300) % 1 < 0.2 || (v + 300) % 1.6 < 0.2;
    const value = line ? 40 : 2 * at(fine, x, y);
    put(rgb, index, 52 + value, 60 + value, 78 + value);
    return numero.building;
  };
}

/** A warehouse, shop or barn. */
export function addHall(layers: Layers, frame: Frame, halfU: number, halfV: number, sun: Sun, source: Random): void {
  const colour = source.pick(claddings);
  layers.shadow.push(shadowOf(rectangle(frame, halfU, halfV), source.between(6, 9), sun));
  const solar = source.chance(0.08);
  layers.object.push(
    rectanglePainting(frame, halfU, halfV, flatRoof(frame, halfU, halfV, colour, true, source)),
    ...(solar ? [rectanglePainting(frame, halfU - 3, halfV - 3, solarPanels(frame))] : []),
  );
}

/** A row of plastic tunnels side by side. */
export function addGreenhouse(
  layers: Layers,
  frame: Frame,
  halfU: number,
  halfV: number,
  sun: Sun,
  source: Random,
): void {
  const tunnel = source.between(6, 8.5);
  const tone = source.between(-10, 10);
  const lit = -frame.uy * sun.x + frame.ux * sun.y;
  layers.shadow.push(shadowOf(rectangle(frame, halfU, halfV), 3, sun));
  layers.object.push(
    rectanglePainting(frame, halfU, halfV, (rgb, index, x, y) => {
      const [u, v] = localOf(frame, x, y);
      const across = ((v + 400) % tunnel) / tunnel - 0.5;
      const rib = (u + 400) % 2.5 < 0.25 ? 10 : 0;
      const gutter = Math.abs(across) > 0.46 ? -45 : 0;
      const value = tone + 26 * across * lit * 2 + rib + gutter + 3 * at(fine, x, y) + 4 * at(patchy, x, y);
      put(rgb, index, 186 + value, 192 + value, 189 + value);
      return numero.greenhouse;
    }),
  );
}
