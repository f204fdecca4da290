import type { InferenceSession } from "../core/ports/inference-session.ts";
import type { ClassWindow } from "../core/raster/window.ts";

/** Half floats that change the class of more pixels than this are not used. */
const LEAST_AGREEMENT = 0.99;

/** A window with less data says too little of how the two agree. */
const LEAST_DATA = 0.25;

/**
 * Two sessions of the same model until a window has shown whether the narrow one may be believed, then one of them.
 * Half floats are faster where they work; on some drivers they overflow or are simply wrong, and no list of those
 * would stay true. Until then the answer is the wide one's.
 */
export function onTrial(wide: InferenceSession, narrow: InferenceSession): InferenceSession {
  let kept: InferenceSession | undefined;
  const keep = async (session: InferenceSession) => {
    kept = session;
    await (session === wide ? narrow : wide).close();
  };

  return {
    manifest: wide.manifest,
    backend: wide.backend,
    precision: () => kept?.precision() ?? "fp16-untried",
    async run(window) {
      if (kept !== undefined) return await kept.run(window);
      const answer = await wide.run(window);
      const other = await narrow.run(window).catch(() => undefined);
      const agreement = other === undefined ? 0 : agreementOf(answer, other);
      if (agreement !== undefined) await keep(agreement >= LEAST_AGREEMENT ? narrow : wide);
      return answer;
    },
    async close() {
      if (kept !== undefined) return await kept.close();
      await Promise.all([wide.close(), narrow.close()]);
    },
  };
}

/** Share of the pixels with data whose class is the same; undefined where there are too few. */
function agreementOf({ classes }: ClassWindow, other: ClassWindow): number | undefined {
  let decided = 0;
  let same = 0;
  for (let at = 0; at < classes.length; at++) {
    if (classes[at] === 0) continue;
    decided++;
    if (classes[at] === other.classes[at]) same++;
  }
  return decided < LEAST_DATA * classes.length ? undefined : same / decided;
}
