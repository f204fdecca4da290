import type { Differences } from "../../core/ports/image-decoder.ts";
import type { Kernel } from "./kernel.ts";
import { type Packing, swapped } from "./sample-array.ts";

/** TIFF's numbers */
export const PREDICTOR = { none: 1, horizontal: 2, floatingPoint: 3 } as const;

/** Undoes a predictor in whole rows. Gives little-endian samples, whatever the file's byte order. */
export function undoPredictor(bytes: Uint8Array, predictor: number, packing: Packing, kernel: Kernel): Uint8Array {
  if (predictor === PREDICTOR.floatingPoint) return undoFloatingPoint(bytes, packing, kernel);
  // Byte order first, then the differences: that is the order libtiff has.
  const ordered = packing.littleEndian ? bytes : swapped(bytes, packing.bits / 8);
  return kernel.undoHorizontal(ordered, differencesOf(packing));
}

/** How the samples of predictor 2 lie. */
export function differencesOf({ bits, width, samples }: Packing): Differences {
  const pixelBytes = (samples * bits) / 8;
  return { rowBytes: width * pixelBytes, pixelBytes, sampleBytes: bits / 8 };
}

/**
 * Floating-point prediction (Adobe Photoshop TIFF Technical Note 3): the bytes of a row's values lie most significant
 * first, all first bytes, then all second ones, as horizontal differences.
 */
function undoFloatingPoint(data: Uint8Array, { bits, width, samples }: Packing, kernel: Kernel): Uint8Array {
  const valueBytes = bits / 8;
  const values = width * samples;
  const rowBytes = values * valueBytes;
  const bytes = kernel.undoHorizontal(data, { rowBytes, pixelBytes: samples, sampleBytes: 1 });
  const out = new Uint8Array(bytes.length);
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let value = 0; value < values; value++) {
      for (let byte = 0; byte < valueBytes; byte++) {
        out[row + value * valueBytes + byte] = bytes[row + (valueBytes - 1 - byte) * values + value] as number;
      }
    }
  }
  return out;
}
