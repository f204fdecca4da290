import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { planTiles, type TilePlan, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { Tones } from "../core/raster/tones.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { openNatively } from "./native-runtime.ts";

/** The application's own steps, from rooms that this one does not import. */
export interface SegmentationSteps {
  parseManifest(json: unknown, id: string): ModelManifest;
  readModelWindow(source: RasterSource, plan: TilePlan, tile: number): Promise<RasterWindow | null>;
  liveLogits(
    scores: Float32Array,
    channels: ModelManifest["output"]["channels"],
    plane: number,
  ): { logits: Float32Array; numeroOf: Uint8Array };
  decide(
    logits: Float32Array,
    mask: Uint8Array,
    size: number,
    halo: number,
    numeroOf: Uint8Array,
  ): { classes: Uint8Array };
}

const models = new URL("../../models/", import.meta.url);

/**
 * The class raster that the delivered model makes of an image: a few times faster than in WebAssembly, for benches of many
 * scenes. Undefined where native onnxruntime has no binary for this machine.
 * @returns CoSIA numero by pixel of the image, which has the model's resolution
 */
export async function nativeSegmenter(
  steps: SegmentationSteps,
): Promise<((source: RasterSource, tones?: Tones) => Promise<Uint8Array>) | undefined> {
  const id = readdirSync(models).find(
    (name) => !name.endsWith("-test") && existsSync(new URL(`${name}/manifest.json`, models)),
  )!;
  const manifest = steps.parseManifest(JSON.parse(readFileSync(new URL(`${id}/manifest.json`, models), "utf8")), id);
  const session = await openNatively(fileURLToPath(new URL(`${id}/${graphFile(manifest).path}`, models)));
  if (session === undefined) return undefined;
  const { windowPx, haloPx, output } = manifest;
  return async (source, tones) => {
    const plan = { ...planTiles(source.grid, manifest), tones };
    const { width, height } = plan.grid;
    const classes = new Uint8Array(width * height);
    for (let tile = 0; tile < tileCount(plan); tile++) {
      const window = await steps.readModelWindow(source, plan, tile);
      if (window === null) continue;
      const scores = await session.logits(window.pixels, windowPx);
      const { logits, numeroOf } = steps.liveLogits(scores, output.channels, windowPx * windowPx);
      const decided = steps.decide(logits, window.mask, windowPx, haloPx, numeroOf).classes;
      const side = windowPx - 2 * haloPx;
      const { kept } = tileAt(plan, tile);
      for (let row = 0; row < kept.height; row++) {
        classes.set(decided.subarray(row * side, row * side + kept.width), (kept.row + row) * width + kept.column);
      }
    }
    return classes;
  };
}
