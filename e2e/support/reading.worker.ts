import { browserDecoder } from "../../src/sources/browser-decoder.ts";
import { openRaster } from "../../src/sources/registry.ts";
import { unpackPool } from "../../src/workers/unpack-pool.ts";

export interface Asked {
  readonly file: File;
  readonly square: number;
  /** a global that the browser is to lack */
  readonly without?: string | undefined;
}

/** A segmentation on two inference workers reads as many windows at once. */
const LANES = 2;

/**
 * Reads the whole of a file at full size in squares, as the segmentation does, and answers the seconds it took and the
 * last square's pixels.
 */
self.addEventListener("message", async ({ data }: MessageEvent<Asked>) => {
  try {
    if (data.without !== undefined) Reflect.deleteProperty(globalThis, data.without);
    const started = performance.now();
    const source = await openRaster(data.file, { decoder: { ...browserDecoder(), ...unpackPool() } });
    const { width, height } = source.grid;
    const squares: (readonly [column: number, row: number])[] = [];
    for (let row = 0; row < height; row += data.square)
      for (let column = 0; column < width; column += data.square) squares.push([column, row]);
    let pixels: Uint8Array | undefined;
    const lane = async () => {
      for (let next = squares.shift(); next !== undefined; next = squares.shift()) {
        const [column, row] = next;
        ({ pixels } = await source.read({ column, row, width: data.square, height: data.square }, 0));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    self.postMessage({ seconds: (performance.now() - started) / 1000, megapixels: (width * height) / 1e6, pixels });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
