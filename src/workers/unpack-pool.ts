import * as Comlink from "comlink";
import type { ImageDecoder, Inflate } from "../core/ports/image-decoder.ts";
import type { UnpackApi } from "./api.ts";
import { createWorkerClient } from "./client.ts";
import unpackWorkerUrl from "./unpack.worker.ts?worker&url";
import { startWebWorker } from "./web-worker.ts";

/** As many tiles as a reader has under way. */
const MOST_WORKERS = 4;

/**
 * Deflate on threads of their own, while the reader's reads and composes. They start with the first image that needs
 * them, and are the same for all. Nothing where a worker cannot start another.
 */
export function unpackPool(): Pick<ImageDecoder, "inflater"> {
  if (!("Worker" in globalThis)) return {};
  let started: Inflate | undefined;
  return { inflater: () => (started ??= startPool()) };
}

function startPool(): Inflate {
  const workers = Array.from({ length: Math.min(MOST_WORKERS, navigator.hardwareConcurrency) }, () => ({
    waiting: 0,
    client: createWorkerClient<UnpackApi>("unpack", () => startWebWorker(unpackWorkerUrl, "unpack")),
  }));
  // A worker that cannot start says so to the tile that needs it.
  for (const { client } of workers) client.call(async () => {}).catch(() => {});
  return async (bytes, size, differences) => {
    const worker = workers.reduce((idlest, each) => (each.waiting < idlest.waiting ? each : idlest));
    worker.waiting++;
    try {
      const { plain, damage } = await worker.client.call((api) =>
        api.inflate(Comlink.transfer(bytes, [bytes.buffer]), size, differences),
      );
      if (plain === undefined) throw new Error(damage);
      return plain;
    } finally {
      worker.waiting--;
    }
  };
}
