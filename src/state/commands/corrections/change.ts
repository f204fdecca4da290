import type { Edit } from "../../../core/edits/edit.ts";
import type { Correcting } from "../../correcting.ts";
import { isMaking } from "../../corrections.ts";
import type { App } from "../../store.ts";

export function changeCorrecting({ store }: App, change: Partial<Correcting>): void {
  store.setState(({ correcting }) => ({ correcting: { ...correcting, notice: undefined, ...change } }));
}

/**
 * One correction more. A file made before is old now; one that is being made is made of what was there, so nothing is
 * corrected meanwhile.
 * @returns whether it was taken
 */
export function addEdit({ store }: App, edit: Edit): boolean {
  if (isMaking(store.getState())) return false;
  store.setState(({ edits, correcting }) => ({
    edits: [...edits, edit],
    exporting: { phase: "idle" },
    error: undefined,
    correcting: {
      ...correcting,
      notice: undefined,
      work: correcting.work.phase === "stopped" ? { phase: "idle" } : correcting.work,
    },
  }));
  return true;
}

/** Takes all corrections away; they can be had back by undoing. */
export function clearEdits({ store }: App): void {
  if (!isMaking(store.getState())) store.setState({ edits: [], exporting: { phase: "idle" } });
}
