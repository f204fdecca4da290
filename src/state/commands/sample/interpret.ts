import type { SampleAnswer, SamplePoint } from "../../../core/sample/sample.ts";
import { interpretedPoint } from "../../sampling.ts";
import type { App } from "../../store.ts";
import { patchSampling } from "./take-sample.ts";

/** Goes to the first point that nobody has answered, or to the first. From here on the map says no class. */
export function startInterpreting(app: App): void {
  const { sample } = app.store.getState().sampling;
  if (sample === undefined) return;
  const open = sample.points.find(({ answer }) => answer === undefined) ?? sample.points[0];
  app.store.setState(({ change }) => ({
    tool: undefined,
    identified: undefined,
    change: { ...change, review: { ...change.review, at: undefined } },
  }));
  patchSampling(app, { interpreting: open?.number });
}

export function endInterpreting(app: App): void {
  patchSampling(app, { interpreting: undefined });
}

/** Back or forth, round at the ends. */
export function goToPoint(app: App, steps: number): void {
  const { sample, interpreting } = app.store.getState().sampling;
  if (sample === undefined || interpreting === undefined) return;
  const { length } = sample.points;
  patchSampling(app, { interpreting: ((interpreting - 1 + steps + length) % length) + 1 });
}

/** The next point that has no answer; where all have one, the next. */
export function goToOpenPoint(app: App): void {
  if (!goOn(app)) goToPoint(app, 1);
}

/** What was seen at the point; the next one that has no answer comes then, if there is one. */
export function answerPoint(app: App, answer: Omit<SampleAnswer, "comment">): void {
  changePoint(app, (point) => ({ ...point, answer: { ...answer, comment: point.answer?.comment ?? "" } }));
  goOn(app);
}

/** @returns false where no point waits for an answer */
function goOn(app: App): boolean {
  const { sample, interpreting } = app.store.getState().sampling;
  if (sample === undefined || interpreting === undefined) return false;
  const { points } = sample;
  const after = points.map((_, step) => points[(interpreting + step) % points.length]!);
  const next = after.find((point) => point.answer === undefined);
  if (next !== undefined) patchSampling(app, { interpreting: next.number });
  return next !== undefined;
}

/** Says something of a point that is answered. */
export function commentPoint(app: App, comment: string): void {
  changePoint(app, (point) =>
    point.answer === undefined ? point : { ...point, answer: { ...point.answer, comment: comment.trim() } },
  );
}

function changePoint(app: App, change: (point: SamplePoint) => SamplePoint): void {
  const state = app.store.getState();
  const { sampling } = state;
  const point = interpretedPoint(state);
  if (sampling.sample === undefined || point === undefined) return;
  const changed = change(point);
  if (changed === point) return;
  const sample = { ...sampling.sample, points: sampling.sample.points.with(point.number - 1, changed) };
  patchSampling(app, { sample });
}
