import { runResult } from "./result.ts";
import type { App } from "./store.ts";

/**
 * From now on the corrections of a run that is kept are kept with it, as they are made. One writing at a time: what
 * changes meanwhile is in the next.
 */
export function keepEdits({ store, engine }: Pick<App, "store" | "engine">): void {
  let writing = false;
  let kept = store.getState().edits;
  const write = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    try {
      for (;;) {
        const { edits, result } = store.getState();
        const name = runResult(result)?.name;
        if (edits === kept || name === undefined) return;
        kept = edits;
        await engine.runs.change(name, { edits, exported: false }); // no file has these yet
      }
    } catch {
      // storage that is full or gone: they stay in the page, and go into the files made of it
    } finally {
      writing = false;
    }
  };
  store.subscribe(({ edits, result }, before) => {
    // A run that has just been taken up brings the edits that it was left with.
    if (result !== before.result && runResult(result)?.name !== runResult(before.result)?.name) kept = edits;
    if (edits !== kept) void write();
  });
}
