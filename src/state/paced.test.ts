import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced } from "./paced.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a thousand windows in ten seconds are shown a hundred times, and the last of them is", () => {
  const shown: number[] = [];
  let window = 0;
  const show = paced(100, () => shown.push(window));
  for (window = 1; window <= 1000; window++) {
    show.ask();
    if (window < 1000) vi.advanceTimersByTime(10);
  }
  window = 1000;
  vi.advanceTimersByTime(1000);
  expect(shown[0]).toBe(1);
  expect(shown.at(-1)).toBe(1000);
  expect(shown.length).toBeLessThanOrEqual(102);
  expect(vi.getTimerCount()).toBe(0);
});

test("what is rare is shown at once", () => {
  const work = vi.fn();
  const show = paced(100, work);
  for (let times = 1; times <= 3; times++) {
    show.ask();
    expect(work).toHaveBeenCalledTimes(times);
    vi.advanceTimersByTime(500);
  }
});

test("once stopped, nothing follows", () => {
  const work = vi.fn();
  const show = paced(100, work);
  show.ask();
  show.ask();
  show.stop();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(1);
});
