import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Edit } from "../../core/edits/edit.ts";
import type { ModelManifest } from "../../core/ports/model-manifest.ts";
import type { RunRecord } from "../../core/ports/run-record.ts";
import { pictureGrid } from "../../testing/pictures.ts";
import type { Engine } from "../../workers/engine.ts";
import { createApp, type OpenImage, type Result } from "../store.ts";
import { startSegmentation } from "./start-segmentation.ts";

const manifest = JSON.parse(readFileSync("models/ocsol-tiny-test/manifest.json", "utf8")) as ModelManifest;
const edit = (x: number): Edit => ({ kind: "accept", at: [x, 0], was: 1, squareMetres: 1 });

/** Takes up the finished run "a", which was exported and left with corrections; counting waits for the test. */
async function takeUp(
  kept: readonly Edit[],
  shown: Result | undefined,
  onScreen: readonly Edit[],
  meanwhile = onScreen,
) {
  let remembered: Partial<RunRecord> = {};
  let count = () => {};
  const engine = {
    runs: {
      isDurable: async () => true,
      identify: async () => [],
      nameOf: async () => "a",
      find: async () => ({ exported: true, tilesDone: 1 }),
      remember: async (run: RunRecord) => {
        remembered = run;
      },
    },
    work: { find: async () => ({ edits: kept, corrections: kept.length }) },
    begin: async () => ({ durable: true, damaged: 0, written: new Uint8Array(1000).fill(1) }),
    counts: () => new Promise((resolve) => (count = () => resolve(new Float64Array(16)))),
  } as unknown as Engine;
  const app = createApp(engine, [{ manifest, url: "" }], manifest.id, { save: async () => {} }, "0");
  const image = { inputs: [], options: {}, opened: { grid: pictureGrid(300, 200), bytes: 1 } } as unknown as OpenImage;
  app.store.setState({
    image,
    result: shown,
    edits: onScreen,
    kept: { ...app.store.getState().kept, list: [{} as never] },
  });
  const run = startSegmentation(app);
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (meanwhile !== onScreen) app.store.setState({ edits: meanwhile });
  count();
  await run;
  expect(app.store.getState().run.phase).toBe("done");
  return { edits: app.store.getState().edits, exported: remembered.exported };
}

const run = (name: string) => ({ from: "run", name }) as Result;

test("a run begins with the corrections it was left with, whatever is on the screen", async () => {
  expect(await takeUp([edit(1)], undefined, [])).toEqual({ edits: [edit(1)], exported: true });
  expect(await takeUp([edit(1)], run("b"), [edit(2)])).toEqual({ edits: [edit(1)], exported: true });
});

test("without any it takes those on the screen, which no file has, but none of an opened file", async () => {
  expect(await takeUp([], run("b"), [edit(2)])).toEqual({ edits: [edit(2)], exported: false });
  expect(await takeUp([], { from: "file" } as Result, [edit(2)])).toEqual({ edits: [], exported: true });
});

test("what is undone while it is taken up stays undone", async () => {
  expect(await takeUp([edit(1)], run("a"), [edit(1)], [])).toEqual({ edits: [], exported: false });
  expect(await takeUp([], run("b"), [edit(1), edit(2)], [edit(1)])).toEqual({ edits: [edit(1)], exported: false });
});
