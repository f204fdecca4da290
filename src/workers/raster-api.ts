import * as Comlink from "comlink";
import { type AppError, appError } from "../core/errors.ts";
import { isNorthUp } from "../core/geo/affine.ts";
import type { PlacedFile } from "../core/placed-file.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import { toKeptTile } from "../core/raster/kept-window.ts";
import { type TilePlan, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import { rasterFile } from "../export/raster-file.ts";
import { readModelWindow } from "../pipeline/window-reader.ts";
import { browserDecoder } from "../sources/browser-decoder.ts";
import { openImages } from "../sources/open-images.ts";
import type { RasterFile } from "../sources/raster-file.ts";
import { openUrl } from "../sources/url-file.ts";
import { type BlockClassRaster, openBlockClassRaster } from "../storage/block-class-raster.ts";
import { classRasterBytes } from "../storage/block-layout.ts";
import { createMemoryStore } from "../storage/memory-store.ts";
import { openOpfsStore } from "../storage/opfs-store.ts";
import type { ClassesApi, ImageInput, RasterApi } from "./api.ts";
import { unpackPool } from "./unpack-pool.ts";

const transferClasses = (window: ClassWindow) =>
  Comlink.transfer(window, [window.classes.buffer, window.confidence.buffer]);

const transferPixels = (window: RasterWindow) => Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer]);

export function createRasterApi(): RasterApi {
  const decoder = { ...browserDecoder(), ...unpackPool() };
  let source: RasterSource | undefined;
  let run: { plan: TilePlan; name: string; durable: boolean; raster: BlockClassRaster } | undefined;
  /** Only the last file asked for may become the open one: a slow one must not come in after it. */
  let lastOpen = 0;
  /** Class rasters are opened and closed one after the other: two on the same file would lock each other out. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  /** Reads and exports that the page may no longer want. */
  const requests = new Map<number, AbortController>();
  const cancellable = async <T>(request: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    requests.set(request, controller);
    try {
      return await work(controller.signal);
    } finally {
      requests.delete(request);
    }
  };

  const opened = () => {
    if (source === undefined) throw appError("internal", { detail: "no image opened" });
    return source;
  };
  const begun = () => {
    if (run === undefined) throw appError("internal", { detail: "no run begun" });
    return run;
  };

  return {
    giveUpOpening() {
      lastOpen++;
    },
    async open(inputs, options) {
      const mine = ++lastOpen;
      const files = await Promise.all(inputs.map(toFile));
      const { source: next, ...told } = await openImages(files, { decoder, ...options });
      const refused = mine !== lastOpen ? appError("cancelled", {}) : refusalToDraw(next);
      if (refused !== undefined) {
        next.close();
        throw refused;
      }
      const before = { source, run };
      source = next;
      run = undefined;
      inTurn(async () => {
        await new Promise((resolve) => setTimeout(resolve)); // this call answers first, so that the page knows
        before.source?.close();
        await before.run?.raster.close();
      }).catch(() => {});
      return { grid: next.grid, levels: next.levels, facts: next.facts, ...told };
    },
    close() {
      lastOpen++;
      const before = { source, run };
      source = undefined;
      run = undefined;
      return inTurn(async () => {
        before.source?.close();
        await before.run?.raster.close();
      });
    },
    async read(rect, level, request) {
      return transferPixels(await cancellable(request, (signal) => opened().read(rect, level, signal)));
    },
    cancel(request) {
      requests.get(request)?.abort(appError("cancelled", {}));
    },
    async preview() {
      const window = await opened().preview?.();
      return window && transferPixels(window);
    },
    begin: (plan, name, keep) =>
      inTurn(async () => {
        const before = run;
        // What is only in memory would be lost by closing it.
        if (before === undefined || before.durable || before.name !== name) {
          run = undefined;
          await before?.raster.close();
          run = { plan, name, ...(await openClassRaster(plan, name, keep)) };
        }
        const { raster, durable } = begun();
        const { grid, levels, damaged } = raster;
        const written = Uint8Array.from({ length: tileCount(plan) }, (_, tile) => (raster.isWritten(tile) ? 1 : 0));
        return { grid, levels, written, damaged, durable };
      }),
    async readModelWindow(tile) {
      const window = await readModelWindow(opened(), begun().plan, tile);
      return window === null ? null : transferPixels(window);
    },
    async writeTile(index, answer) {
      const { plan, raster } = begun();
      const tile = tileAt(plan, index);
      await raster.writeTile(index, answer === null ? emptyTile(tile.kept) : toKeptTile(plan, tile, answer));
    },
    async readClasses(rect, level) {
      return transferClasses(await begun().raster.read(rect, level));
    },
    async counts() {
      return begun().raster.counts();
    },
    async flush() {
      await begun().raster.flush();
    },
    exportRaster(kind, options, area, onProgress, request) {
      const share = (done: number, total: number) => onProgress(done / total);
      return cancellable(request, (signal) => rasterFile(kind, begun().raster, options, area, share, signal));
    },
    serveClasses(port) {
      const { raster } = begun();
      const served: ClassesApi = { read: async (rect, level) => transferClasses(await raster.read(rect, level)) };
      Comlink.expose(served, port);
    },
  };
}

async function toFile(input: ImageInput): Promise<PlacedFile<RasterFile>> {
  return "url" in input ? { file: await openUrl(input.url, self.location.origin), folder: "" } : input;
}

/** The map draws pixels as they lie: north up and square (in degrees, square degrees), to a thousandth. */
function refusalToDraw({ grid, facts }: RasterSource): AppError | undefined {
  const [width, , , , height] = grid.affine;
  const square = Math.abs(width / height + 1) < 1e-3;
  if (isNorthUp(grid.affine) && square) return undefined;
  const detail = isNorthUp(grid.affine) ? `${width} × ${-height}` : "rotation";
  return appError("affine-unsupported", { file: facts.file, detail });
}

async function openClassRaster(plan: TilePlan, name: string, keep: boolean) {
  const kept = keep ? await openOpfsStore(name, classRasterBytes(plan)) : undefined;
  const store = kept ?? createMemoryStore();
  try {
    return { raster: await openBlockClassRaster(plan, store), durable: kept !== undefined };
  } catch (error) {
    await store.close(); // else this very tab would lock itself out
    throw error;
  }
}

function emptyTile({ width, height }: PixelRect): ClassWindow {
  return { width, height, classes: new Uint8Array(width * height), confidence: new Uint8Array(width * height) };
}
