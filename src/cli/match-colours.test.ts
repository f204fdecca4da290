import { expect, test } from "vitest";
import { inTones, type ToneCurve } from "../core/raster/tones.ts";
import { matchTones } from "../core/registration/match-tones.ts";
import { createScene } from "../demo/scene.ts";
import { decide } from "../inference/decide.ts";
import { liveLogits } from "../inference/live-logits.ts";
import { parseManifest } from "../inference/manifest.ts";
import { readModelWindow } from "../pipeline/window-reader.ts";
import { nativeSegmenter } from "../testing/native-segmentation.ts";

const segmentNatively = await nativeSegmenter({ parseManifest, readModelWindow, liveLogits, decide });

/** Lifted shadows, a warmer white, a paler red: tones of `low + (high − low) (v / 255) ^ gamma`. */
const printed = ([gamma, low, high]: readonly [number, number, number]): ToneCurve =>
  Array.from({ length: 52 }, (_, step) => [5 * step, low + (high - low) * ((5 * step) / 255) ** gamma] as const);
const recoloured = (
  [
    [0.85, 8, 250],
    [0.9, 4, 247],
    [0.95, 0, 232],
  ] as const
).map(printed);

/** `change-scenes.bench.ts` measures the same of real blocks. */
test.skipIf(segmentNatively === undefined)(
  "the bundled model gives a photograph and its recoloured self the same classes once colours are matched (skipped: no native onnxruntime)",
  async () => {
    const before = createScene({ seed: 1, width: 640, height: 640 });
    const after = {
      ...before,
      async read(...asked: Parameters<typeof before.read>) {
        const window = await before.read(...asked);
        return { ...window, pixels: inTones(window.pixels, 3, recoloured) };
      },
    };
    const was = await segmentNatively!(before);
    const same = async (tones: typeof recoloured | undefined) => {
      const is = await segmentNatively!(after, tones);
      return was.reduce((sum, numero, at) => sum + Number(numero === is[at]), 0) / was.length;
    };
    const tones = (await matchTones(before, after, [0, 0]))!;
    const [asItIs, matched] = [await same(undefined), await same([...tones])];
    process.stdout.write(`same class: ${asItIs} as it is, ${matched} in matched colours\n`);
    expect(asItIs).toBeLessThan(0.99);
    expect(1 - matched).toBeLessThan((1 - asItIs) / 4);
  },
  240_000,
);
