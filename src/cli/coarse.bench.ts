import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bench, describe } from "vitest";
import { openRaster } from "../sources/registry.ts";
import { groupFigures } from "../testing/reporting-groups.ts";
import { runCli } from "../testing/run-cli.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";

/**
 * What `--coarse` does to the map: the validation blocks of FLAIR, segmented by the command line at the model's own
 * resolution and at twice its pixel, compared pixel by pixel with each other and with the labels. A manifest's `coarse`
 * holds the figures printed.
 */
const zones = fileURLToPath(new URL("../../../shared/data/flair-d034/", import.meta.url));

interface Block {
  readonly zone: string;
  readonly window: readonly string[];
}

function validationBlocks(): Block[] {
  const [, ...lines] = readFileSync(join(zones, "splits.csv"), "utf8").trim().split("\n");
  return lines
    .map((line) => line.split(","))
    .filter(([, split]) => split === "val")
    .map(([file = "", , ...window]) => ({ zone: file.replace("_rgb.tif", ""), window }));
}

async function classesIn(path: string): Promise<{ readonly width: number; readonly classes: Uint8Array }> {
  const file = await openFileOnDisk(path);
  const source = await openRaster(file, { decoder: wasmDecoder(), content: "classes" });
  const { width, height } = source.grid;
  const { pixels } = await source.read({ column: 0, row: 0, width, height }, 0);
  source.close();
  await file.close();
  return { width, classes: pixels };
}

/** Each pixel as two by two. */
function doubled(classes: Uint8Array, width: number): Uint8Array {
  const wide = 2 * width;
  return Uint8Array.from({ length: 4 * classes.length }, (_, at) => {
    const row = Math.floor(at / wide) >> 1;
    return classes[row * width + ((at % wide) >> 1)]!;
  });
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-coarse-"));
  try {
    const blocks: { readonly truth: Uint8Array; readonly own: Uint8Array; readonly coarse: Uint8Array }[] = [];
    for (const { zone, window } of validationBlocks()) {
      const cut = (what: string) => {
        const path = join(folder, `${zone}_${what}.tif`);
        const from = join(zones, `${zone}_${what}.tif`);
        execFileSync("gdal_translate", ["-q", "-co", "COMPRESS=DEFLATE", "-srcwin", ...window, from, path]);
        return path;
      };
      const image = cut("rgb");
      const segmented = async (...options: string[]) => {
        const classes = join(folder, `${zone}${options.join("")}.tif`);
        const map = join(folder, "map.gpkg");
        const run = runCli(folder, "segment", image, "--out", map, "--classes", classes, ...options);
        if (run.status !== 0) throw new Error(run.stderr);
        return await classesIn(classes);
      };
      const truth = (await classesIn(cut("labels"))).classes;
      const own = await segmented();
      const coarse = await segmented("--coarse");
      blocks.push({ truth, own: own.classes, coarse: doubled(coarse.classes, coarse.width) });
    }
    let same = 0;
    let pixels = 0;
    for (const { own, coarse } of blocks) {
      pixels += own.length;
      own.forEach((numero, at) => {
        if (numero === coarse[at]) same++;
      });
    }
    const figuresOf = (which: "own" | "coarse") =>
      groupFigures(blocks.map((block) => ({ truth: block.truth, numeros: block[which] })));
    console.warn({ agreement: same / pixels, own: figuresOf("own"), coarse: figuresOf("coarse") });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const missing = existsSync(zones) ? "" : ": skipped, ../shared is not there";

describe(`a coarse run${missing}`, () => {
  bench.skipIf(missing !== "")("the validation blocks, both ways", measure, {
    iterations: 1,
    time: 0,
    warmupIterations: 0,
    warmupTime: 0,
  });
});
