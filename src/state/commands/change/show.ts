import type { App } from "../../store.ts";
import { patchChange } from "./change.ts";

/** The comparison takes the place of steps and map; what is open there stays as it is, and what goes on there goes on. */
export function showComparison(app: App): void {
  patchChange(app, { shown: true });
  app.store.setState({ tool: undefined, error: undefined, offeredLayer: undefined });
}

/** Back to steps and map; nothing of the comparison is lost. */
export function leaveComparison(app: App): void {
  const { viewBounds } = app.store.getState();
  patchChange(app, { shown: false });
  // the map is made anew, and shows what it did
  app.store.setState({ tool: undefined, error: undefined, offeredLayer: undefined, viewWanted: viewBounds });
}
