import { keepComparison } from "../../keep-comparison.ts";
import type { App } from "../../store.ts";
import { followComparison } from "./keep-up.ts";
import { followAwaited } from "./make-side.ts";

export { giveFiles } from "./give-files.ts";
export { forgetComparison, resumeComparison } from "./kept.ts";
export { compareScene, takeOpen } from "./make-side.ts";
export { answerZones } from "./zones.ts";

const followed = new WeakSet<App>();

/** From now on the comparison goes on by itself, and is kept. */
export function followAll(app: App): void {
  if (followed.has(app)) return;
  followed.add(app);
  followAwaited(app);
  followComparison(app);
  keepComparison(app);
}
