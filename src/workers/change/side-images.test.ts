import * as Comlink from "comlink";
import { expect, test } from "vitest";
import { appError } from "../../core/errors.ts";
import type { ImageInput, RasterApi } from "../api.ts";
import { createSideImages } from "./side-images.ts";

const signal = new AbortController().signal;
const rect = { column: 0, row: 0, width: 1, height: 1 };
const named = (url: string): ImageInput[] => [{ url }];

/** Raster workers on the other end of a channel; each writes down what it is asked. */
function workers() {
  const asked: string[][] = [];
  const kills: ((detail: string) => void)[] = [];
  const terminated: number[] = [];
  const images = createSideImages(() => {
    const log: string[] = [];
    const number = asked.push(log) - 1;
    const { port1, port2 } = new MessageChannel();
    const given = new Map<number, (error: unknown) => void>();
    let url = "";
    const api: Pick<RasterApi, "open" | "read" | "cancel" | "giveUpOpening"> = {
      async open([input]) {
        if (!("url" in input!)) throw new Error("a link was expected");
        log.push(`open ${input.url}`);
        if (input.url === "broken") throw appError("file-truncated", { file: "broken" });
        if (input.url === "slow") await new Promise(() => {});
        url = input.url;
        return { images: [url] } as never;
      },
      read(_, level, request) {
        log.push(`read ${url} ${level}`);
        if (level === 0) return Promise.resolve({ width: url.length } as never);
        return new Promise((__, reject) => given.set(request, reject));
      },
      cancel: (request) => given.get(request)?.(log.push("cancelled")),
      giveUpOpening: () => void log.push("given up"),
    };
    Comlink.expose(api, port2);
    port1.start();
    return {
      endpoint: port1,
      onDeath: (callback) => kills.push(callback),
      terminate: () => {
        terminated.push(number);
        port1.close();
      },
    };
  });
  return { images, asked, kills, terminated };
}

test("each date has a worker of its own, ended when its photograph is closed", async () => {
  const { images, asked, terminated } = workers();
  await images.open("before", named("2021"), {}, signal);
  await images.open("after", named("2024!"), {}, signal);
  expect(await images.read("before", rect, 0, signal)).toEqual({ width: 4 });
  expect(await images.read("after", rect, 0, signal)).toEqual({ width: 5 });
  images.close("before");
  expect(terminated).toEqual([0]);
  expect(asked).toEqual([
    ["open 2021", "read 2021 0"],
    ["open 2024!", "read 2024! 0"],
  ]);
});

test("after a crash a fresh worker has the photograph open again", async () => {
  const { images, asked, kills } = workers();
  await images.open("before", named("2021"), {}, signal);
  const waiting = images.read("before", rect, 1, signal);
  await expect.poll(() => asked[0]).toHaveLength(2);
  kills[0]!("out of memory");
  await expect(waiting).rejects.toMatchObject({ tag: "worker-crashed" });
  await images.read("before", rect, 0, signal);
  expect(asked[1]).toEqual(["open 2021", "read 2021 0"]);
});

test("a photograph that cannot be opened leaves the one before", async () => {
  const { images, asked, kills } = workers();
  await images.open("after", named("2024"), {}, signal);
  await expect(images.open("after", named("broken"), {}, signal)).rejects.toMatchObject({ tag: "file-truncated" });
  kills[0]!("gone");
  await images.read("after", rect, 0, signal);
  expect(asked[1]).toEqual(["open 2024", "read 2024 0"]);
});

test("what is no longer wanted is given up in the worker", async () => {
  const { images, asked } = workers();
  await images.open("after", named("2024"), {}, signal);
  const wanted = new AbortController();
  const reading = images.read("after", rect, 1, wanted.signal);
  const opening = images.open("before", named("slow"), {}, wanted.signal);
  await expect.poll(() => asked.map((log) => log.length)).toEqual([2, 1]);
  wanted.abort(appError("cancelled", {}));
  await expect(reading).rejects.toMatchObject({ tag: "cancelled" });
  await expect(opening).rejects.toMatchObject({ tag: "cancelled" });
  await expect.poll(() => asked[0]).toContain("cancelled");
  await expect.poll(() => asked[1]).toContain("given up");
});
