import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();

/**
 * A worker that may crash: the next call after a crash starts a new one and prepares it again (opens the same file,
 * loads the same model). Every call settles: it races its answer against its abort and against the worker's death,
 * for a Comlink call to a dead worker never would.
 */
export interface WorkerClient<Api> {
  /** Rejects with `worker-crashed` when the worker dies, with the signal's reason when aborted. */
  call<T>(work: (api: Comlink.Remote<Api>) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends the worker; its pending calls reject with `worker-crashed`. The next call starts another. */
  stop(): void;
}

/** A worker as its platform starts it: a Web Worker in a page, a worker thread in Node. */
export interface StartedWorker {
  readonly endpoint: Comlink.Endpoint;
  /** Calls back when the worker dies by itself. */
  onDeath(callback: (detail: string) => void): void;
  terminate(): void;
}

interface Running<Api> {
  readonly api: Comlink.Remote<Api>;
  /** What each pending call does when the worker dies. A set and not one promise to race: that would keep every answer. */
  readonly pending: Set<(reason: unknown) => void>;
  /** Ends it; what waits for it gets `reason`. */
  readonly die: (reason: unknown) => void;
  ready: Promise<void>;
}

/**
 * @param name for messages
 * @param startWorker starts one, each time it is called
 * @param prepare brings a fresh worker to the state that calls expect
 */
export function createWorkerClient<Api>(
  name: string,
  startWorker: () => StartedWorker,
  prepare: (api: Comlink.Remote<Api>) => Promise<unknown> = async () => {},
): WorkerClient<Api> {
  let running: Running<Api> | undefined;
  const crashed = (detail: string) => appError("worker-crashed", { worker: name, detail });

  function start(): Running<Api> {
    const worker = startWorker();
    const pending: Running<Api>["pending"] = new Set();
    let isDead = false;
    const fresh: Running<Api> = {
      api: Comlink.wrap<Api>(worker.endpoint),
      pending,
      die: (reason) => {
        if (isDead) return; // a worker thread tells of its death when it is ended too
        isDead = true;
        worker.terminate();
        // Comlink's registry keeps a worker for as long as its proxy lives, and the worker's listeners keep the proxy.
        fresh.api[Comlink.releaseProxy]();
        if (running === fresh) running = undefined;
        for (const reject of pending) reject(reason);
      },
      ready: Promise.resolve(),
    };
    worker.onDeath((detail) => fresh.die(crashed(detail)));
    running = fresh;
    fresh.ready = prepare(fresh.api).then(() => {});
    fresh.ready.catch(fresh.die); // the calls that wait report it; the next call tries afresh
    return fresh;
  }

  return {
    async call<T>(work: (api: Comlink.Remote<Api>) => Promise<T>, signal?: AbortSignal): Promise<T> {
      signal?.throwIfAborted();
      const target = running ?? start();
      const { pending } = target;
      let onAbort = () => {};
      let onDeath = (_: unknown) => {};
      try {
        return await new Promise<T>((resolve, reject) => {
          onAbort = () => reject(signal?.reason);
          onDeath = reject;
          signal?.addEventListener("abort", onAbort, { once: true });
          pending.add(onDeath);
          target.ready.then(() => work(target.api)).then(resolve, reject);
        });
      } finally {
        signal?.removeEventListener("abort", onAbort); // one signal outlives thousands of windows
        pending.delete(onDeath);
      }
    },
    stop() {
      running?.die(crashed("stopped"));
    },
  };
}
