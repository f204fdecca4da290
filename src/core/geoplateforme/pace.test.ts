import { expect, test } from "vitest";
import { fakeClock } from "../../testing/fake-clock.ts";
import { createPace } from "./pace.ts";

test("never more in a second than allowed, and no slower than that", async () => {
  const clock = fakeClock();
  const pace = createPace(15, clock);
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      await pace.turn();
      times.push(clock.now());
    }),
  );
  for (const time of times)
    expect(times.filter((other) => other >= time && other < time + 999).length).toBeLessThan(16);
  expect(times.at(-1)).toBeCloseTo((99 * 1000) / 15, 3);
});

test("a hold stops those that wait already, too", async () => {
  const clock = fakeClock();
  const pace = createPace(10, clock);
  const times: number[] = [];
  const turns = Array.from({ length: 5 }, async () => {
    await pace.turn();
    times.push(clock.now());
    if (times.length === 2) pace.hold(5000);
  });
  await Promise.all(turns);
  expect(times.slice(0, 2)).toEqual([0, 100]);
  expect(Math.min(...times.slice(2))).toBeGreaterThanOrEqual(5100);
});

test("an aborted wait ends with the signal's reason", async () => {
  const pace = createPace(1, fakeClock());
  await pace.turn();
  await expect(pace.turn(AbortSignal.abort("enough"))).rejects.toBe("enough");
});
