import type { EditTarget } from "../../../core/edits/edit.ts";
import { isAppError } from "../../../core/errors.ts";
import type { FaceFacts } from "../../../workers/api.ts";
import { canCorrect, isTraced, pickedFace } from "../../corrections.ts";
import { type App, isBusy } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { addEdit, changeCorrecting } from "./change.ts";
import { settled } from "./keep-up.ts";
import { haveCommonBorder } from "./neighbours.ts";

/**
 * Asks the polygons something once they have all corrections. What is asked next, or another tool, makes the answer
 * worthless: it is not given then.
 */
export async function askPolygons<T>(app: App, ask: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  app.running.asking?.abort();
  const controller = new AbortController();
  app.running.asking = controller;
  const { tool, correcting } = app.store.getState();
  try {
    await settled(app);
    if (controller.signal.aborted || !isTraced(app.store.getState())) return undefined;
    const answer = await ask(controller.signal);
    const now = app.store.getState();
    return controller.signal.aborted || now.tool !== tool || now.correcting.of !== correcting.of ? undefined : answer;
  } catch (error) {
    // The worker was ended for something else, and the polygons are on their way again.
    const isGone = controller.signal.aborted || isAppError(error, "worker-crashed") || isBusy(app.store.getState());
    if (!isGone) reportError(app, error);
    return undefined;
  }
}

/** A click on a place with the tool in hand: the face there is shown, or joined with the one picked before. */
export async function pickFace(app: App, x: number, y: number): Promise<void> {
  const { tool } = app.store.getState();
  if ((tool !== "reclass" && tool !== "merge") || !canCorrect(app.store.getState())) return;
  const found = await askPolygons(app, async (signal) => ({ face: await app.engine.faceAt(x, y, signal) }));
  if (found === undefined) return;
  const { face } = found;
  if (face === undefined) {
    changeCorrecting(app, { notice: "no-face" });
    return;
  }
  const before = tool === "merge" ? pickedFace(app.store.getState()) : undefined;
  if (before === undefined) {
    changeCorrecting(app, { picked: { tool, face } });
    return;
  }
  mergeInto(app, before, face);
}

export function unpick(app: App): void {
  changeCorrecting(app, { picked: undefined, cut: undefined });
}

/** The face is of another class or use. */
export function correctFace(app: App, face: FaceFacts, to: EditTarget): boolean {
  const { numero, use } = face;
  if ((to.numero ?? numero) === numero && (to.use === undefined || to.use === use)) {
    changeCorrecting(app, { notice: "same-class" });
    return false;
  }
  return addEdit(app, { kind: "face", at: face.at, was: numero, shape: face.shape, to });
}

/** The first face takes the class of its neighbour, and its use: they are one then. */
function mergeInto(app: App, face: FaceFacts, neighbour: FaceFacts): void {
  if (!haveCommonBorder(face.shape, neighbour.shape)) {
    changeCorrecting(app, { notice: "not-neighbours" });
    return;
  }
  const { numero, use } = neighbour;
  const added = correctFace(app, face, { numero, ...(use !== face.use && { use }) });
  if (added) changeCorrecting(app, { picked: undefined });
}
