import { expect, test } from "vitest";
import type { InferenceSession, Precision } from "../core/ports/inference-session.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { onTrial } from "./precision-trial.ts";

const window = {} as RasterWindow;

/** A session that answers the same classes again and again, and counts. */
function answering(precision: Precision, ...classes: number[]) {
  const counts = { runs: 0, closed: false };
  const session: InferenceSession = {
    manifest: {} as ModelManifest,
    backend: "webgpu",
    precision: () => precision,
    async run() {
      counts.runs++;
      if (classes.length === 0) throw new Error("a shader that does not compile");
      return { width: 1, height: classes.length, classes: Uint8Array.from(classes), confidence: new Uint8Array() };
    },
    async close() {
      counts.closed = true;
    },
  };
  return { session, counts };
}

const wideClasses = [...Array.from({ length: 199 }, () => 1), 2];

test("half floats that agree are kept, and the wide session is closed", async () => {
  const wide = answering("fp32", ...wideClasses);
  const narrow = answering("fp16", ...Array.from({ length: 200 }, () => 1));
  const session = onTrial(wide.session, narrow.session);
  expect(session.precision()).toBe("fp16-untried");
  expect((await session.run(window)).classes[199]).toBe(2);
  expect(session.precision()).toBe("fp16");
  expect((await session.run(window)).classes[199]).toBe(1);
  expect([wide.counts, narrow.counts]).toEqual([
    { runs: 1, closed: true },
    { runs: 2, closed: false },
  ]);
});

test.each([
  ["disagree on more than one pixel in a hundred", [...wideClasses.slice(3), 2, 2, 2]],
  ["fail", []],
])("half floats that %s are dropped", async (_, narrowClasses) => {
  const narrow = answering("fp16", ...narrowClasses);
  const session = onTrial(answering("fp32", ...wideClasses).session, narrow.session);
  await session.run(window);
  expect(session.precision()).toBe("fp32");
  expect(narrow.counts.closed).toBe(true);
});

test("a window without data decides nothing", async () => {
  const nothing = Array.from({ length: 200 }, () => 0);
  const session = onTrial(answering("fp32", ...nothing).session, answering("fp16", ...nothing).session);
  await session.run(window);
  expect(session.precision()).toBe("fp16-untried");
});
