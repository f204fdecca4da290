import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DateName } from "../../../core/change/change-map.ts";
import { appError } from "../../../core/errors.ts";
import type { ModelManifest } from "../../../core/ports/model-manifest.ts";
import type { TilePlan } from "../../../core/raster/tile-plan.ts";
import type { Tones } from "../../../core/raster/tones.ts";
import { pictureGrid } from "../../../testing/pictures.ts";
import type { ImageInput } from "../../../workers/api.ts";
import type { Engine } from "../../../workers/engine.ts";
import type { Side } from "../../change.ts";
import { createApp, type State } from "../../store.ts";
import { cancelSegmentation } from "../cancel-segmentation.ts";
import { patchChange } from "./change.ts";
import { awaitSide, followAwaited, matchColours } from "./make-side.ts";

const manifest = JSON.parse(readFileSync("models/ocsol-tiny-test/manifest.json", "utf8")) as ModelManifest;
const tones: Tones = [[[0, 9] as const, [255, 240] as const]];
const seen: Tones = [[[0, 1] as const, [255, 250] as const]];

const openedFile = (file: string) => ({ grid: pictureGrid(300, 200), images: [file], facts: { file } });

/** A page whose earlier date has its map and photograph, and whose runs end as they begin. */
function page(facts: Partial<Side["facts"]> = {}, match = async (): Promise<Tones | null> => tones) {
  const begun: (Tones | undefined)[] = [];
  const matched: unknown[] = [];
  const engine = {
    open: async ([input]: readonly ImageInput[]) => openedFile((input as { readonly file: File }).file.name),
    closeMap: () => {},
    runs: { isDurable: async () => false },
    begin: async (plan: TilePlan) => {
      begun.push(plan.tones);
      throw appError("storage-full", { needed: 1 });
    },
    change: {
      clearSide: () => {},
      images: { close: () => {} },
      matchTones: (_: unknown, date: DateName, like: Tones | undefined, signal: AbortSignal) => {
        matched.push([date, like]);
        return Promise.race([
          match(),
          new Promise<never>((_, reject) => (signal.onabort = () => reject(signal.reason))),
        ]);
      },
    },
  } as unknown as Engine;
  const app = createApp(engine, [{ manifest, url: "" }], manifest.id, { save: async () => {} }, "0");
  const sideOf = (file: string, told: Partial<Side["facts"]>, run?: string) =>
    ({
      facts: { kind: "result", image: file, ...told },
      image: openedFile(file),
      source: sourceOf(file),
      run,
    }) as unknown as Side;
  patchChange(app, { sides: { before: sideOf("2020.tif", facts) } });
  followAwaited(app);
  const give = async () => {
    awaitSide(app, "after", sourceOf("2024.tif"));
    await settled();
  };
  return { app, begun, matched, give, sideOf };
}

const sourceOf = (file: string) => ({ inputs: [{ file: new File([], file), folder: "" }], options: {} });
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

test("the second photograph is segmented in the colours of the first, as the model saw that one", async () => {
  const { app, begun, matched, give } = page({ matchedColours: { like: "2016.tif", tones: seen } });
  await give();
  expect(matched).toEqual([["after", seen]]);
  expect(begun).toEqual([tones]);
  expect(app.store.getState().image?.options.matchedColours).toEqual({ like: "2020.tif", tones });
});

test.each([
  ["unless the user has said so", { kind: "result" }, false],
  ["nor for somebody else's map", { kind: "ocsge" }, true],
] as const)("as it is, %s", async (_, facts, matchesColours) => {
  const { app, begun, matched, give } = page(facts);
  patchChange(app, { matchesColours });
  await give();
  expect([matched, begun]).toEqual([[], [undefined]]);
});

test("as it is where colours are alike, or could not be matched", async () => {
  const alike = page({}, async () => null);
  await alike.give();
  expect(alike.begun).toEqual([undefined]);
  const broken = page({}, async () => {
    throw appError("worker-crashed", { worker: "match", detail: "" });
  });
  await broken.give();
  expect(broken.begun).toEqual([undefined]);
});

test("given up while colours are matched, nothing is segmented", async () => {
  const { app, begun, give } = page({}, () => new Promise(() => {}));
  await give();
  expect(app.store.getState().run.phase).toBe("loading");
  cancelSegmentation(app);
  await settled();
  expect([app.store.getState().run.phase, begun]).toEqual(["none", []]);
});

test("said otherwise afterwards, the map is made again without", async () => {
  const { app, begun, matched, sideOf } = page();
  const { sides } = app.store.getState().change;
  const after = sideOf("2024.tif", { matchedColours: { like: "2020.tif", tones } }, "a run");
  patchChange(app, { sides: { ...sides, after } });
  matchColours(app, false);
  await settled();
  expect([matched, begun]).toEqual([[], [undefined]]);
  expect(app.store.getState().change).toMatchObject({ awaited: "after", shown: false });
});

test("said otherwise while it is still open in the steps, what is done there is not taken for the new map", async () => {
  const { app, begun, give, sideOf } = page();
  await give();
  const { image, change } = app.store.getState();
  const after = sideOf("2024.tif", { matchedColours: { like: "2020.tif", tones } }, "a run");
  const source = { inputs: image!.inputs, options: image!.options };
  patchChange(app, { awaited: undefined, waiting: {}, sides: { ...change.sides, after: { ...after, source } } });
  const done = { run: { phase: "done", ran: undefined }, result: { from: "run" } } as unknown as Partial<State>;
  app.store.setState(done);
  matchColours(app, false);
  await settled();
  expect(begun).toEqual([tones, undefined]);
  expect(app.store.getState().change.awaited).toBe("after");
});
