import { appError } from "../../core/errors.ts";
import { notCorrecting } from "../correcting.ts";
import { withSample } from "../sampling.ts";
import type { App } from "../store.ts";
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
    sampling: { ...withSample(store.getState().sampling, "map", undefined), open: false },
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
