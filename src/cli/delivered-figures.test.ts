import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import { decide } from "../inference/decide.ts";
import { liveLogits } from "../inference/live-logits.ts";
import { parseManifest } from "../inference/manifest.ts";
import { verifyModelFile } from "../inference/verify.ts";
import { openRaster } from "../sources/registry.ts";
import { openNatively } from "../testing/native-runtime.ts";
import { type GroupFigures, groupFigures } from "../testing/reporting-groups.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";

/** `models/training/quick_check.py` chose the windows and wrote the figures; `check_metrics.py` is this test in Python. */
interface QuickCheck extends Omit<GroupFigures, "building"> {
  readonly windows: readonly {
    /** relative to the data folder */
    readonly image: string;
    readonly labels: string;
    readonly col: number;
    readonly row: number;
  }[];
}

/** A pixel on the edge of two classes may fall to the other in another runtime: 0.2 points. */
const TOLERANCE = 0.002;

const models = new URL("../../models/", import.meta.url);
const data = new URL("../../../shared/data/", import.meta.url);

const delivered = readdirSync(models)
  .filter((id) => !id.endsWith("-test") && existsSync(new URL(`${id}/manifest.json`, models)))
  .map((id) => {
    const json: unknown = JSON.parse(readFileSync(new URL(`${id}/manifest.json`, models), "utf8"));
    return { id, manifest: parseManifest(json, id), stated: (json as { quickCheck?: QuickCheck }).quickCheck };
  });

test.for(delivered)("$id states figures that can be checked", ({ stated }) => {
  expect(stated?.windows.length).toBeGreaterThan(0);
});

describe.skipIf(!existsSync(data))(
  "the delivered file gives the figures its manifest states (skipped without ../shared/data)",
  () => {
    test.for(delivered)("$id", { timeout: 120_000 }, async ({ id, manifest, stated }, { skip }) => {
      const file = graphFile(manifest).path;
      verifyModelFile(manifest, file, readFileSync(new URL(`${id}/${file}`, models)));
      const session = await openNatively(fileURLToPath(new URL(`${id}/${file}`, models)));
      if (session === undefined) return skip("onnxruntime-node has no binary for this machine");
      const { windowPx, haloPx, output } = manifest;
      const windows: { truth: Uint8Array; numeros: Uint8Array }[] = [];
      for (const { image, labels, col, row } of stated!.windows) {
        const rgb = await read(image, "colours", col, row, windowPx);
        const truth = await read(labels, "classes", col, row, windowPx);
        const answer = await session.logits(rgb.pixels, windowPx);
        const { logits, numeroOf } = liveLogits(answer, output.channels, windowPx * windowPx);
        const { classes } = decide(logits, rgb.mask, windowPx, haloPx, numeroOf);
        windows.push({ truth: middle(truth.pixels, manifest), numeros: classes });
      }
      const figures = groupFigures(windows);
      expect(figures.pixels).toBe(stated!.pixels);
      expect(Math.abs(figures.miou - stated!.miou), `mIoU ${figures.miou}`).toBeLessThan(TOLERANCE);
      expect(Math.abs(figures.sealed - stated!.sealed), `sealed ${figures.sealed}`).toBeLessThan(TOLERANCE);
    });
  },
);

async function read(path: string, content: "colours" | "classes", column: number, row: number, side: number) {
  const file = await openFileOnDisk(fileURLToPath(new URL(path, data)));
  const source = await openRaster(file, { decoder: wasmDecoder(), content });
  const window = await source.read({ column, row, width: side, height: side }, 0);
  source.close();
  await file.close();
  return window;
}

/** What the application keeps of a window. */
function middle(pixels: Uint8Array, { windowPx, haloPx }: ModelManifest): Uint8Array {
  const kept = windowPx - 2 * haloPx;
  const out = new Uint8Array(kept * kept);
  for (let row = 0; row < kept; row++) {
    const from = (row + haloPx) * windowPx + haloPx;
    out.set(pixels.subarray(from, from + kept), row * kept);
  }
  return out;
}
