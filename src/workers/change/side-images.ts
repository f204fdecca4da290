import type { DateName } from "../../core/change/change-map.ts";
import type { OpenImageOptions } from "../../core/ports/open-options.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import type { RasterWindow } from "../../core/raster/window.ts";
import type { ImageInput, OpenedRaster, RasterApi } from "../api.ts";
import { cancellable } from "../cancellable.ts";
import { createWorkerClient, type StartedWorker, type WorkerClient } from "../client.ts";

/** The photographs of the two dates, each open in a thread of its own as long as it is compared. */
export interface SideImages {
  /** It takes the place of the date's one before, which stays where this one cannot be opened. */
  open(
    date: DateName,
    inputs: readonly ImageInput[],
    options: OpenImageOptions,
    signal: AbortSignal,
  ): Promise<OpenedRaster>;
  close(date: DateName): void;
  /** A rectangle of the date's `levels[level]`. */
  read(date: DateName, rect: PixelRect, level: number, signal: AbortSignal): Promise<RasterWindow>;
  /** A rough picture of the whole, where a sharper one takes long. */
  preview(date: DateName, signal: AbortSignal): Promise<RasterWindow | undefined>;
}

interface SideImage {
  readonly client: WorkerClient<RasterApi>;
  opened: { readonly inputs: readonly ImageInput[]; readonly options: OpenImageOptions } | undefined;
}

/** @param startWorker starts a raster worker, and another after a crash, which opens the same photograph again */
export function createSideImages(startWorker: () => StartedWorker): SideImages {
  const sides: { readonly [date in DateName]: SideImage } = { before: side(startWorker), after: side(startWorker) };
  return {
    async open(date, inputs, options, signal) {
      const { client } = sides[date];
      const before = sides[date].opened;
      sides[date].opened = undefined; // a worker that must be started for this call has nothing else to open first
      const giveUp = () => void client.call((api) => api.giveUpOpening()).catch(() => {});
      signal.addEventListener("abort", giveUp, { once: true });
      try {
        const opened = await client.call((api) => api.open(inputs, options), signal);
        sides[date].opened = { inputs, options };
        return opened;
      } catch (error) {
        sides[date].opened ??= before;
        throw error;
      } finally {
        signal.removeEventListener("abort", giveUp);
      }
    },
    close(date) {
      sides[date].opened = undefined;
      sides[date].client.stop(); // and its memory with it
    },
    read: (date, rect, level, signal) =>
      cancellable(sides[date].client, (api, request) => api.read(rect, level, request), signal),
    preview: (date, signal) => sides[date].client.call((api) => api.preview(), signal),
  };
}

function side(startWorker: () => StartedWorker): SideImage {
  const image: SideImage = {
    opened: undefined,
    client: createWorkerClient<RasterApi>("raster", startWorker, async (api) => {
      if (image.opened !== undefined) await api.open(image.opened.inputs, image.opened.options);
    }),
  };
  return image;
}
