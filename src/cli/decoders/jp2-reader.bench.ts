import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bench, describe } from "vitest";
import { openRaster } from "../../sources/registry.ts";
import { type GdalFolder, gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { openFileOnDisk } from "./file-on-disk.ts";
import { wasmDecoder } from "./wasm-decoder.ts";

/**
 * A 5000² orthophoto (25 Mpx, 2 bits a pixel) read in 512² windows, row by row, in one thread, against
 * `gdal_translate -of ENVI` of the same file with one thread in the same run (its start and its writing included): the
 * printed factor is the ratio. Mpx/s is 25 divided by the mean in seconds.
 */
const maker = fileURLToPath(new URL("../../../../shared/tools/make-big-ortho.sh", import.meta.url));
const SIZE = 5000;
const WINDOW_PX = 512;
const few = { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 };

describe.skipIf(!existsSync(maker) || !hasGdal())("25 Mpx (skipped without ../shared or gdal-bin)", () => {
  process.env["GDAL_NUM_THREADS"] = "1";
  for (const kind of ["jp2-tiled", "jp2-single"]) {
    describe(kind, () => {
      const folder: GdalFolder = gdalFolder();
      const path = `${folder.path}/${kind}.jp2`;
      execFileSync("bash", [maker, kind, path, String(SIZE)]);
      bench("gdal_translate", () => void folder.run("gdal_translate", ["-q", "-of", "ENVI", path, `${path}.raw`]), few);
      bench(
        "ours",
        async () => {
          const file = await openFileOnDisk(path);
          const source = await openRaster(file, { decoder: wasmDecoder() });
          const size = { width: WINDOW_PX, height: WINDOW_PX };
          for (let row = 0; row < SIZE; row += WINDOW_PX) {
            for (let column = 0; column < SIZE; column += WINDOW_PX) await source.read({ column, row, ...size }, 0);
          }
          source.close();
          await file.close();
        },
        // A benchmark run calls no afterAll: the last one of a file tidies up.
        { ...few, teardown: (_, mode) => void (mode === "run" && folder.remove()) },
      );
    });
  }
});
