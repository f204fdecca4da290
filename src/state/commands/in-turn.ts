import type { App } from "../store.ts";

/** One piece of work at a time, in the order they were asked for. */
export function inTurn(app: App, line: keyof App["turns"], work: () => Promise<void>): Promise<void> {
  const turn = app.turns[line].then(work);
  app.turns[line] = turn.catch(() => {});
  return turn;
}
