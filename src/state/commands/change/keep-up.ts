import { canCompare, settingsOf, wantsMatching } from "../../comparison.ts";
import type { App } from "../../store.ts";
import { patchChange } from "./change.ts";
import { matchPhotographs } from "./match.ts";
import { onChange } from "./sides.ts";

/**
 * Does what comes next by itself: two photographs are matched, two maps compared, decisions worked into the figures. One
 * piece of work at a time; what is decided meanwhile is done together next.
 * @returns ends it
 */
export function followComparison(app: App): () => void {
  let isAtWork = false;
  const keepUp = async (): Promise<void> => {
    const { change } = app.store.getState();
    if (isAtWork || change.busy !== undefined || change.stopped) return;
    const work = wantsMatching(change)
      ? match
      : change.compared === undefined
        ? canCompare(change) && compare
        : change.compared.decisions !== change.decisions && decide;
    if (!work) return;
    isAtWork = true;
    const isDone = await work(app);
    isAtWork = false;
    // Given up for something else it may be asked for again; failed, only the user asks for it.
    if (!isDone && app.running.change === undefined && app.store.getState().change === change)
      patchChange(app, { stopped: true });
    await keepUp();
  };
  const unsubscribe = app.store.subscribe((state, before) => {
    if (state.change !== before.change) void keepUp();
  });
  void keepUp();
  return unsubscribe;
}
