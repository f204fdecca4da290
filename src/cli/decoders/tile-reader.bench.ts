import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bench, describe } from "vitest";
import { openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/**
 * A real orthophoto (26 Mpx) read in 512² windows, row by row, in one thread, against `gdal_translate -of ENVI` of the
 * same file in the same run (its start and its writing included): the printed factor is the ratio. Mpx/s is 26.2
 * divided by the mean in seconds.
 */
const ortho = fileURLToPath(new URL("../../../../shared/data/ortho/beziers_0721-6249_jpeg_cog.tif", import.meta.url));
const WINDOW_PX = 512;
const few = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };

describe.skipIf(!existsSync(ortho) || !hasGdal())("26 Mpx (skipped without ../shared/data or gdal-bin)", () => {
  for (const [name, options] of [
    ["JPEG COG", undefined],
    ["deflate, predictor, tiled", ["-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=2", "-co", "TILED=YES"]],
    ["raw strips", []],
  ] as const) {
    describe(name, () => {
      const folder: GdalFolder = gdalFolder();
      const path = options === undefined ? ortho : folder.translate(ortho, `${name}.tif`, options);
      bench("gdal_translate", () => void folder.read(path), few);
      bench(
        "ours",
        async () => {
          const file = await openFileOnDisk(path);
          const source = await openRaster(file, { decoder: wasmDecoder() });
          const size = { width: WINDOW_PX, height: WINDOW_PX };
          for (let row = 0; row < source.grid.height; row += WINDOW_PX) {
            for (let column = 0; column < source.grid.width; column += WINDOW_PX) {
              await source.read({ column, row, ...size }, 0);
            }
          }
          await file.close();
        },
        // A benchmark run calls no afterAll: the last one of a file tidies up.
        { ...few, teardown: (_, mode) => void (mode === "run" && folder.remove()) },
      );
    });
  }
});
