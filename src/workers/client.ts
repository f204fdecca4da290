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
  readonly died: Promise<never>;
  readonly die: (detail: string) => void;
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

  function start(): Running<Api> {
    const worker = startWorker();
    const { promise: died, reject } = rejectable();
    const fresh: Running<Api> = {
      api: Comlink.wrap<Api>(worker.endpoint),
      died,
      die: (detail) => {
        worker.terminate();
        if (running === fresh) running = undefined;
        reject(appError("worker-crashed", { worker: name, detail }));
      },
      ready: Promise.resolve(),
    };
    worker.onDeath(fresh.die);
    running = fresh;
    fresh.ready = prepare(fresh.api).then(() => {});
    fresh.ready.catch(() => {}); // the call that started it reports it; the next call tries afresh
    return fresh;
  }

  return {
    async call(work, signal) {
      signal?.throwIfAborted();
      const target = running ?? start();
      const answer = (async () => {
        try {
          await target.ready;
        } catch (error) {
          target.die("could not be prepared");
          throw error;
        }
        return await work(target.api);
      })();
      const abort = rejectable();
      const onAbort = () => abort.reject(signal?.reason);
      signal?.addEventListener("abort", onAbort, { once: true });
      try {
        return await Promise.race([answer, target.died, abort.promise]);
      } finally {
        signal?.removeEventListener("abort", onAbort); // one signal outlives thousands of windows
        answer.catch(() => {}); // it may still fail after the race is over
      }
    },
    stop() {
      running?.die("stopped");
    },
  };
}

/** A promise that only ever rejects, to race others against; nobody waiting for it is fine. */
function rejectable(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  promise.catch(() => {});
  return { promise, reject };
}
