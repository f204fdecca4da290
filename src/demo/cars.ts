import { type Painting, put, rectanglePainting, type Shader, shadePainting } from "./canvas.ts";
import { type Frame, rectangle, sweep } from "./geometry.ts";
import type { Colour } from "./ground.ts";
import { at, grainy } from "./noise.ts";
import { hash, type Random } from "./random.ts";
import type { Sun } from "./sun.ts";

const paints: readonly Colour[] = [
  [222, 223, 224],
  [214, 214, 212],
  [168, 170, 173],
  [120, 123, 128],
  [60, 62, 68],
  [48, 50, 56],
  [128, 62, 60],
  [226, 226, 226],
  [92, 95, 99],
  [60, 88, 128],
  [196, 196, 196],
];

/** Colours a car's pixel by its place in the car: windscreens, roof, dark edges. The ground's class stays. */
function carColour(rgb: Float32Array, index: number, u: number, v: number, [r, g, b]: Colour): void {
  const glass = (u > 0.55 && u < 1.2) || (u < -1.25 && u > -1.75);
  const side = Math.abs(v) > 0.75 ? 0.75 : 1;
  const light = glass ? 0.32 : side;
  put(rgb, index, r * light, g * light, b * light + (glass ? 8 : 0));
}

/** A car and its shadow, for the layers `object` and `shadow`. */
export function parkedCar(frame: Frame, sun: Sun, source: Random): { body: Painting; shadow: Painting } {
  const paint = source.pick(paints);
  const shader: Shader = (rgb, index, x, y) => {
    const dx = (x + 0.5) * 0.2 - frame.x;
    const dy = (y + 0.5) * 0.2 - frame.y;
    carColour(rgb, index, dx * frame.ux + dy * frame.uy, dy * frame.ux - dx * frame.uy, paint);
    return 0;
  };
  const footprint = rectangle(frame, 2.1, 0.9);
  return {
    body: rectanglePainting(frame, 2.1, 0.9, shader),
    shadow: shadePainting(sweep(footprint, -sun.x * 1.4 * sun.shadow, -sun.y * 1.4 * sun.shadow)),
  };
}

/**
 * Rows of bays 5 m deep on both sides of lanes 6 m wide, white lines between, some taken. Bays lie within halfU and
 * halfV metres of the frame's origin, the rest is plain ground.
 */
export function carParkMarks(
  frame: Frame,
  halfU: number,
  halfV: number,
  ground: Shader,
  occupancy: number,
  key: number,
): Shader {
  return (rgb, index, x, y) => {
    const cosia = ground(rgb, index, x, y);
    const dx = (x + 0.5) * 0.2 - frame.x;
    const dy = (y + 0.5) * 0.2 - frame.y;
    const u = dx * frame.ux + dy * frame.uy + 500;
    const v = dy * frame.ux - dx * frame.uy + 500;
    const inModule = v % 16;
    if (inModule > 5 && inModule < 11) return cosia;
    const bay = Math.floor(u / 2.5);
    const rowMiddle = v - inModule + (inModule < 8 ? 2.5 : 13.5) - 500;
    if (Math.abs(bay * 2.5 + 1.25 - 500) > halfU || Math.abs(rowMiddle) > halfV) return cosia;
    const inBay = u - bay * 2.5 - 1.25;
    if (Math.abs(inBay) > 1.1) {
      const line = 76 + 8 * at(grainy, x, y);
      for (let k = 0; k < 3; k++) rgb[index + k]! += line;
      return cosia;
    }
    const bits = hash(key, bay, Math.floor(v / 16), inModule > 8 ? 1 : 0);
    if ((bits & 255) < occupancy * 256 && Math.abs(inBay) < 0.9) {
      const along = (inModule < 5 ? inModule - 2.5 : inModule - 13.5) * (bits & 256 ? 1 : -1);
      if (Math.abs(along) < 2.1) carColour(rgb, index, along, inBay, paints[(bits >>> 9) % paints.length]!);
    } else if (inBay < -0.6 && inModule > 0.5 && inModule < 4.5) {
      // oil and tyres have darkened the empty bays
      rgb[index]! -= 3;
    }
    return cosia;
  };
}
