import { crsOf } from "../core/geo/crs.ts";
import { type KeptWork, resultKey } from "../core/ports/kept-work.ts";
import type { KeptImage, StoredWork } from "../workers/api.ts";
import { touchesImage } from "./area-tiles.ts";
import { handleOf } from "./file-handles.ts";
import { groundOf } from "./result.ts";
import type { App, OpenImage, State } from "./store.ts";

/** What is chosen is written this long after a change: a map that is moved changes at every frame. */
const PAUSE_MILLISECONDS = 400;

/**
 * Keeps what the user chooses for the result on the screen, so that a reload, a crash or a closed tab loses none of it.
 * Where it cannot be written the work goes on, and is kept no longer than the page.
 */
export function keepWork({ store, engine }: App): void {
  let pending: { readonly state: State; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const write = () => {
    if (pending === undefined) return;
    clearTimeout(pending.timer);
    const work = workOf(pending.state);
    pending = undefined;
    // One after the other: what was chosen last is what stays.
    if (work !== undefined) writing = writing.then(() => engine.work.put(work)).catch(() => {});
  };
  store.subscribe((state, before) => {
    const of = keyOf(state);
    if (of !== keyOf(before)) write();
    else if (of === undefined || !differ(state, before)) return;
    pending = { state, timer: pending?.timer ?? setTimeout(write, PAUSE_MILLISECONDS) };
  });
  // A page that is hidden may never come back.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && write());
}

/** Brings back what was chosen; what means nothing here any more stays as it is. */
export function restoreWork({ store }: Pick<App, "store">, work: KeptWork): void {
  store.setState((state) => {
    const ground = groundOf(state);
    const fits = work.area === undefined || (ground !== undefined && touchesImage(ground, work.area));
    return {
      area: fits ? work.area : state.area,
      edits: work.file === undefined ? state.edits : work.edits,
      view: { ...state.view, hidden: new Set(work.hidden) },
      millesime: work.millesime,
      millesimeWaived: work.millesimeWaived,
      exportCrs: work.exportCrs === undefined ? undefined : crsOf(work.exportCrs),
      viewWanted: work.view,
    };
  });
}

/** What the choices of the moment are kept under; undefined where there is nothing to choose them for. */
function keyOf({ result }: State): string | undefined {
  if (result?.from === "run") return result.name;
  return result && resultKey(result.identity);
}

const differ = (state: State, before: State): boolean =>
  (["area", "edits", "millesime", "millesimeWaived", "exportCrs", "viewBounds", "image"] as const).some(
    (key) => state[key] !== before[key],
  ) || state.view.hidden !== before.view.hidden;

function workOf(state: State): StoredWork | undefined {
  const { image, result, area, edits, millesime, millesimeWaived, exportCrs, viewBounds, view } = state;
  const of = keyOf(state);
  if (of === undefined || result === undefined) return undefined;
  const opened = result.from === "file" ? result : undefined;
  return {
    of,
    at: Date.now(),
    area,
    edits: opened === undefined ? [] : edits,
    hidden: [...view.hidden],
    millesime,
    millesimeWaived,
    exportCrs: exportCrs?.code,
    view: viewBounds,
    file: opened?.identity,
    handle: opened && handleOf(opened.source),
    image: opened && image && reopenable(image),
  };
}

/** What opens the image again beside its result; undefined where the user would have to be asked. */
function reopenable({ inputs, options, synthetic }: OpenImage): KeptImage | undefined {
  if (synthetic) return undefined;
  const again = inputs.flatMap((input): KeptImage["inputs"] => {
    if ("url" in input) return [{ url: input.url }];
    const handle = handleOf(input.file);
    return handle === undefined ? [] : [{ handle, folder: input.folder }];
  });
  return again.length < inputs.length ? undefined : { inputs: again, options };
}
