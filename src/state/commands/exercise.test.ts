import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Engine } from "../../workers/engine.ts";
import { createApp, type ExerciseState, type OpenImage, type RunResult } from "../store.ts";
import { openExercise } from "./exercise.ts";

beforeEach(() => vi.stubGlobal("document", { baseURI: "https://exemple.fr/ocsol/" }));
afterEach(() => vi.unstubAllGlobals());

const words = { fr: "x", en: "x" };
const exercise = (link: string) =>
  new File(
    [
      JSON.stringify({
        version: 1,
        title: words,
        instructions: words,
        image: { link },
        settings: {
          millesime: "2021",
          generalisation: { preset: "ocsge", minAreaSquareMetres: 9, smooth: true, squareBuildings: false },
        },
        questions: [],
      }),
    ],
    "e.ocsol-exercice.json",
  );

test("an exercise whose image cannot be opened leaves all as it was", async () => {
  const engine = {
    open: async () => {
      throw new Error("unreachable");
    },
  } as unknown as Engine;
  const app = createApp(engine, [], "mine", { save: async () => {} }, "0");
  const image = { opened: { grid: {} } } as unknown as OpenImage;
  const result = { from: "run" } as RunResult;
  const before = { exercise: { answers: ["3"] } as unknown as ExerciseState, area: {} as never, millesime: "2019" };
  app.store.setState({ image, result, ...before });
  const { generalisation } = app.store.getState();
  await openExercise(app, exercise("nulle-part.tif"));
  expect(app.store.getState()).toMatchObject({ ...before, image, result, generalisation, chosenModel: "mine" });
  expect(app.store.getState().error?.tag).toBe("internal");
});

test("one whose image opens begins with its settings, which are not the user's", async () => {
  const opened = { grid: {}, images: [], facts: { file: "a.tif" } } as unknown as OpenImage["opened"];
  const engine = { open: async () => opened, closeMap: () => {} } as unknown as Engine;
  const app = createApp(engine, [], "mine", { save: async () => {} }, "0");
  await openExercise(app, exercise("a.tif"));
  expect(app.store.getState().error).toBeUndefined();
  const { millesime, generalisation, exercise: begun, chosen } = app.store.getState();
  expect([millesime, generalisation.preset, begun?.answers, chosen]).toEqual(["2021", "ocsge", [], {}]);
});
