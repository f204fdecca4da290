import { expect, test } from "vitest";
import { createPause } from "./pause.ts";

test("work waits while it is on, and goes on when it is over", async () => {
  const pause = createPause();
  const { signal } = new AbortController();
  await pause.over(signal);
  pause.set(true);
  let woken = 0;
  const waiting = [1, 2].map(async () => {
    await pause.over(signal);
    woken++;
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect([pause.on, woken]).toEqual([true, 0]);
  pause.set(false);
  await Promise.all(waiting);
  expect([pause.on, woken]).toEqual([false, 2]);
});

test("who waits is let go by an abort, with its reason", async () => {
  const pause = createPause();
  const controller = new AbortController();
  pause.set(true);
  const waiting = pause.over(controller.signal);
  controller.abort("enough");
  await expect(waiting).rejects.toBe("enough");
  await expect(pause.over(controller.signal)).rejects.toBe("enough");
});
