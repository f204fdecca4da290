import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { bench, describe } from "vitest";
import { ensureChromium } from "./find-chromium.ts";
import { serveReadingPage } from "./support/reading-page.ts";

/**
 * A real orthophoto repeated to 5000², read at full size by our readers in one worker of Chromium and by GDAL in one
 * thread, in turn. Printed are megapixels a second and our share of GDAL's.
 */
const SIZE = 5000;
const ROUNDS = 3;
/** Two windows of a model by two, as lanes beside each other read them. */
const SQUARE = 1024;

const tool = fileURLToPath(new URL("../../shared/tools/make-big-ortho.sh", import.meta.url));
/** Kept between runs: OpenJPEG takes a minute to write one. */
const folder = process.env["OCSOL_ORTHOPHOTOS"] ?? join(tmpdir(), "ocsol-orthophotos");
/** Debian's, which has GDAL's bindings. */
const python = "/usr/bin/python3";
const gdal = `
import sys, time
from osgeo import gdal
gdal.UseExceptions()
gdal.SetCacheMax(256 << 20)
started = time.perf_counter()
image = gdal.Open(sys.argv[1])
for row in range(0, image.RasterYSize, 1024):
    image.ReadRaster(0, row, image.RasterXSize, min(1024, image.RasterYSize - row), band_list=[1, 2, 3])
print(time.perf_counter() - started)
`;

const kinds = {
  cog: { file: "cog.tif", asked: 0.35 },
  deflate: { file: "deflate.tif", asked: 0.8 },
  "jp2-tiled": { file: "tiled.jp2", asked: 0.8 },
  "jp2-single": { file: "single.jp2", asked: 0.5 },
} as const;

const missing: string | false = !existsSync(tool)
  ? "../shared is not there"
  : spawnSync(python, ["-c", "from osgeo import gdal"]).status !== 0 && "python3-gdal is not installed";

function fileOf(kind: keyof typeof kinds): string {
  const path = join(folder, kinds[kind].file);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) execFileSync(tool, [kind, path, String(SIZE)]);
  return path;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

async function measure(): Promise<void> {
  const reading = await serveReadingPage();
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(reading.url);
    for (const [kind, { asked }] of Object.entries(kinds)) {
      const path = fileOf(kind as keyof typeof kinds);
      await page.locator("input").setInputFiles(path);
      const ours: number[] = [];
      const theirs: number[] = [];
      let megapixels = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const read = await page.evaluate(
          (square) => (window as never as { readWhole(square: number): Promise<Read> }).readWhole(square),
          SQUARE,
        );
        if (read.error !== undefined) throw new Error(`${kind}: ${read.error}`);
        ours.push(read.seconds);
        megapixels = read.megapixels;
        const env = { ...process.env, GDAL_NUM_THREADS: "1", OPJ_NUM_THREADS: "1" };
        theirs.push(Number(execFileSync(python, ["-c", gdal, path], { env, encoding: "utf8" })));
      }
      const [mine, reference] = [megapixels / median(ours), megapixels / median(theirs)];
      console.warn(
        `${kind}: Chromium ${mine.toFixed(1)} Mpx/s, GDAL ${reference.toFixed(1)}, ratio ${(mine / reference).toFixed(2)} (asked ${asked})`,
      );
    }
  } finally {
    await browser.close();
    await reading.close();
  }
}

interface Read {
  readonly seconds: number;
  readonly megapixels: number;
  readonly error?: string;
}

describe(`orthophotos of ${SIZE}² in Chromium${missing ? `: skipped, ${missing}` : ""}`, () => {
  bench.skipIf(missing)("all formats, once", measure, { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 });
});
