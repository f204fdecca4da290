import { appError } from "../../../core/errors.ts";
import { crsOf } from "../../../core/geo/crs.ts";
import { bothSides, canCompare, comparedGround, settingsOf, wantsMatching, zonesOn } from "../../comparison.ts";
import type { App } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";
import { onChange } from "./sides.ts";

/**
 * Does what comes next by itself: two photographs are matched, two maps compared, decisions worked into the figures. One
 * piece of work at a time; what is decided meanwhile is done together next.
 * @returns ends it
 */
export function followComparison(app: App): () => void {
  let isAtWork = false;
  const keepUp = async (): Promise<void> => {
    const { change } = app.store.getState();
    if (isAtWork || change.busy !== undefined) return;
    const work = wantsMatching(change)
      ? match
      : change.stopped
        ? undefined
        : change.compared === undefined
          ? canCompare(change) && compare
          : change.compared.decisions !== change.decisions && decide;
    if (!work) return;
    isAtWork = true;
    await work(app);
    isAtWork = false;
    await keepUp();
  };
  const unsubscribe = app.store.subscribe((state, before) => {
    if (state.change !== before.change) void keepUp();
  });
  void keepUp();
  return unsubscribe;
}

async function match(app: App): Promise<void> {
  const { before, after } = bothSides(app.store.getState().change)!;
  const images = { before: before.image!, after: after.image! };
  const misregistration = await onChange(app, "matching", (signal) => app.engine.change.match(images, signal), {
    misregistration: null,
  });
  if (misregistration !== undefined) patchChange(app, { misregistration });
}

async function compare(app: App): Promise<void> {
  bringAlong(app);
  const { change } = app.store.getState();
  const settings = settingsOf(change);
  const made = await onChange(
    app,
    "comparing",
    (signal, onProgress) => app.engine.change.compare(settings, change.area?.zones, onProgress, signal),
    { stopped: true },
  );
  if (made === undefined) return;
  const { decisions } = app.store.getState().change;
  patchChange(app, { compared: { ...made, settings, decisions: decisions.length === 0 ? decisions : [] } });
}

/** Of other maps the system may be another one: area and zones go with it, or go, where they lie elsewhere, which is said. */
function bringAlong(app: App): void {
  const { area, zones, ...change } = app.store.getState().change;
  const ground = comparedGround({ ...change, area, zones });
  if (ground === undefined) return;
  const { crs } = ground;
  if (area !== undefined && area.crs.code !== crs.code) {
    const here = zonesOn(ground, area.zones, area.crs);
    patchChange(app, { area: here && { ...area, crs, zones: here } });
    if (here === undefined) reportError(app, appError("area-elsewhere", { file: area.name }));
  }
  const from = zones && crsOf(zones.epsg);
  if (from !== undefined && from.code !== crs.code) {
    const shapes = zones!.list.map(({ zone }) => zone);
    const here = zonesOn(ground, shapes, from);
    const list = here?.map((zone, index) => ({ name: zones!.list[index]!.name, zone }));
    patchChange(app, { zones: list && { ...zones!, epsg: crs.code, list }, zoneFigures: undefined });
    if (here === undefined) reportError(app, appError("area-elsewhere", { file: zones!.file }));
  }
}

/** Quick, and asked for at every key: nothing is shown of it. */
async function decide(app: App): Promise<void> {
  const { decisions, compared } = app.store.getState().change;
  const given = new AbortController();
  // of no use once something else is compared
  const unsubscribe = app.store.subscribe(({ change }) => {
    if (change.compared !== compared) given.abort(appError("cancelled", {}));
  });
  try {
    const decided = await app.engine.change.decide(decisions, given.signal);
    if (!given.signal.aborted) patchChange(app, { compared: { ...compared!, ...decided, decisions } });
  } catch (error) {
    if (given.signal.aborted) return;
    patchChange(app, { stopped: true });
    reportError(app, error);
  } finally {
    unsubscribe();
  }
}
