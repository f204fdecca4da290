import type { Canvas } from "./canvas.ts";
import type { Random } from "./random.ts";

/** How a camera and the day's air change colours: one per scene. */
export interface Exposure {
  readonly gain: readonly [number, number, number];
  readonly lift: readonly [number, number, number];
  readonly noise: number;
  readonly seed: number;
}

export function exposureOf(seed: number, source: Random): Exposure {
  const light = source.between(0.93, 1.06);
  const warmth = source.between(-0.03, 0.012);
  return {
    gain: [light * (1 + warmth), light, light * (1 - warmth)],
    lift: [source.between(-3, 3), source.between(-2, 4), source.between(-2, 7)],
    noise: source.between(0.7, 1.4),
    seed: Math.imul(seed | 0, 0x9e3779b1),
  };
}

/** What is left of the light in a cast shadow; the sky lights it blue. */
export function applyShade({ rgb, shade }: Canvas): void {
  for (let i = 0; i < shade.length; i++) {
    if (shade[i] === 0) continue;
    const at = 3 * i;
    rgb[at] = rgb[at]! * 0.36 + 4;
    rgb[at + 1] = rgb[at + 1]! * 0.38 + 7;
    rgb[at + 2] = rgb[at + 2]! * 0.41 + 13;
  }
}

/**
 * The canvas without its outermost samples, as 8-bit pixels: blurred by a lens (weights 0.17, 0.66, 0.17 each way),
 * exposed, with sensor noise that depends on the scene pixel alone.
 */
export function develop(canvas: Canvas, { gain, lift, noise, seed }: Exposure): Uint8Array<ArrayBuffer> {
  const { rgb, width, height, step } = canvas;
  const innerWidth = width - 2;
  const innerHeight = height - 2;
  const out = new Uint8ClampedArray(innerWidth * innerHeight * 3);
  const stride = width * 3;
  const vertical = new Float32Array(stride);
  const amplitude = noise / 37; // deviation of the sum of two uniform 6-bit numbers around 63 is about 26
  for (let row = 0; row < innerHeight; row++) {
    const first = row * stride;
    for (let k = 0; k < stride; k++) {
      const at = first + k;
      vertical[k] = 0.17 * (rgb[at]! + rgb[at + 2 * stride]!) + 0.66 * rgb[at + stride]!;
    }
    const y = canvas.y0 + (row + 1) * step;
    let to = row * innerWidth * 3;
    for (let column = 0; column < innerWidth; column++) {
      let h = seed ^ Math.imul(canvas.x0 + (column + 1) * step, 0x85ebca6b) ^ Math.imul(y, 0x27d4eb2f);
      h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
      h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
      h ^= h >>> 15;
      const from = 3 * column;
      // grey noise that the bands share and a smaller one of their own
      const grey = ((h & 63) + ((h >>> 6) & 63) - 63) * amplitude;
      for (let k = 0; k < 3; k++) {
        const value = 0.17 * (vertical[from + k]! + vertical[from + k + 6]!) + 0.66 * vertical[from + k + 3]!;
        const own = (((h >>> (12 + 6 * k)) & 63) - 31.5) * amplitude * 0.8;
        out[to++] = value * gain[k]! + lift[k]! + grey + own;
      }
    }
  }
  return new Uint8Array(out.buffer);
}
