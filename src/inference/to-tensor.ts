import type * as OnnxRuntime from "onnxruntime-web";
import { appError } from "../core/errors.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterWindow } from "../core/raster/window.ts";

/** Where a window holds each band a model may ask for. */
const positions: Readonly<Record<string, number>> = { red: 0, green: 1, blue: 2 };

/**
 * A window's interleaved bytes as the graph wants them: as they are, or as normalised floats, channels last or first,
 * bands in its own order.
 */
export function toTensor(
  { Tensor }: Pick<typeof OnnxRuntime, "Tensor">,
  { input, normalisation, windowPx }: ModelManifest,
  window: RasterWindow,
): OnnxRuntime.Tensor {
  const bands = input.bands.length;
  if (window.width !== windowPx || window.height !== windowPx || window.bands !== bands)
    throw appError("internal", { detail: `window ${window.width}×${window.height}×${window.bands}` });
  const from = input.bands.map((band, index) => positions[band] ?? index);
  const inOrder = from.every((position, index) => position === index);
  const channelsLast = input.layout === "nhwc";
  const dims = channelsLast ? [1, windowPx, windowPx, bands] : [1, bands, windowPx, windowPx];
  if (input.type === "uint8" && channelsLast && inOrder) return new Tensor("uint8", window.pixels, dims);
  const plane = windowPx * windowPx;
  const values = input.type === "uint8" ? new Uint8Array(plane * bands) : new Float32Array(plane * bands);
  for (let band = 0; band < bands; band++) {
    const mean = normalisation.inGraph ? 0 : normalisation.mean[band]!;
    const std = normalisation.inGraph ? 1 : normalisation.std[band]!;
    for (let pixel = 0; pixel < plane; pixel++) {
      const at = channelsLast ? pixel * bands + band : band * plane + pixel;
      values[at] = (window.pixels[pixel * bands + from[band]!]! - mean) / std;
    }
  }
  return values instanceof Uint8Array ? new Tensor("uint8", values, dims) : new Tensor("float32", values, dims);
}
