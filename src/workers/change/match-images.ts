import * as Comlink from "comlink";
import type { DateName } from "../../core/change/change-map.ts";
import type { Tones } from "../../core/raster/tones.ts";
import type { RasterWindow } from "../../core/raster/window.ts";
import type { Misregistration } from "../../core/registration/misregistration.ts";
import { createWorkerClient, type StartedWorker } from "../client.ts";
import type { MatchApi, MatchedImages, ReadMatched } from "./match-api.ts";

/** Two open photographs held against each other. The page only passes windows on. */
export interface MatchImages {
  /** How far the earlier one lies beside the later one; null where they cannot be matched. */
  misregistration(images: MatchedImages, read: ReadOpen, signal: AbortSignal): Promise<Misregistration | null>;
  /** The tones of the one of `date` in those of the other; see `MatchApi`. */
  tones(
    images: MatchedImages,
    date: DateName,
    seen: Tones | undefined,
    read: ReadOpen,
    signal: AbortSignal,
  ): Promise<Tones | null>;
}

/** A window of an open photograph. */
export type ReadOpen = (...asked: [...Parameters<ReadMatched>, signal: AbortSignal]) => Promise<RasterWindow>;

/** @param startWorker starts one for each piece of work, which ends with it or when it is given up */
export function createMatchImages(startWorker: () => StartedWorker): MatchImages {
  const inThread = async <T>(
    read: ReadOpen,
    work: (api: Comlink.Remote<MatchApi>, send: ReadMatched) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    const client = createWorkerClient<MatchApi>("match", startWorker);
    const over = new AbortController();
    const wanted = AbortSignal.any([signal, over.signal]);
    const send = Comlink.proxy<ReadMatched>(async (date, rect, level) => {
      const window = await read(date, rect, level, wanted);
      return Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer]);
    });
    try {
      return await client.call((api) => work(api, send), signal);
    } finally {
      over.abort();
      client.stop();
    }
  };
  return {
    misregistration: (images, read, signal) => inThread(read, (api, send) => api.estimate(known(images), send), signal),
    tones: (images, date, seen, read, signal) =>
      inThread(read, (api, send) => api.tones(known(images), date, seen, send), signal),
  };
}

/** Of what is open, not all that is known of it. */
const known = ({ before, after }: MatchedImages): MatchedImages => ({
  before: { grid: before.grid, levels: before.levels },
  after: { grid: after.grid, levels: after.levels },
});
