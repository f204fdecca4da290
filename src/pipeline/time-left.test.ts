import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createTimeLeft } from "./time-left.ts";

const folder = new URL("recorded-runs/", import.meta.url);
const recorded = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recorded) }));

interface Recorded {
  readonly lanes: number;
  readonly milliseconds: readonly number[];
}

/** What is told after each window, beside what is true. */
function replay({ lanes, milliseconds }: Recorded) {
  const left = createTimeLeft(milliseconds.length, lanes);
  const total = milliseconds.at(-1)! / 1000;
  return milliseconds.map((millisecond) => {
    left.done(millisecond / 1000);
    return { told: left.seconds, truth: total - millisecond / 1000, total };
  });
}

/** A run of `count` windows in one lane, each taking what `secondsOf` says. */
function run(count: number, secondsOf: (window: number) => number): Recorded {
  let end = 0;
  const milliseconds: number[] = [];
  for (let window = 0; window < count; window++) {
    end += 1000 * secondsOf(window);
    milliseconds.push(end);
  }
  return { lanes: 1, milliseconds };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(recorded)("the recorded run $name", ({ lanes, milliseconds }) => {
  const told = replay({ lanes, milliseconds });
  const spoken = told.flatMap(({ told, truth, total }) => (told === undefined ? [] : [{ told, truth, total }]));

  test("is silent for a twentieth and speaks from then on", () => {
    const first = told.findIndex(({ told }) => told !== undefined);
    expect((first + 1) / told.length).toBeGreaterThanOrEqual(0.05);
    expect((first + 1) / told.length).toBeLessThan(0.15);
    expect(spoken.length).toBe(told.length - first);
  });

  test("hardly ever goes up: all rises together are under a tenth of the run", () => {
    const rises = spoken.map(({ told }, at) => (at === 0 ? 0 : Math.max(0, told - spoken[at - 1]!.told)));
    expect(rises.reduce((sum, rise) => sum + rise, 0)).toBeLessThan(0.1 * spoken[0]!.total);
  });

  test("is within a third of the run in its second half, and at the end is true", () => {
    const late = spoken.filter(({ truth, total }) => truth < total / 2);
    for (const { told, truth, total } of late) expect(Math.abs(told - truth)).toBeLessThan(total / 3);
    expect(spoken.at(-1)!.told).toBeLessThan(0.02 * spoken[0]!.total);
  });
});

test("over the recorded runs it is nearer to the truth than the mean pace since the start", () => {
  const errors = recorded.map(({ lanes, milliseconds }) => {
    const spoken = replay({ lanes, milliseconds }).flatMap(({ told, truth, total }, at) => {
      const naive = ((total - truth) / (at + 1)) * (milliseconds.length - at - 1);
      return told === undefined ? [] : [[Math.abs(told - truth) / total, Math.abs(naive - truth) / total] as const];
    });
    return { ours: mean(spoken.map(([ours]) => ours)), naive: mean(spoken.map(([, naive]) => naive)) };
  });
  expect(mean(errors.map(({ ours }) => ours))).toBeLessThan(0.8 * mean(errors.map(({ naive }) => naive)));
});

test("at an even pace it is exact, whatever the first window cost", () => {
  for (const first of [1, 60]) {
    const spoken = replay(run(200, (window) => (window === 0 ? first : 1))).filter(({ told }) => told !== undefined);
    for (const { told, truth } of spoken) expect(told).toBeCloseTo(truth, 6);
  }
});

test("a machine that slows down to a third is believed before a fifth of the rest is done", () => {
  const told = replay(run(1000, (window) => (window < 500 ? 1 : 3)));
  const { told: said, truth } = told[600]!;
  expect(Math.abs(said! - truth)).toBeLessThan(0.35 * truth);
  const { told: later, truth: then } = told[800]!;
  expect(Math.abs(later! - then)).toBeLessThan(0.1 * then);
});
