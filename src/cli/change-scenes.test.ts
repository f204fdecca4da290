import { describe, expect, test } from "vitest";
import { compareDates } from "../core/change/compare-dates.ts";
import { DEFAULT_TOLERANCE_METRES } from "../core/change/settings.ts";
import { librePreset } from "../core/landcover/presets.ts";
import { createScene, type SceneOptions } from "../demo/scene.ts";
import { decide } from "../inference/decide.ts";
import { liveLogits } from "../inference/live-logits.ts";
import { parseManifest } from "../inference/manifest.ts";
import { readModelWindow } from "../pipeline/window-reader.ts";
import { nativeSegmenter } from "../testing/native-segmentation.ts";
import { type ChangeScore, scoreOf, surveyedRaster, trueChange } from "../testing/two-dates.ts";

/** A few of the scenes of `change-scenes.bench.ts`, which says what is measured and prints it for many. */
const seeds = [101, 102];
const side = 1280;
const whole = { column: 0, row: 0, width: side, height: side };
const preset = librePreset(50);

const sceneOf = (options: Pick<SceneOptions, "seed" | "date" | "isWorkedOn">) =>
  createScene({ width: side, height: side, ...options });
type Scene = ReturnType<typeof sceneOf>;

/** @param make the class raster of a date; else the truth is mapped */
async function scored(before: Scene, after: Scene, make?: (scene: Scene) => Promise<Uint8Array>): Promise<ChangeScore> {
  const { grid } = before;
  const truths = [before.truth(whole), after.truth(whole)] as const;
  const [was, is] = make === undefined ? truths : [await make(before), await make(after)];
  const map = await compareDates({
    before: { kind: "map", map: await surveyedRaster(was, grid, preset), preset },
    after: { kind: "map", map: await surveyedRaster(is, grid, preset), preset },
    settings: { toleranceMetres: DEFAULT_TOLERANCE_METRES, shift: [0, 0] },
  });
  return scoreOf(await trueChange(...truths, grid, preset), map);
}

describe("of true maps", () => {
  test("all that was built on open ground is found, and as much as there is", async () => {
    let patches = 0;
    for (const seed of seeds) {
      const score = await scored(sceneOf({ seed }), sceneOf({ seed, date: "after" }));
      patches += score.patches;
      expect(score.found, `seed ${seed}`).toBe(score.patches);
      expect(score.falseChanges).toEqual([]);
      const { artificialised, renatured } = score;
      const gross = artificialised.truth + renatured.truth;
      expect(Math.abs(artificialised.found + renatured.found - gross)).toBeLessThan(0.02 * gross);
      const net = Math.abs(artificialised.truth - renatured.truth);
      expect(Math.abs(artificialised.found - renatured.found - (artificialised.truth - renatured.truth))).toBeLessThan(
        0.02 * net,
      );
    }
    expect(patches).toBeGreaterThan(3);
  }, 120_000);

  test("nothing is found where nothing was built", async () => {
    const score = await scored(sceneOf({ seed: 104 }), sceneOf({ seed: 104, date: "after", isWorkedOn: false }));
    expect(score.falseChanges).toEqual([]);
    expect([score.artificialised.found, score.renatured.found]).toEqual([0, 0]);
  }, 60_000);
});

const segmentNatively = await nativeSegmenter({ parseManifest, readModelWindow, liveLogits, decide });

describe.skipIf(segmentNatively === undefined)("of the bundled model's (skipped: no native onnxruntime)", () => {
  test("most of what was built on open ground is found", async () => {
    let [patches, found] = [0, 0];
    for (const seed of seeds) {
      const score = await scored(sceneOf({ seed }), sceneOf({ seed, date: "after" }), segmentNatively!);
      patches += score.patches;
      found += score.found;
    }
    expect(patches).toBeGreaterThan(2);
    expect(found / patches).toBeGreaterThanOrEqual(0.85);
  }, 180_000);
});
