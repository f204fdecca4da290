import type { Edit } from "../core/edits/edit.ts";
import type { FaceFacts } from "../workers/api.ts";
import type { CorrectionTool, Cut, Review } from "./correcting.ts";
import { type App, isBusy, type State, type Tool } from "./store.ts";

const correctionTools: readonly CorrectionTool[] = ["reclass", "merge", "split", "brush"];

export function isCorrectionTool(tool: Tool | undefined): tool is CorrectionTool {
  return correctionTools.some((one) => one === tool);
}

/** Whether the user is at correcting the present result. */
export function isCorrecting({ correcting, result }: State): boolean {
  return result !== undefined && correcting.of === result.raster;
}

/** Whether there is a whole result, which can be traced. */
export function isFinished({ result, run }: State): boolean {
  return result !== undefined && run.phase === (result.from === "file" ? "none" : "done");
}

/** Whether the vector worker holds the polygons of the present result under the present settings. */
export function isTraced({ mapped, result, generalisation }: State): boolean {
  return (
    mapped !== undefined &&
    mapped.raster === result?.raster &&
    mapped.revision === result.revision &&
    mapped.generalisation === generalisation
  );
}

/** Whether polygons are wanted on the map in the place of pixels. */
export function wantsPolygons(state: State): boolean {
  return isFinished(state) && (isCorrecting(state) || state.edits.length > 0);
}

/** Whether the map shows the polygons that will be exported. */
export function showsPolygons(state: State): boolean {
  return wantsPolygons(state) && isTraced(state);
}

/** Whether a file or a comparison is being made of the map. */
export function isMaking({ exporting, reference }: State): boolean {
  return exporting.phase === "vectorising" || exporting.phase === "writing" || reference.phase === "comparing";
}

/** Whether polygons can be picked and changed now. */
export function canCorrect(state: State): boolean {
  return isCorrecting(state) && showsPolygons(state) && !isBusy(state) && !isMaking(state);
}

/** Pixels of each numero as the map shows them. */
export function countsShown(state: State): Float64Array | undefined {
  return showsPolygons(state) ? state.mapped!.corrected.counts : state.result?.counts;
}

/** Reads what the map shows of a result: the polygons that will be exported, or what they are made of. */
export function readShown(
  state: State,
  { readClasses, readMapped, readOpened }: App["engine"],
): App["engine"]["readClasses"] {
  if (showsPolygons(state)) return readMapped;
  return state.result?.from === "file" ? readOpened : readClasses;
}

/** Corrections that the polygons do not have yet. */
export function pendingEdits({ edits, mapped }: State): readonly Edit[] {
  const made = mapped?.edits ?? [];
  let common = 0;
  while (common < edits.length && edits[common] === made[common]) common++;
  return edits.slice(common);
}

export function pickedFace({ correcting: { picked }, tool }: State): FaceFacts | undefined {
  return picked?.tool === tool ? picked?.face : undefined;
}

export function presentCut({ correcting: { cut }, tool }: State): Cut | undefined {
  return tool === "split" ? cut : undefined;
}

/** The queue, while no tool is in hand. */
export function presentReview(state: State): Review | undefined {
  return state.tool === undefined && isCorrecting(state) ? state.correcting.review : undefined;
}

export function reviewedFace(state: State): FaceFacts | undefined {
  const review = presentReview(state);
  return review?.faces[review.at];
}

/** What was decided of a face in the queue, by the place it has. */
export function decisionsOf(edits: readonly Edit[]): ReadonlyMap<string, Edit> {
  return new Map(edits.flatMap((edit) => (edit.kind === "shape" ? [] : [[placeKey(edit.at), edit] as const])));
}

export function placeKey([x, y]: readonly [number, number]): string {
  return `${x} ${y}`;
}
