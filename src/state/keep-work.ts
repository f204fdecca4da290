import { crsOf } from "../core/geo/crs.ts";
import { type FoundWork, resultKey } from "../core/ports/kept-work.ts";
import type { KeptImage, StoredWork } from "../workers/api.ts";
import { touchesImage } from "./area-tiles.ts";
import { handleOf } from "./file-handles.ts";
import { createKeptWriter } from "./kept-writer.ts";
import { groundOf, runResult } from "./result.ts";
import { sampleOf, withSample } from "./sampling.ts";
import type { App, OpenImage, State } from "./store.ts";

/**
 * Keeps what the user chooses for the result on the screen, so that a reload, a crash or a closed tab loses none of it:
 * corrections as they are made, the rest a moment later. Where it cannot be written the work goes on, is tried again, and
 * `kept.unwritten` says so.
 */
export function keepWork({ store, engine }: Pick<App, "store" | "engine">): void {
  /** the corrections that are there */
  let written: Pick<FoundWork, "of" | "edits"> | undefined;

  const put = async (of: string, state: State): Promise<void> => {
    const work = workOf(state);
    if (work === undefined) return;
    const { edits } = state;
    const areThere = written?.of === of && written.edits === edits;
    if (!areThere) written = undefined; // until it is certain
    await engine.work.put(work, areThere ? undefined : edits);
    written = { of, edits };
  };
  const writer = createKeptWriter(put, (unwritten) => {
    if (unwritten !== store.getState().kept.unwritten) store.setState(({ kept }) => ({ kept: { ...kept, unwritten } }));
  });

  store.subscribe((state, before) => {
    const of = keyOf(state);
    const isOther = of !== keyOf(before);
    if (isOther) writer.write();
    if (of === undefined || !(isOther || differ(state, before))) return;
    writer.add(of, state);
    if (isOther || state.edits === before.edits) return;
    const run = runResult(state.result)?.name;
    if (run !== undefined) void engine.runs.change(run, { exported: false }).catch(() => {}); // no file has these yet
    writer.write();
  });
}

/**
 * Brings back what was chosen; what means nothing here any more stays as it is. The corrections of a run come with its
 * result.
 */
export function restoreWork({ store }: Pick<App, "store">, work: FoundWork): void {
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
      sampling: withSample(state.sampling, "map", work.sample),
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
  ) ||
  state.view.hidden !== before.view.hidden ||
  sampleOf(state.sampling, "map") !== sampleOf(before.sampling, "map");

function workOf(state: State): StoredWork | undefined {
  const { image, result, area, edits, millesime, millesimeWaived, exportCrs, viewBounds, view } = state;
  const of = keyOf(state);
  if (of === undefined || result === undefined) return undefined;
  const opened = result.from === "file" ? result : undefined;
  return {
    of,
    at: Date.now(),
    area,
    hidden: [...view.hidden],
    millesime,
    millesimeWaived,
    exportCrs: exportCrs?.code,
    view: viewBounds,
    corrections: edits.length,
    sample: sampleOf(state.sampling, "map"),
    file: opened?.identity,
    handle: opened && handleOf(opened.source),
    image: opened && image && reopenable(image),
  };
}

/** What opens the image again beside its result; undefined where the user would have to be asked. */
function reopenable({ inputs, options, synthetic }: OpenImage): KeptImage | undefined {
  return synthetic ? undefined : keptImage({ inputs, options });
}

/** The same of inputs alone. */
export function keptImage({ inputs, options }: Pick<OpenImage, "inputs" | "options">): KeptImage | undefined {
  const again = inputs.flatMap((input): KeptImage["inputs"] => {
    if ("url" in input) return [{ url: input.url }];
    const handle = handleOf(input.file);
    return handle === undefined ? [] : [{ handle, folder: input.folder }];
  });
  return again.length < inputs.length ? undefined : { inputs: again, options };
}
