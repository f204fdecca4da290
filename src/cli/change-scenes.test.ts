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
const seeds = [5, 6];
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
    const scores: ChangeScore[] = [];
    for (const seed of seeds) scores.push(await scored(sceneOf({ seed }), sceneOf({ seed, date: "after" })));
    expect(scores.map(({ patches }) => patches)).toEqual([3, 3]);
    expect(scores.map(({ found }) => found)).toEqual([3, 3]);
    expect(scores.flatMap(({ falseChanges }) => falseChanges)).toEqual([]);
    // of all scenes together: in one of them as much is built as is given back
    const sum = (of: (score: ChangeScore) => number) => scores.reduce((total, score) => total + of(score), 0);
    for (const which of ["truth", "found"] as const)
      expect(sum(({ renatured }) => renatured[which])).toBeGreaterThan(5000);
    const off = (back: 1 | -1) => {
      const area = (which: "truth" | "found") =>
        sum(({ artificialised, renatured }) => artificialised[which] + back * renatured[which]);
      return Math.abs(area("found") / area("truth") - 1);
    };
    expect(off(1), "gross").toBeLessThan(0.02);
    expect(off(-1), "net").toBeLessThan(0.02);
  }, 240_000);

  test("nothing is found where nothing was built", async () => {
    const score = await scored(sceneOf({ seed: 3 }), sceneOf({ seed: 3, date: "after", isWorkedOn: false }));
    expect(score.falseChanges).toEqual([]);
    expect([score.artificialised.found, score.renatured.found]).toEqual([0, 0]);
  }, 120_000);
});

const segmentNatively = await nativeSegmenter({ parseManifest, readModelWindow, liveLogits, decide });

describe.skipIf(segmentNatively === undefined)("of the bundled model's (skipped: no native onnxruntime)", () => {
  test("what was built on open ground is found", async () => {
    const [seed] = seeds as [number];
    const score = await scored(sceneOf({ seed }), sceneOf({ seed, date: "after" }), segmentNatively!);
    expect(score.patches).toBe(3);
    expect(score.found / score.patches).toBeGreaterThanOrEqual(0.85);
  }, 240_000);
});
