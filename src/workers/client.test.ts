import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as Comlink from "comlink";
import { expect, test } from "vitest";
import { appError } from "../core/errors.ts";
import { createWorkerClient, type StartedWorker } from "./client.ts";

interface Api {
  echo(value: number): number;
  fail(): void;
  never(): Promise<void>;
}

/** A worker on the other end of a channel, in this very thread; `kill` is what a crash looks like from outside. */
function workers() {
  let started = 0;
  let kill: (detail: string) => void = () => {};
  const start = (): StartedWorker => {
    started++;
    const { port1, port2 } = new MessageChannel();
    const api: Api = {
      echo: (value) => value,
      fail() {
        throw appError("crs-missing", { file: "a.tif" });
      },
      never: () => new Promise(() => {}),
    };
    Comlink.expose(api, port2);
    port1.start();
    return {
      endpoint: port1,
      onDeath: (callback) => {
        kill = callback;
      },
      terminate: () => port1.close(),
    };
  };
  return { start, started: () => started, kill: (detail: string) => kill(detail) };
}

test("answers, and carries an error's tag and fields", async () => {
  const { start } = workers();
  const client = createWorkerClient<Api>("test", start);
  expect(await client.call((api) => api.echo(7))).toBe(7);
  await expect(client.call((api) => api.fail())).rejects.toMatchObject({
    tag: "crs-missing",
    fields: { file: "a.tif" },
  });
  client.stop();
});

test("a pending call settles when the worker dies, and the next call gets a fresh, prepared one", async () => {
  const { start, started, kill } = workers();
  let prepared = 0;
  const client = createWorkerClient<Api>("test", start, async (api) => {
    prepared += await api.echo(1);
  });
  const pending = client.call((api) => api.never());
  pending.catch(() => {});
  await client.call((api) => api.echo(1));
  kill("out of memory");
  await expect(pending).rejects.toMatchObject({ tag: "worker-crashed", fields: { detail: "out of memory" } });
  expect(await client.call((api) => api.echo(3))).toBe(3);
  expect([started(), prepared]).toEqual([2, 2]);
  client.stop();
});

test("a pending call settles when aborted; the worker lives on", async () => {
  const { start, started } = workers();
  const client = createWorkerClient<Api>("test", start);
  const controller = new AbortController();
  const pending = client.call((api) => api.never(), controller.signal);
  controller.abort(appError("cancelled", {}));
  await expect(pending).rejects.toMatchObject({ tag: "cancelled" });
  expect(await client.call((api) => api.echo(2))).toBe(2);
  expect(started()).toBe(1);
  client.stop();
});

test("when it cannot be prepared the call says why, and the next call tries afresh", async () => {
  const { start, started } = workers();
  let good = false;
  const client = createWorkerClient<Api>("test", start, async () => {
    if (!good) throw appError("model-checksum", { file: "m", expected: "a", actual: "b" });
  });
  await expect(client.call((api) => api.echo(1))).rejects.toMatchObject({ tag: "model-checksum" });
  good = true;
  expect(await client.call((api) => api.echo(1))).toBe(1);
  expect(started()).toBe(2);
  client.stop();
});

test("an ended worker is kept by nothing", async () => {
  // Apart, so that no variable of this test keeps one.
  const useAndEnd = async () => {
    const endpoints: WeakRef<object>[] = [];
    // It keeps its listeners, as a Web Worker does.
    const client = createWorkerClient<Api>("test", () => {
      const endpoint = Object.assign(new EventTarget(), { postMessage() {} });
      endpoints.push(new WeakRef(endpoint));
      const onDeath = (callback: (detail: string) => void) =>
        endpoint.addEventListener("error", ({ type }) => callback(type));
      return { endpoint, onDeath, terminate() {} };
    });
    for (let run = 0; run < 3; run++) {
      await client.call(async () => {});
      client.stop();
    }
    return { client, endpoints };
  };
  const { client, endpoints } = await useAndEnd();
  await collectGarbage();
  expect(endpoints.map((endpoint) => endpoint.deref())).toEqual([undefined, undefined, undefined]);
  client.stop(); // the client itself has lived till here
});

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let times = 0; times < 2; times++) {
    await new Promise((resolve) => setImmediate(resolve)); // what a WeakRef has shown lives until the task ends
    collect();
  }
}
