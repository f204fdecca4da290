import type { Component } from "./codestream.ts";
import type { Area } from "./geometry.ts";
import type { Samples } from "./wavelet.ts";

interface Plane {
  readonly data: Samples;
  /** what the data covers, `area` or more */
  readonly area: Area;
}

/**
 * `area` of all components as interleaved bytes: the inverse colour transform, reversible or not, on the first three
 * where `transformed` (ISO/IEC 15444-1 annex G), then the level shift and clamping to each component's range.
 */
export function toBytes(
  planes: readonly Plane[],
  area: Area,
  components: readonly Component[],
  transformed: boolean,
): Uint8Array {
  const width = area.x1 - area.x0;
  const height = area.y1 - area.y0;
  const count = planes.length;
  const bytes = new Uint8Array(width * height * count);
  const [first, second, third] = planes;
  const starts = new Int32Array(count);
  for (let row = 0; row < height; row++) {
    for (const [index, plane] of planes.entries()) {
      const pitch = plane.area.x1 - plane.area.x0;
      starts[index] = (area.y0 + row - plane.area.y0) * pitch + area.x0 - plane.area.x0;
    }
    if (transformed && first !== undefined && second !== undefined && third !== undefined) {
      const untransform = first.data instanceof Int32Array ? untransformReversible : untransformIrreversible;
      untransform(first.data, second.data, third.data, starts, width);
    }
    for (const [index, { data }] of planes.entries()) {
      const { bits } = components[index] as Component;
      // A rounded float: half is added, the bits are cut.
      const shift = 2 ** (bits - 1) + (data instanceof Int32Array ? 0 : 0.5);
      const most = 2 ** bits - 1;
      let to = row * width * count + index;
      const start = starts[index] as number;
      for (let at = start; at < start + width; at++, to += count) {
        const value = (data[at] as number) + shift;
        bytes[to] = value < 0 ? 0 : value > most ? most : value;
      }
    }
  }
  return bytes;
}

/** (G-6) to (G-8), one row in place. */
function untransformReversible(y: Samples, u: Samples, v: Samples, starts: Int32Array, width: number): void {
  const [yAt = 0, uAt = 0, vAt = 0] = starts;
  for (let at = 0; at < width; at++) {
    const blueness = u[uAt + at] as number;
    const redness = v[vAt + at] as number;
    const green = (y[yAt + at] as number) - ((blueness + redness) >> 2);
    y[yAt + at] = redness + green;
    u[uAt + at] = green;
    v[vAt + at] = blueness + green;
  }
}

/** (G-12) to (G-14), one row in place. */
function untransformIrreversible(y: Samples, cb: Samples, cr: Samples, starts: Int32Array, width: number): void {
  const [yAt = 0, cbAt = 0, crAt = 0] = starts;
  for (let at = 0; at < width; at++) {
    const luminance = y[yAt + at] as number;
    const blueness = cb[cbAt + at] as number;
    const redness = cr[crAt + at] as number;
    y[yAt + at] = luminance + 1.402 * redness;
    cb[cbAt + at] = luminance - 0.344136 * blueness - 0.714136 * redness;
    cr[crAt + at] = luminance + 1.772 * blueness;
  }
}
