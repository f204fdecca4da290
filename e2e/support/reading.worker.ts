import { browserDecoder } from "../../src/sources/browser-decoder.ts";
import { openRaster } from "../../src/sources/registry.ts";

/** Reads the whole of a file at full size in squares, as the segmentation does, and answers the seconds it took. */
self.addEventListener("message", async ({ data }: MessageEvent<{ file: File; square: number }>) => {
  try {
    const started = performance.now();
    const source = await openRaster(data.file, { decoder: browserDecoder() });
    const { width, height } = source.grid;
    for (let row = 0; row < height; row += data.square)
      for (let column = 0; column < width; column += data.square)
        await source.read({ column, row, width: data.square, height: data.square }, 0);
    self.postMessage({ seconds: (performance.now() - started) / 1000, megapixels: (width * height) / 1e6 });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
