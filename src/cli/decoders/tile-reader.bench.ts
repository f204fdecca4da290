import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bench, describe } from "vitest";
import { openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/**
 * A real orthophoto (26 Mpx) read in 512² windows, row by row, two at a time as a run does, against GDAL reading the
 * same file in one thread in the same run (`gdal_translate -of MEM`, its start included). Each format prints the Mpx/s
 * of both, medians, and their ratio.
 */
const ortho = fileURLToPath(new URL("../../../../shared/data/ortho/beziers_0721-6249_jpeg_cog.tif", import.meta.url));
const WINDOW_PX = 512;
const LANES = 2;
const few = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };
const tiles = ["-co", "TILED=YES", "-co", "BLOCKXSIZE=512", "-co", "BLOCKYSIZE=512"];
const predictor = ["-co", "PREDICTOR=2"];

const formats: Readonly<Record<string, readonly string[] | undefined>> = {
  "JPEG COG": undefined,
  "deflate, predictor, tiles of 512": ["-co", "COMPRESS=DEFLATE", ...predictor, ...tiles],
  "LZW, predictor, strips": ["-co", "COMPRESS=LZW", ...predictor],
  "ZSTD, predictor, tiles of 512": ["-co", "COMPRESS=ZSTD", ...predictor, ...tiles],
  "raw strips": [],
};

describe.skipIf(!existsSync(ortho) || !hasGdal())("26 Mpx (skipped without ../shared/data or gdal-bin)", () => {
  for (const [name, options] of Object.entries(formats)) {
    describe(name, () => {
      const folder: GdalFolder = gdalFolder();
      const path = options === undefined ? ortho : folder.translate(ortho, "bench.tif", options);
      const mpxPerSecond = { ours: [] as number[], gdal: [] as number[] };
      bench(
        "GDAL",
        () => {
          const started = performance.now();
          folder.run("gdal_translate", ["-q", "--config", "GDAL_NUM_THREADS", "1", "-of", "MEM", path, "unused"]);
          mpxPerSecond.gdal.push(26.2144e3 / (performance.now() - started));
        },
        few,
      );
      bench(
        "ours",
        async () => {
          const started = performance.now();
          const pixels = await readAll(path);
          mpxPerSecond.ours.push(pixels / 1e3 / (performance.now() - started));
        },
        {
          ...few,
          // A benchmark run calls no afterAll: the last one of a file prints and tidies up.
          teardown: (_, mode) => {
            if (mode !== "run") return;
            const [ours, gdal] = [median(mpxPerSecond.ours), median(mpxPerSecond.gdal)];
            console.warn(`${name}: ${ours.toFixed(1)} Mpx/s, GDAL ${gdal.toFixed(1)}, ${(ours / gdal).toFixed(2)} ×`);
            folder.remove();
          },
        },
      );
    });
  }
});

/** Reads every window of a file; how many pixels that is. */
async function readAll(path: string): Promise<number> {
  const file = await openFileOnDisk(path);
  const source = await openRaster(file, { decoder: wasmDecoder() });
  const { width, height } = source.grid;
  const corners: { column: number; row: number }[] = [];
  for (let row = 0; row < height; row += WINDOW_PX) {
    for (let column = 0; column < width; column += WINDOW_PX) corners.push({ column, row });
  }
  const next = corners.values();
  const lane = async () => {
    for (const corner of next) await source.read({ ...corner, width: WINDOW_PX, height: WINDOW_PX }, 0);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await file.close();
  return width * height;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] as number;
}
