import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, bench, describe } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { pictureGrid, readerOf } from "../../testing/pictures.ts";
import { ocsgePreset } from "../landcover/presets.ts";

const SIZE = 5000;
const kinds = ["smooth", "medium", "noisy"] as const;

const tool = fileURLToPath(new URL("../../../../shared/tools/make-class-rasters.py", import.meta.url));
/** A Python with numpy, scipy and rasterio. */
const python = process.env["PYTHON"] ?? "python3";
/** Kept between runs: making the rasters takes minutes. */
const rasters = process.env["OCSOL_CLASS_RASTERS"] ?? join(tmpdir(), "ocsol-class-rasters");
const tif = (kind: string): string => join(rasters, `${kind}-${SIZE}.tif`);

const missing: string | false = (() => {
  if (spawnSync("gdal_polygonize.py", ["--version"]).status === null)
    return "gdal_polygonize.py is not installed (apt-get install gdal-bin python3-gdal)";
  if (kinds.every((kind) => existsSync(tif(kind)))) return false;
  if (!existsSync(tool)) return "../shared is not there";
  if (spawnSync(python, ["-c", "import numpy, scipy, rasterio"]).status !== 0)
    return `${python} has no numpy, scipy and rasterio (PYTHON names another)`;
  return false;
})();

const folder = mkdtempSync(join(tmpdir(), "ocsol-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { trace } = await bundled<typeof import("./trace.ts")>(new URL("./trace.ts", import.meta.url), folder);
const { vectorise } = await bundled<typeof import("./vectorise.ts")>(
  new URL("./vectorise.ts", import.meta.url),
  folder,
);

/** Uncompressed, so that no reference loses time on decoding. */
function rawOf(kind: string): string {
  mkdirSync(rasters, { recursive: true });
  if (!existsSync(tif(kind))) execFileSync(python, [tool, rasters, "--size", String(SIZE), "--kind", kind]);
  const raw = join(folder, `${kind}.raw`);
  execFileSync("gdal_translate", ["-q", "-of", "ENVI", tif(kind), raw]);
  return raw;
}

describe.each(kinds)(`%s map of ${SIZE}²${missing ? `: skipped, ${missing}` : ""}`, (kind) => {
  const raw = missing ? "" : rawOf(kind);
  const reader = readerOf(missing ? new Uint8Array() : readFileSync(raw), pictureGrid(SIZE, SIZE));
  const few = { iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 };
  const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 };

  bench.skipIf(missing)("trace", async () => void (await trace(reader)), few);
  bench.skipIf(missing)("OCS GE preset", async () => void (await vectorise(reader, { preset: ocsgePreset })), once);
  // Into memory, so that no writing is timed; the start of Python is, some tenths of a second.
  const args = ["-q", raw, "-f", "Memory", join(folder, kind)];
  bench.skipIf(missing)("gdal_polygonize.py", () => void spawnSync("gdal_polygonize.py", args), once);
});
