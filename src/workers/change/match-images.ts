import * as Comlink from "comlink";
import type { Misregistration } from "../../core/registration/misregistration.ts";
import { createWorkerClient, type StartedWorker } from "../client.ts";
import type { MatchApi } from "./match-api.ts";
import type { SideImages } from "./side-images.ts";

/**
 * How far the earlier of two open photographs lies beside the later one; null where they cannot be matched. The page only
 * passes windows on.
 */
export type MatchImages = (
  images: Parameters<MatchApi["estimate"]>[0],
  signal: AbortSignal,
) => Promise<Misregistration | null>;

/** @param startWorker starts one for each estimate, which ends with it or when it is given up */
export function createMatchImages(startWorker: () => StartedWorker, { read }: Pick<SideImages, "read">): MatchImages {
  return async ({ before, after }, signal) => {
    const client = createWorkerClient<MatchApi>("match", startWorker);
    const over = new AbortController();
    const wanted = AbortSignal.any([signal, over.signal]);
    const send = Comlink.proxy<Parameters<MatchApi["estimate"]>[1]>(async (date, rect, level) => {
      const window = await read(date, rect, level, wanted);
      return Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer]);
    });
    try {
      // of what is open, not all that is known of it
      const images = { before: only(before), after: only(after) };
      return await client.call((api) => api.estimate(images, send), signal);
    } finally {
      over.abort();
      client.stop();
    }
  };
}

function only({ grid, levels }: Parameters<MatchImages>[0]["before"]): Parameters<MatchImages>[0]["before"] {
  return { grid, levels };
}
