import { expect, test } from "vitest";
import { dispensable, type RunRecord } from "./run-record.ts";

function run(begun: number, change: Partial<RunRecord> = {}): RunRecord {
  return {
    name: `run ${begun}`,
    files: [],
    synthetic: false,
    links: [],
    options: {},
    area: undefined,
    model: "m",
    backend: { wanted: "auto", allowSoftwareGpu: false },
    begun,
    tilesDone: 10,
    tilesTotal: 10,
    exported: true,
    ...change,
  };
}

test("of what is finished and exported the newest five stay", () => {
  const runs = [3, 9, 1, 7, 5, 8, 2].map((begun) => run(begun));
  expect(dispensable(runs).map(({ begun }) => begun)).toEqual([2, 1]);
});

test("an unfinished run and a result never saved stay, however old and however many", () => {
  const old = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((begun) => [
    run(begun, { tilesDone: 9 }),
    run(begun, { exported: false }),
  ]);
  expect(dispensable([...old, run(100), run(101)])).toEqual([]);
});
