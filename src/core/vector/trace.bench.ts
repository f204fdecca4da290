import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { vectorise } from "./vectorise.ts";

const SIZE = 1024;
const hasGdal = spawnSync("gdal_polygonize.py", ["--version"]).status !== null;

const folder = mkdtempSync(join(tmpdir(), "ocsol-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Raw bytes with an ENVI header: the simplest file GDAL reads. */
function writeEnvi(name: string, classes: Uint8Array): string {
  const file = join(folder, `${name}.raw`);
  writeFileSync(file, classes);
  const size = `samples = ${SIZE}\nlines = ${SIZE}\nbands = 1\n`;
  writeFileSync(
    join(folder, `${name}.hdr`),
    `ENVI\n${size}file type = ENVI Standard\ndata type = 1\ninterleave = bsq\n`,
  );
  return file;
}

describe.each([
  ["smooth", 0],
  ["medium", 0.6],
  ["noisy", 2],
])(`%s map of ${SIZE}²`, (name, speckle) => {
  const classes = seededClasses(SIZE, speckle);
  const reader = readerOf(classes, pictureGrid(SIZE, SIZE));
  const few = { iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 };

  bench("vectorise", async () => void (await vectorise(reader, { minAreaSquareMetres: 0 })), few);
  bench("vectorise, sieved at 50 m²", async () => void (await vectorise(reader, { minAreaSquareMetres: 50 })), few);
  // Into memory, so that no file is timed; the start of Python is.
  bench.skipIf(!hasGdal)(
    "gdal_polygonize.py (skipped without GDAL's scripts)",
    () => void spawnSync("gdal_polygonize.py", ["-q", writeEnvi(name, classes), "-f", "Memory", join(folder, name)]),
    few,
  );
});
