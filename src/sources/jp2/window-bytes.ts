import type { RasterFile } from "../raster-file.ts";
import { type Component, unsupported } from "./codestream.ts";
import type { Area } from "./geometry.ts";
import type { Kernel, Plane } from "./kernel.ts";

/**
 * `area` of the components in `order`, as interleaved bytes: the inverse colour transform on the first three where
 * `transformed` (ISO/IEC 15444-1 annex G), then the level shift, rounding and clamping.
 */
export function windowBytes(
  kernel: Kernel,
  planes: readonly Plane[],
  area: Area,
  components: readonly Component[],
  order: readonly number[],
  transformed: boolean,
  file: RasterFile,
): Uint8Array {
  if (transformed) {
    const [first, second, third] = planes as [Plane, Plane, Plane];
    const alike = [second, third].every(
      ({ data }) => data.length === first.data.length && data.constructor === first.data.constructor,
    );
    if (!alike) throw unsupported(file, "MCT");
    kernel.untransform(first, second, third);
  }
  return kernel.interleaved(
    order.map((component) => ({ plane: planes[component] as Plane, bits: (components[component] as Component).bits })),
    area,
  );
}
