import type { PlacedFile } from "../core/placed-file.ts";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import { dispensable, type FileIdentity, type RunRecord } from "../core/ports/run-record.ts";
import type { TilePlan } from "../core/raster/tile-plan.ts";
import { identify, sha256 } from "../storage/fingerprint.ts";
import type { WorkShelf } from "../storage/kept-work.ts";
import { listRasters, openRasters, rasterFolder, removeRaster } from "../storage/raster-files.ts";
import { openRunRecords, type RunRecords, type StoredRun } from "../storage/run-records.ts";
import type { KeptRun } from "./api.ts";

/** The runs kept on this machine. On the page's own thread: only opening a class raster needs a worker. */
export interface RunShelf {
  /** False where nothing outlives the page: no private file system or no database. */
  isDurable(): Promise<boolean>;
  /** Newest first. What is finished, exported and old is cleared away, and so is what a crash left half made. */
  list(): Promise<KeptRun[]>;
  identify(files: readonly PlacedFile<File>[]): Promise<readonly FileIdentity[]>;
  /** The class raster's name: the same files, colours, model and grid give the same, and nothing else does. */
  nameOf(
    files: readonly FileIdentity[],
    options: OpenImageOptions,
    manifest: ModelManifest,
    plan: TilePlan,
  ): Promise<string>;
  find(name: string): Promise<RunRecord | undefined>;
  /** To be called once the class raster is there: a record without one is cleared away. */
  remember(run: StoredRun): Promise<void>;
  change(name: string, change: Partial<RunRecord>): Promise<void>;
  /** Rejects with `run-in-use` where a tab has it open. */
  forget(name: string): Promise<void>;
}

/** Grows when class rasters are laid out otherwise: those of before are then nobody's, and cleared away. */
const LAYOUT_VERSION = 2;

/** @param work what was chosen for a run goes with it */
export function createRunShelf(work: Pick<WorkShelf, "remove">): RunShelf {
  let opened: Promise<RunRecords | undefined> | undefined;
  const shelf = async () => {
    opened ??= openRunRecords();
    // The folder each time: where storage has been cleared meanwhile, the old one leads nowhere.
    const [folder, records] = await Promise.all([rasterFolder(), opened]);
    return folder === undefined || records === undefined ? undefined : { folder, records };
  };
  const forget = async (name: string) => {
    const at = await shelf();
    if (at === undefined) return;
    await removeRaster(at.folder, name);
    await at.records.remove(name);
    await work.remove(name);
  };

  return {
    isDurable: async () => (await shelf()) !== undefined,
    async list() {
      const at = await shelf();
      if (at === undefined) return [];
      const [rasters, open, runs] = await Promise.all([listRasters(at.folder), openRasters(), at.records.list()]);
      const gone = new Set(dispensable(runs).map(({ name }) => name));
      // The journal is at the head of a class raster: without a byte, not one window was done.
      const isWorth = (name: string) => (rasters.get(name) ?? 0) > 0 && !gone.has(name);
      const kept = runs.filter(({ name }) => open.has(name) || isWorth(name));
      const names = new Set(kept.map(({ name }) => name));
      const others = new Set([...rasters.keys(), ...runs.map(({ name }) => name)]);
      // one that another tab has just opened refuses to go, and its record is on the way
      for (const name of others) if (!names.has(name) && !open.has(name)) await forget(name).catch(() => {});
      return kept
        .map((run) => ({ ...run, bytes: rasters.get(run.name) ?? 0, open: open.has(run.name) }))
        .sort((one, other) => other.begun - one.begun);
    },
    identify: (files) => Promise.all(files.map(identify)),
    nameOf: (files, { rendering }, manifest, { grid, shape, tilePx, tones }) => {
      const { width, height, affine, gsdMetres } = grid;
      const { haloPx, windowPx, resolutionMetres } = shape;
      const decisive = [
        LAYOUT_VERSION,
        files.map(({ size, fingerprint }) => [size, fingerprint]),
        [rendering?.bands, rendering?.stretch],
        [width, height, affine, gsdMetres, haloPx, windowPx, resolutionMetres, tilePx],
        [manifest.id, graphFile(manifest).sha256, manifest.input, manifest.normalisation, manifest.output],
        ...(tones ? [tones] : []), // without any the name is what it was before there were
      ];
      return sha256(new TextEncoder().encode(JSON.stringify(decisive)));
    },
    find: async (name) => (await (await shelf())?.records.list())?.find((run) => run.name === name),
    async remember(run) {
      await (await shelf())?.records.put(run);
    },
    change: async (name, change) => (await shelf())?.records.change(name, change),
    forget,
  };
}
