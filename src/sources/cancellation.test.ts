import { expect, test } from "vitest";
import { eachLimited, orAborted } from "./cancellation.ts";

const never = new Promise<never>(() => {});

test("orAborted gives the promise's outcome when nothing aborts", async () => {
  const { signal } = new AbortController();
  await expect(orAborted(Promise.resolve(3), signal)).resolves.toBe(3);
  await expect(orAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("orAborted rejects with the reason, before or during the wait", async () => {
  const controller = new AbortController();
  const waiting = orAborted(never, controller.signal);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await expect(orAborted(never, controller.signal)).rejects.toThrow("enough");
});

test("eachLimited does every item once, never more than the limit at a time", async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await eachLimited([1, 2, 3, 4, 5, 6, 7], 3, undefined, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, item % 2));
    running--;
    done.push(item);
  });
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test("eachLimited starts nothing more once a step failed or the signal aborted", async () => {
  const started: number[] = [];
  const failing = eachLimited([1, 2, 3, 4], 1, undefined, async (item) => {
    started.push(item);
    if (item === 2) throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  const controller = new AbortController();
  const aborted = eachLimited([5, 6, 7], 1, controller.signal, async (item) => {
    started.push(item);
    controller.abort(new Error("enough"));
  });
  await expect(aborted).rejects.toThrow("enough");
  expect(started).toEqual([1, 2, 5]);
});
