import { describe, expect, test } from "vitest";
import { appError } from "../core/errors.ts";
import { createPause } from "../core/pause.ts";
import type { SegmentationPorts, SegmentationProgress } from "../core/ports/segmentation.ts";
import { planTiles, tileCount } from "../core/raster/tile-plan.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { pictureGrid } from "../testing/pictures.ts";
import { segment } from "./segment.ts";

const plan = planTiles(pictureGrid(300, 200), { windowPx: 64, haloPx: 8, resolutionMetres: 0.2 });
const tiles = [...Array(tileCount(plan)).keys()];

/** A window that carries its tile's number as its first pixel. */
const windowOf = (tile: number): RasterWindow => ({
  width: 64,
  height: 64,
  bands: 1,
  pixels: Uint8Array.of(tile),
  mask: Uint8Array.of(255),
  affine: [1, 0, tile, 0, -1, 0],
});

/** Ports that remember what was asked of them. */
function ports(changes: Partial<SegmentationPorts> = {}) {
  const written: number[] = [];
  const answered: number[] = [];
  let clock = 0;
  const all: SegmentationPorts = {
    readWindow: async (tile) => windowOf(tile),
    async infer(window) {
      answered.push(window.pixels[0]!);
      return { width: 48, height: 48, classes: new Uint8Array(48 * 48), confidence: new Uint8Array(48 * 48) };
    },
    async writeTile(tile) {
      written.push(tile);
    },
    lanes: 2,
    now: () => clock++,
    ...changes,
  };
  return { ...all, written, answered };
}

const noSignal = () => new AbortController().signal;

test("every tile is read, answered and written once", async () => {
  const all = ports();
  const seen: SegmentationProgress[] = [];
  const summary = await segment(plan, tiles, all, (progress) => seen.push(progress), noSignal());
  expect(all.written.sort((p, q) => p - q)).toEqual(tiles);
  expect(summary).toMatchObject({ windows: tiles.length, skipped: 0, pixels: 300 * 200 });
  expect(seen.at(-1)).toMatchObject({ tilesDone: tiles.length, tilesTotal: tiles.length, pixelsDone: 300 * 200 });
  expect(seen[0]!.secondsLeft).toBeUndefined();
});

test("a tile without data costs no inference, and is written as such", async () => {
  const empty = new Set([3, 7]);
  const all = ports({ readWindow: async (tile) => (empty.has(tile) ? null : windowOf(tile)) });
  const summary = await segment(plan, tiles, all, () => {}, noSignal());
  expect(summary).toMatchObject({ windows: tiles.length - 2, skipped: 2 });
  expect(all.answered.some((tile) => empty.has(tile))).toBe(false);
  expect(all.written).toHaveLength(tiles.length);
});

describe("a window lost with its worker", () => {
  const crash = () => appError("worker-crashed", { worker: "inference", detail: "out of memory" });

  test("is read again and retried once", async () => {
    const plain = ports();
    let crashes = 1;
    let reads = 0;
    const all = {
      ...plain,
      readWindow: async (tile: number) => {
        reads++;
        return windowOf(tile);
      },
      infer: async (window: RasterWindow, signal: Parameters<SegmentationPorts["infer"]>[1]) => {
        if (window.pixels[0] === 5 && crashes-- > 0) throw crash();
        return plain.infer(window, signal);
      },
    };
    await segment(plan, tiles, all, () => {}, noSignal());
    expect(plain.written).toHaveLength(tiles.length);
    expect(reads).toBe(tiles.length + 1);
  });

  test("twice ends the run with the error; what was done stays", async () => {
    const plain = ports();
    const all = {
      ...plain,
      infer: async (window: RasterWindow, signal: Parameters<SegmentationPorts["infer"]>[1]) => {
        if (window.pixels[0] === 5) throw crash();
        return plain.infer(window, signal);
      },
    };
    await expect(segment(plan, tiles, all, () => {}, noSignal())).rejects.toMatchObject({ tag: "worker-crashed" });
    expect(plain.written.length).toBeGreaterThan(0);
    expect(plain.written).not.toContain(5);
  });
});

test("an abort settles the run and nothing more is written", async () => {
  const controller = new AbortController();
  const all = ports();
  const run = segment(
    plan,
    tiles,
    all,
    ({ tilesDone }) => {
      if (tilesDone === 4) controller.abort(appError("cancelled", {}));
    },
    controller.signal,
  );
  await expect(run).rejects.toMatchObject({ tag: "cancelled" });
  const done = all.written.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(all.written.length).toBe(done);
  expect(done).toBeLessThan(tiles.length);
});

describe("paused", () => {
  /** A run that is paused once `at` tiles are done, on a clock in seconds that the test moves. */
  function pausedRun(at: number, signal = noSignal()) {
    const pause = createPause();
    let clock = 0;
    const seen: SegmentationProgress[] = [];
    const plain = ports();
    const all: SegmentationPorts = {
      ...plain,
      pause,
      now: () => clock,
      infer: async (window, until) => {
        clock += 1000;
        return plain.infer(window, until);
      },
    };
    let noteRest = () => {};
    const rest = new Promise<void>((resolve) => {
      noteRest = resolve;
    });
    const onProgress = (progress: SegmentationProgress) => {
      seen.push(progress);
      if (progress.tilesDone === at && progress.tile !== undefined) pause.set(true);
      if (progress.atRest) noteRest();
    };
    const ended = segment(plan, tiles, all, onProgress, signal);
    return {
      pause,
      seen,
      rest,
      ended,
      written: plain.written,
      wait: (milliseconds: number) => (clock += milliseconds),
    };
  }

  test("the windows on their way are written, no other begins, and the clock stands still", async () => {
    const { pause, seen, rest, ended, written, wait } = pausedRun(4);
    await rest;
    const done = written.length;
    expect(done).toBeGreaterThanOrEqual(4);
    expect(done).toBeLessThanOrEqual(5); // two lanes: one window was on its way
    const atRest = seen.at(-1)!;
    wait(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(written.length).toBe(done);
    pause.set(false);
    const { seconds } = await ended;
    expect(written.sort((p, q) => p - q)).toEqual(tiles);
    expect(seen.find(({ atRest, tilesDone }) => !atRest && tilesDone >= done)!.seconds).toBeLessThanOrEqual(
      atRest.seconds + 1,
    );
    expect(seconds.total).toBeLessThanOrEqual(tiles.length);
    expect(seen.at(-1)).toMatchObject({ tilesDone: tiles.length, atRest: false });
  });

  test("an abort ends it", async () => {
    const controller = new AbortController();
    const { rest, ended, written } = pausedRun(4, controller.signal);
    await rest;
    const done = written.length;
    controller.abort(appError("cancelled", {}));
    await expect(ended).rejects.toMatchObject({ tag: "cancelled" });
    expect(written.length).toBe(done);
  });

  test("as the last windows come in, the run ends without a rest", async () => {
    const { seen, ended } = pausedRun(tiles.length);
    await ended;
    expect(seen.some(({ atRest }) => atRest)).toBe(false);
  });
});
