import type { RunRecord } from "../core/ports/run-record.ts";
import { isCoarse, type TilePlan } from "../core/raster/tile-plan.ts";
import type { ModelSource } from "../workers/api.ts";
import { handleOf } from "./file-handles.ts";
import type { App, OpenImage } from "./store.ts";

/** What is to be kept of a run, or is already; undefined where nothing is kept. */
export async function recordOf(
  { store, engine }: App,
  { inputs, options, synthetic, scene, opened }: OpenImage,
  { manifest }: ModelSource,
  plan: TilePlan,
  tilesTotal: number,
): Promise<RunRecord | undefined> {
  if (!(await engine.runs.isDurable())) return undefined;
  const links = inputs.flatMap((input) => ("url" in input ? [input.url] : []));
  const files = [
    ...links.map((link) => ({ name: link, folder: "", size: opened.bytes, fingerprint: link })),
    ...(await engine.runs.identify(filesOf(inputs))),
  ];
  const name = await engine.runs.nameOf(files, options, manifest, plan);
  const before = await engine.runs.find(name).catch(() => undefined); // the journal knows better in any case
  return {
    name,
    files,
    links,
    options,
    synthetic,
    ...(scene && { scene }),
    area: store.getState().area,
    model: manifest.id,
    backend: store.getState().backend,
    coarse: isCoarse(plan, manifest),
    begun: Date.now(),
    tilesDone: before?.tilesDone ?? 0,
    tilesTotal,
    exported: before?.exported ?? false,
  };
}

const filesOf = (inputs: OpenImage["inputs"]) => inputs.flatMap((input) => ("file" in input ? [input] : []));

export async function keepRecord({ store, engine }: App, { inputs }: OpenImage, record: RunRecord): Promise<void> {
  // At the first run: the browser may ask the user whether this site's files may stay, and would ask again each time.
  if (store.getState().kept.list.length === 0) void navigator.storage.persist().catch(() => {});
  const handles = filesOf(inputs).map(({ file }) => handleOf(file));
  const all = handles.filter((handle) => handle !== undefined);
  await engine.runs.remember({ ...record, handles: all.length === handles.length ? all : [] });
}

/** The journal is what counts; this is what the offer says after a crash, and may be a moment old. */
export function noteProgress({ engine }: App, name: string | undefined, tilesDone: number): void {
  if (name !== undefined) void engine.runs.change(name, { tilesDone }).catch(() => {});
}
