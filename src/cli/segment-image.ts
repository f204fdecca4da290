import { availableParallelism } from "node:os";
import { guessMillesime } from "../core/millesime.ts";
import type { ClassRaster } from "../core/ports/class-raster.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import type { SegmentationSummary } from "../core/ports/segmentation.ts";
import { toKeptTile } from "../core/raster/kept-window.ts";
import { inStrips, planTiles, type TilePlan, tileAt } from "../core/raster/tile-plan.ts";
import { imageCredit } from "../core/report/image-credit.ts";
import { segment } from "../pipeline/segment.ts";
import { readModelWindow } from "../pipeline/window-reader.ts";
import { openBlockClassRaster } from "../storage/block-class-raster.ts";
import type { ModelSource } from "../workers/api.ts";
import { createInferencePool } from "../workers/inference-pool.ts";
import { numberOf } from "./arguments.ts";
import { openTemporaryStore } from "./file-store.ts";
import { type InputValues, inputOptions } from "./input-options.ts";
import { modelFor } from "./models.ts";
import { openInputs } from "./open-inputs.ts";
import { showProgress } from "./report.ts";
import { startWorkerThread } from "./worker-thread.ts";

/** The same default as the app's: removes specks without eating a house. */
export const DEFAULT_MIN_AREA_SQUARE_METRES = 50;

/** The options that say how an orthophoto is segmented, for `parse`. */
export const segmentOptions = {
  model: { type: "string" },
  manifest: { type: "string" },
  coarse: { type: "boolean", default: false },
  workers: { type: "string" },
  ...inputOptions,
} as const;

type SegmentValues = InputValues & {
  readonly model?: string | undefined;
  readonly manifest?: string | undefined;
  readonly coarse: boolean;
  readonly workers?: string | undefined;
};

export const modelIn = ({ model, manifest }: SegmentValues): Promise<ModelSource> => modelFor(model, manifest);

export function workersIn({ workers }: SegmentValues): number {
  return Math.floor(numberOf(workers, "--workers", availableParallelism(), 1));
}

/** Orthophotos that are to become one map: opened, planned, and what the map's files will say of them. */
export interface PlannedImage {
  readonly source: RasterSource;
  readonly plan: TilePlan;
  readonly model: ModelSource;
  readonly told: Pick<ExportOptions, "millesime" | "model" | "image" | "imageCredit" | "matchedColours">;
  close(): Promise<void>;
}

/** Nothing is segmented yet. Rejects as `openInputs` does. */
export async function planImage(
  paths: readonly string[],
  values: SegmentValues,
  model: ModelSource,
  signal: AbortSignal,
): Promise<PlannedImage> {
  const { source, close } = await openInputs(paths, values, signal);
  const { id, version } = model.manifest;
  const { file, files = [file], copyright } = source.facts;
  return {
    source,
    plan: planTiles(source.grid, model.manifest, values.coarse),
    model,
    told: {
      millesime: guessMillesime(files.join(" ")),
      model: `${id} ${version}`,
      image: file,
      imageCredit: imageCredit(files, copyright),
    },
    close,
  };
}

/**
 * Segments an image and gives its class raster to `use`, as long as that takes.
 * @param tiles of the plan: the others stay without data
 */
export async function withClassRaster<T>(
  { source, plan, model }: PlannedImage,
  tiles: Uint32Array,
  workers: number,
  signal: AbortSignal,
  use: (raster: ClassRaster, run: SegmentationSummary) => Promise<T>,
): Promise<T> {
  const pool = createInferencePool(() => startWorkerThread(new URL("./inference.worker.ts", import.meta.url)), workers);
  const store = await openTemporaryStore();
  try {
    await pool.load(model, { wanted: "wasm", allowSoftwareGpu: false }, signal);
    const raster = await openBlockClassRaster(plan, store);
    const run = await segment(
      plan,
      inStrips(plan, tiles),
      {
        readWindow: (tile) => readModelWindow(source, plan, tile, signal),
        infer: (window) => pool.run(window, signal),
        async writeTile(index, answer) {
          const tile = tileAt(plan, index);
          if (answer !== null) await raster.writeTile(index, toKeptTile(plan, tile, answer));
        },
        lanes: pool.lanes(),
        now: () => performance.now(),
      },
      showProgress(),
      signal,
    );
    pool.close(); // its memory is not needed for tracing
    return await use(raster, run);
  } finally {
    pool.close();
    await store.close();
  }
}
