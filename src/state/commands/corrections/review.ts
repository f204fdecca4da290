import type { EditTarget } from "../../../core/edits/edit.ts";
import { zoneBounds } from "../../../core/vector/zone-bounds.ts";
import type { FaceFacts } from "../../../workers/api.ts";
import type { Review } from "../../correcting.ts";
import { decisionsOf, isCorrectionTool, placeKey, presentReview, reviewedFace } from "../../corrections.ts";
import type { App } from "../../store.ts";
import { addEdit, changeCorrecting } from "./change.ts";
import { askPolygons, correctFace } from "./faces.ts";

/** At once: an hour's work. When they are done, more can be asked for. */
const MOST_IN_QUEUE = 200;

/** Fetches the faces that nobody has looked at, least sure first, and goes to the first of them. */
export async function startReview(app: App): Promise<void> {
  const { store, engine } = app;
  store.setState(({ tool }) => (isCorrectionTool(tool) ? { tool: undefined } : {}));
  const { area } = store.getState();
  const faces = await askPolygons(app, (signal) => engine.leastSure(MOST_IN_QUEUE, area?.zones, signal));
  if (faces === undefined) return;
  if (faces.length === 0) {
    changeCorrecting(app, { review: undefined, notice: "nothing-to-review" });
    return;
  }
  changeCorrecting(app, { review: { faces, at: 0, isAll: faces.length < MOST_IN_QUEUE }, focus: focusOn(faces[0]!) });
}

export function endReview(app: App): void {
  changeCorrecting(app, { review: undefined });
}

/** Back or forth in the queue, round at its ends. */
export function goInReview(app: App, steps: number): void {
  const review = presentReview(app.store.getState());
  if (review === undefined) return;
  const { length } = review.faces;
  goTo(app, review, (review.at + steps + length) % length);
}

/** The face is as it should be. */
export function acceptReviewed(app: App): void {
  const face = reviewedFace(app.store.getState());
  if (face === undefined) return;
  const { at, numero, areaSquareMetres } = face;
  const decided = decisionsOf(app.store.getState().edits).get(placeKey(at));
  if (decided?.kind === "accept")
    goToUndecided(app); // once is enough: they are counted
  else if (addEdit(app, { kind: "accept", at, was: numero, squareMetres: areaSquareMetres })) goToUndecided(app);
}

/** The face is of this class: accepted where it is so already. */
export function classifyReviewed(app: App, to: EditTarget): void {
  const face = reviewedFace(app.store.getState());
  if (face === undefined) return;
  if (to.numero === face.numero) {
    acceptReviewed(app);
    return;
  }
  if (correctFace(app, face, to) && to.numero !== undefined) goToUndecided(app);
}

function goToUndecided(app: App): void {
  const { store } = app;
  const review = presentReview(store.getState());
  if (review === undefined) return;
  const decisions = decisionsOf(store.getState().edits);
  const { faces, at } = review;
  const after = [...faces.keys()].map((step) => (at + 1 + step) % faces.length);
  const next = after.find((place) => !decisions.has(placeKey(faces[place]!.at)));
  if (next !== undefined) goTo(app, review, next);
}

function goTo(app: App, review: Review, at: number): void {
  changeCorrecting(app, { review: { ...review, at }, focus: focusOn(review.faces[at]!) });
  void refresh(app, review.faces[at]!);
}

/** A face may have grown or changed its class since the queue was made. */
async function refresh(app: App, face: FaceFacts): Promise<void> {
  const [x, y] = face.at;
  const now = await askPolygons(app, (signal) => app.engine.faceAt(x, y, signal));
  const review = presentReview(app.store.getState());
  if (now === undefined || review === undefined) return;
  const place = review.faces.indexOf(face);
  if (place < 0) return;
  const faces = review.faces.with(place, { ...now, at: face.at });
  changeCorrecting(app, { review: { ...review, faces }, notice: app.store.getState().correcting.notice });
}

function focusOn({ shape }: FaceFacts) {
  return { bounds: zoneBounds(shape) };
}

/** Moves the map to a piece of ground. */
export function lookAt(app: App, shape: FaceFacts["shape"]): void {
  changeCorrecting(app, { focus: { bounds: zoneBounds(shape) } });
}
