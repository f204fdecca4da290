import { hash } from "./random.ts";

/**
 * Textures of Gaussian noise that repeat every 512 pixels, unit variance, smooth over 1 to 32 pixels. A lookup costs
 * a few nanoseconds where computed noise costs a hundred; each parcel looks from its own offset, which hides the period.
 */
export const noiseSize = 512;
const area = noiseSize * noiseSize;

export const fine = smoothNoise(1, 0.75);
export const grainy = smoothNoise(2, 1.6);
export const tufted = smoothNoise(3, 3.2);
export const patchy = smoothNoise(4, 7);
export const cloudy = smoothNoise(5, 16);
export const vast = smoothNoise(6, 40);

/** The noise at a pixel, any integers. */
export function at(texture: Float32Array, x: number, y: number): number {
  return texture[((y & 511) << 9) | (x & 511)]!;
}

function smoothNoise(key: number, sigma: number): Float32Array {
  let values = new Float32Array(area);
  for (let i = 0; i < area; i++) values[i] = (hash(key, i) & 0xffff) - 0x7fff;
  values = blurRowsThenTranspose(blurRowsThenTranspose(values, sigma), sigma);
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / area;
  const deviation = Math.sqrt(squares / area - mean * mean);
  for (let i = 0; i < area; i++) values[i] = (values[i]! - mean) / deviation;
  return values;
}

/** A wrapped Gaussian along rows: exact kernel when short, three box filters when long. */
function blurRowsThenTranspose(values: Float32Array, sigma: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(area);
  const kernel = sigma < 2 ? gaussian(sigma) : undefined;
  const half = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  let row = new Float32Array(noiseSize);
  for (let y = 0; y < noiseSize; y++) {
    row = values.slice(y * noiseSize, (y + 1) * noiseSize);
    if (kernel) row = convolve(row, kernel);
    else for (let pass = 0; pass < 3; pass++) row = boxFilter(row, half);
    for (let x = 0; x < noiseSize; x++) out[x * noiseSize + y] = row[x]!;
  }
  return out;
}

function gaussian(sigma: number): number[] {
  const reach = Math.ceil(3 * sigma);
  return Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
}

function convolve(row: Float32Array, kernel: readonly number[]): Float32Array<ArrayBuffer> {
  const reach = (kernel.length - 1) / 2;
  const out = new Float32Array(noiseSize);
  for (let x = 0; x < noiseSize; x++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += row[(x + k) & 511]! * kernel[k + reach]!;
    out[x] = sum;
  }
  return out;
}

function boxFilter(row: Float32Array, half: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(noiseSize);
  let sum = 0;
  for (let x = -half; x <= half; x++) sum += row[x & 511]!;
  for (let x = 0; x < noiseSize; x++) {
    out[x] = sum / (2 * half + 1);
    sum += row[(x + half + 1) & 511]! - row[(x - half) & 511]!;
  }
  return out;
}
