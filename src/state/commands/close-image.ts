import { appError } from "../../core/errors.ts";
import { notCorrecting } from "../correcting.ts";
import { runResult } from "../result.ts";
import type { App, State } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { forgetIdentified } from "./identify.ts";
import { listRuns } from "./list-runs.ts";
import { dropOverlays } from "./overlays.ts";
import { hidePosition } from "./position.ts";
import { dropReference } from "./reference.ts";
import { giveUpVectorWork } from "./vector-work.ts";

/** Closes what is open, back to the empty screen. What a run has done stays on this computer, where the browser keeps it. */
export async function closeImage(app: App): Promise<void> {
  const { store, engine, running } = app;
  running.image?.abort();
  running.run?.abort(appError("cancelled", {}));
  running.area?.abort(appError("cancelled", {}));
  running.asking?.abort(appError("cancelled", {}));
  giveUpVectorWork(app);
  dropReference(app);
  engine.closeMap(); // half a million polygons take 300 MB
  dismissAdded(app);
  forgetIdentified(app);
  hidePosition(app);
  store.setState({
    image: undefined,
    opening: { phase: "idle" },
    area: undefined,
    tool: undefined,
    measured: undefined,
    edits: [],
    correcting: { ...notCorrecting, brush: store.getState().correcting.brush },
    run: { phase: "none" },
    result: undefined,
    exporting: { phase: "idle" },
    mapped: undefined,
    millesime: "",
    millesimeWaived: false,
    exportCrs: undefined,
    pointer: undefined,
    viewCentre: undefined,
    viewBounds: undefined,
    viewWanted: undefined,
    report: undefined,
    error: undefined,
  });
  dropOverlays(app); // now that no ground is left to read them for
  await engine.close().catch(() => {}); // a worker that is gone has closed it
  await listRuns(app);
}

/** Whether closing loses a result that nobody has saved: one that only memory holds, or corrections to an opened file. */
export function losesResult({ result, exporting, edits }: State): boolean {
  if (result === undefined || exporting.phase === "saved") return false;
  return runResult(result)?.raster.durable === false || (result.from === "file" && edits.length > 0);
}
