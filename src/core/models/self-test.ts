import { graphFile, type ModelManifest } from "../ports/model-manifest.ts";
import type { ClassWindow } from "../raster/window.ts";

/** `models/<id>/self-test.json`: what the model answered on one window of the synthetic scene where it was released. */
export interface SelfTestAnswer {
  /** SHA-256 of the graph that gave it */
  readonly graph: string;
  /** CoSIA numeros as hexadecimal digits, of every eighth pixel across and down */
  readonly classes: string;
}

/** Enough points to tell a sound device from a broken one; the whole answer would be 100 kB. */
const EVERY_PX = 8;

/** Other devices round otherwise: where two classes are close, some pixels change. */
export const LEAST_AGREEMENT = 0.99;

export function selfTestAnswer(manifest: ModelManifest, answer: ClassWindow): SelfTestAnswer {
  return { graph: graphFile(manifest).sha256, classes: sampled(answer) };
}

/** Share of the points whose class is the known one; undefined where no answer of this very graph is known. */
export function agreementWith(
  known: SelfTestAnswer | undefined,
  manifest: ModelManifest,
  answer: ClassWindow,
): number | undefined {
  if (known?.graph !== graphFile(manifest).sha256) return undefined;
  const found = sampled(answer);
  if (found.length !== known.classes.length) return 0;
  let same = 0;
  for (let at = 0; at < found.length; at++) if (found[at] === known.classes[at]) same++;
  return same / found.length;
}

function sampled({ width, height, classes }: ClassWindow): string {
  let digits = "";
  for (let row = 0; row < height; row += EVERY_PX)
    for (let column = 0; column < width; column += EVERY_PX) digits += classes[row * width + column]!.toString(16);
  return digits;
}
