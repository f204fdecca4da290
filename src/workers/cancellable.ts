import type * as Comlink from "comlink";
import type { RasterApi } from "./api.ts";
import type { WorkerClient } from "./client.ts";

/** Numbers are of all raster workers together: which one a request went to does not matter. */
let requests = 0;

/** A call to a raster worker that it gives up when aborted: the worker lives on, for what it has open. */
export async function cancellable<T>(
  raster: WorkerClient<RasterApi>,
  work: (api: Comlink.Remote<RasterApi>, request: number) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const request = ++requests;
  const cancel = () => void raster.call((api) => api.cancel(request)).catch(() => {});
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await raster.call((api) => work(api, request), signal);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
