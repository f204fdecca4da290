import type { CorrectionTool } from "../../correcting.ts";
import { isCorrectionTool, isFinished } from "../../corrections.ts";
import type { App } from "../../store.ts";
import { takeTool } from "../take-tool.ts";
import { changeCorrecting } from "./change.ts";

/** From now on the map shows polygons, which can be changed. */
export function openCorrections(app: App): void {
  const state = app.store.getState();
  if (!isFinished(state)) return;
  changeCorrecting(app, { of: state.result?.raster, work: { phase: "idle" } });
}

/** Corrections stay; the tool is laid down. */
export function closeCorrections(app: App): void {
  changeCorrecting(app, { of: undefined, picked: undefined, cut: undefined, review: undefined });
  app.store.setState(({ tool }) => (isCorrectionTool(tool) ? { tool: undefined } : {}));
}

/** Takes a tool of correcting, and leaves the queue. */
export function takeCorrectionTool(app: App, tool: CorrectionTool): void {
  changeCorrecting(app, { picked: undefined, cut: undefined, review: undefined });
  takeTool(app, tool);
}
