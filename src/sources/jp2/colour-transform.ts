import type { Component } from "./codestream.ts";
import type { Area } from "./geometry.ts";
import type { Plane } from "./kernel.ts";

/** The bytes of one row of a window, all samples of a pixel together. */
interface Row {
  readonly bytes: Uint8ClampedArray;
  readonly start: number;
  readonly width: number;
  readonly samples: number;
}

/**
 * `area` of the components in `order`, as interleaved bytes: the inverse colour transform on the first three where
 * `transformed` (ISO/IEC 15444-1 annex G), then the level shift, rounding and clamping (`Uint8ClampedArray` does both).
 */
export function toBytes(
  planes: readonly Plane[],
  area: Area,
  components: readonly Component[],
  order: readonly number[],
  transformed: boolean,
): Uint8ClampedArray {
  const width = area.x1 - area.x0;
  const samples = order.length;
  const bytes = new Uint8ClampedArray(width * (area.y1 - area.y0) * samples);
  for (let y = area.y0; y < area.y1; y++) {
    const row = { bytes, start: (y - area.y0) * width * samples, width, samples };
    if (transformed) untransform(planes, area, y, width);
    for (const [at, component] of order.entries()) {
      const plane = planes[component] as Plane;
      const { data } = plane;
      const from = placeIn(plane, area.x0, y);
      const shift = 2 ** ((components[component] as Component).bits - 1);
      if (data instanceof Int32Array) shiftWhole(data, from, shift, row, at);
      else shiftReal(data, from, shift, row, at);
    }
  }
  return bytes;
}

function placeIn({ area, pitch }: Plane, x: number, y: number): number {
  return (y - area.y0) * pitch + x - area.x0;
}

function shiftWhole(data: Int32Array, from: number, shift: number, row: Row, at: number): void {
  const { bytes, start, width, samples } = row;
  for (let column = 0, to = start + at; column < width; column++, to += samples) {
    bytes[to] = (data[from + column] as number) + shift;
  }
}

function shiftReal(data: Float32Array, from: number, shift: number, row: Row, at: number): void {
  const { bytes, start, width, samples } = row;
  for (let column = 0, to = start + at; column < width; column++, to += samples) {
    bytes[to] = (data[from + column] as number) + shift;
  }
}

/** Row `y` of the first three components, in place. */
function untransform(planes: readonly Plane[], area: Area, y: number, width: number): void {
  const [first, second, third] = planes.slice(0, 3).map((plane) => {
    const from = placeIn(plane, area.x0, y);
    return plane.data.subarray(from, from + width);
  }) as [Plane["data"], Plane["data"], Plane["data"]];
  if (first instanceof Int32Array) untransformReversible(first, second as Int32Array, third as Int32Array);
  else untransformIrreversible(first, second as Float32Array, third as Float32Array);
}

/** (G-6) to (G-8) */
function untransformReversible(y: Int32Array, u: Int32Array, v: Int32Array): void {
  for (let at = 0; at < y.length; at++) {
    const blueness = u[at] as number;
    const redness = v[at] as number;
    const green = (y[at] as number) - ((blueness + redness) >> 2);
    y[at] = redness + green;
    u[at] = green;
    v[at] = blueness + green;
  }
}

/** (G-12) to (G-14) */
function untransformIrreversible(y: Float32Array, cb: Float32Array, cr: Float32Array): void {
  for (let at = 0; at < y.length; at++) {
    const luminance = y[at] as number;
    const blueness = cb[at] as number;
    const redness = cr[at] as number;
    y[at] = luminance + 1.402 * redness;
    cb[at] = luminance - 0.344136 * blueness - 0.714136 * redness;
    cr[at] = luminance + 1.772 * blueness;
  }
}
