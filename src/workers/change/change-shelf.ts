import * as Comlink from "comlink";
import type { ChangeFacts } from "../../core/change/change-facts.ts";
import { type DateName, dateNames } from "../../core/change/change-map.ts";
import type { SideFacts } from "../../core/change/comparability.ts";
import type { ChangeDecision } from "../../core/change/decision.ts";
import type { ChangeFigures } from "../../core/change/figures.ts";
import type { ChangeSettings } from "../../core/change/settings.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import type { Sample, SampleDesign } from "../../core/sample/sample.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { createWorkerClient, type StartedWorker } from "../client.ts";
import { telling } from "../telling.ts";
import type { ChangeApi, ChangeExportOptions, ComparedDates, DecidedChanges, NamedZone } from "./api.ts";

/** The two maps and what has changed between them, in a thread of their own; see `ChangeApi`. */
export interface ChangeShelf {
  /** Where the files cannot be read, the date has none. */
  setSide(
    date: DateName,
    files: readonly File[],
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<SideFacts>;
  clearSide(date: DateName): void;
  /** What was the earlier map is the later one; nothing is compared any more. */
  swapSides(): void;
  compare(
    settings: ChangeSettings,
    area: readonly Zone[] | undefined,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<ComparedDates>;
  decide(decisions: readonly ChangeDecision[], signal: AbortSignal): Promise<DecidedChanges>;
  figuresByZone(zones: readonly Zone[], signal: AbortSignal): Promise<ChangeFigures[]>;
  changeAt(x: number, y: number, signal: AbortSignal): Promise<ChangeFacts["id"] | undefined>;
  shapeOf(id: ChangeFacts["id"], signal: AbortSignal): Promise<Zone>;
  paintKinds(rect: PixelRect, level: number, signal: AbortSignal): Promise<Uint8Array>;
  paintCovers(date: DateName, rect: PixelRect, level: number, signal: AbortSignal): Promise<Uint8Array>;
  paintPicture(bounds: Bounds, width: number, height: number, signal: AbortSignal): Promise<Uint8Array>;
  drawSample(design: SampleDesign, size: number | undefined, seed: number, signal: AbortSignal): Promise<Sample>;
  exportPackage(options: ChangeExportOptions, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob>;
  exportTable(table: ChangeTable, zones: readonly NamedZone[], signal: AbortSignal): Promise<Blob>;
}

export type ChangeTable = Parameters<ChangeApi["exportTable"]>[0];

/**
 * @param startWorker starts its worker, and another after a crash or a cancel: it is given the two maps again, and
 *   compares and decides as the last one did
 */
export function createChangeShelf(startWorker: () => StartedWorker): ChangeShelf {
  const sides: { [date in DateName]?: readonly File[] } = {};
  /** why a map could not be read again; its comparison has nothing to stand on until the date is given another */
  const lost = new Map<DateName, unknown>();
  let compared: { readonly settings: ChangeSettings; readonly area: readonly Zone[] | undefined } | undefined;
  let decisions: readonly ChangeDecision[] = [];
  /** as decided: the worker tells no more of them than decisions alter */
  let changes: readonly ChangeFacts[] = [];
  const decide = async (api: Pick<ChangeApi, "decide">, list: readonly ChangeDecision[]): Promise<DecidedChanges> => {
    const on = compared;
    const { figures, revised } = await api.decide(list);
    const all = changes.slice();
    for (const change of revised) all[change.id] = change;
    if (compared === on) [decisions, changes] = [list, all];
    return { figures, changes: all };
  };

  const client = createWorkerClient<ChangeApi>("change", startWorker, async (api) => {
    const silent = Comlink.proxy(() => {});
    lost.clear();
    for (const date of dateNames) {
      const files = sides[date];
      if (files !== undefined) await api.setSide(date, files, silent).catch((error: unknown) => lost.set(date, error));
    }
    if (compared === undefined || lost.size > 0) return;
    const { again, decided } = { again: compared, decided: decisions };
    // Should it fail, the next call starts from the two maps rather than failing for ever.
    forgetCompared();
    ({ changes } = await api.compare(again.settings, again.area, silent));
    if (decided.length > 0) await decide(api, decided);
    compared = again;
  });

  function forgetCompared(): void {
    compared = undefined;
    decisions = [];
    changes = [];
  }

  /** What needs both maps. */
  const ask: typeof client.call = (work, signal) =>
    client.call((api) => {
      for (const error of lost.values()) throw error;
      return work(api);
    }, signal);

  /** Reading and comparing loop for seconds: the only prompt cancel is to end the worker. */
  const orStop = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
    const stop = () => client.stop();
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await work;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  };

  return {
    async setSide(date, files, onProgress, signal) {
      delete sides[date]; // else a worker that starts for this call would read the one before
      forgetCompared();
      const facts = await telling(onProgress, (told) =>
        orStop(
          client.call((api) => api.setSide(date, files, told), signal),
          signal,
        ),
      );
      lost.delete(date);
      sides[date] = files;
      return facts;
    },
    clearSide(date) {
      delete sides[date];
      lost.delete(date);
      forgetCompared();
      if (dateNames.every((one) => sides[one] === undefined))
        client.stop(); // and its memory with it
      else void client.call((api) => api.clearSide(date)).catch(() => {});
    },
    swapSides() {
      const { before, after } = sides;
      for (const [date, files] of [["before", after] as const, ["after", before] as const])
        if (files === undefined) delete sides[date];
        else sides[date] = files;
      forgetCompared();
      client.stop(); // the next one is given them the other way round
    },
    async compare(settings, area, onProgress, signal) {
      forgetCompared();
      const made = await telling(onProgress, (told) =>
        orStop(
          ask((api) => api.compare(settings, area, told), signal),
          signal,
        ),
      );
      compared = { settings, area };
      changes = made.changes;
      return made;
    },
    // What was altered is taken note of though nobody should wait for it any more.
    decide: (list, signal) => ask((api) => decide(api, list), signal),
    figuresByZone: (zones, signal) => ask((api) => api.figuresByZone(zones), signal),
    changeAt: (x, y, signal) => ask((api) => api.changeAt(x, y), signal),
    shapeOf: (id, signal) => ask((api) => api.shapeOf(id), signal),
    paintKinds: (rect, level, signal) => ask((api) => api.paintKinds(rect, level), signal),
    paintCovers: (date, rect, level, signal) => ask((api) => api.paintCovers(date, rect, level), signal),
    paintPicture: (bounds, width, height, signal) => ask((api) => api.paintPicture(bounds, width, height), signal),
    drawSample: (design, size, seed, signal) => ask((api) => api.drawSample(design, size, seed), signal),
    exportTable: (table, zones, signal) => ask((api) => api.exportTable(table, zones), signal),
    exportPackage: (options, onProgress, signal) =>
      telling(onProgress, (told) =>
        orStop(
          ask((api) => api.exportPackage(options, told), signal),
          signal,
        ),
      ),
  };
}
