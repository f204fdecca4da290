import { describe, expect, test } from "vitest";
import type { Sample } from "../core/sample/sample.ts";
import type { Engine } from "../workers/engine.ts";
import { answerPoint, commentPoint, goToOpenPoint, goToPoint, startInterpreting } from "./commands/sample/interpret.ts";
import { openSample } from "./commands/sample/sample-files.ts";
import { dropSample, turnSampling } from "./commands/sample/take-sample.ts";
import { followChoices, redo, undo } from "./history.ts";
import { arrangementOf, isBlind, sampleOf, withSample } from "./sampling.ts";
import { createApp } from "./store.ts";

const house = { cover: "CS1.1.1.1", use: null, verdict: "certain" } as const;

function sample(of: Sample["of"], seed = 1): Sample {
  return {
    of,
    seed,
    strata: [{ id: of === "map" ? "CS1.1.1.1" : "stable-certain", squareMetres: 100 }],
    design: { standardError: undefined, least: 2 },
    points: [1, 2, 3].map((number) => ({
      number,
      at: [number, number] as const,
      stratum: 0,
      mapped: of === "map" ? { after: house } : { before: house, after: house },
      answer: undefined,
    })),
  };
}

function appWith(drawn: Sample) {
  const app = createApp({} as Engine, [], "", { save: async () => {} }, "0");
  app.store.setState(({ sampling }) => ({ sampling: withSample(sampling, drawn.of, drawn) }));
  followChoices(app);
  return app;
}

const at = ({ store }: ReturnType<typeof appWith>) => store.getState().sampling.interpreting;
const answers = ({ store }: ReturnType<typeof appWith>) =>
  store.getState().sampling.sample!.points.map(({ answer }) => answer?.after);

describe("interpreting", () => {
  test("goes to the next point that has no answer, and stays at the last", () => {
    const app = appWith(sample("map"));
    startInterpreting(app);
    goToPoint(app, 1);
    answerPoint(app, { after: "CS1.2.2" });
    expect(at(app)).toBe(3);
    answerPoint(app, { after: "unsure" });
    expect(at(app)).toBe(1);
    answerPoint(app, { after: "CS2.2.1" });
    expect(at(app)).toBe(1);
    expect(answers(app)).toEqual(["CS2.2.1", "CS1.2.2", "unsure"]);
    goToOpenPoint(app);
    expect(at(app)).toBe(2);
  });

  test("is undone answer by answer; a remark stays when the answer changes", () => {
    const app = appWith(sample("map"));
    startInterpreting(app);
    answerPoint(app, { after: "CS1.2.2" });
    goToPoint(app, -1);
    commentPoint(app, " au bord ");
    answerPoint(app, { after: "CS2.2.1" });
    expect(app.store.getState().sampling.sample!.points[0]!.answer).toEqual({ after: "CS2.2.1", comment: "au bord" });
    undo(app);
    expect(answers(app)).toEqual(["CS1.2.2", undefined, undefined]);
    undo(app);
    undo(app);
    expect(answers(app)).toEqual([undefined, undefined, undefined]);
  });

  test("undoing leads to the point whose answer it was", () => {
    const app = appWith(sample("map"));
    startInterpreting(app);
    answerPoint(app, { after: "CS1.2.2" });
    goToPoint(app, 1);
    undo(app);
    expect(at(app)).toBe(1);
    goToPoint(app, -1);
    redo(app);
    expect(at(app)).toBe(1);
  });

  test("a sample that was taken away comes back with its answers", () => {
    const app = appWith(sample("map"));
    startInterpreting(app);
    answerPoint(app, { after: "CS1.2.2" });
    dropSample(app);
    expect(app.store.getState().sampling.sample).toBeUndefined();
    undo(app);
    expect(answers(app)).toEqual(["CS1.2.2", undefined, undefined]);
  });
});

describe("map and comparison", () => {
  const turn = (app: ReturnType<typeof appWith>, shown: boolean) =>
    app.store.setState(({ change }) => ({ change: { ...change, shown } }));

  test("a point of the one hides nothing on the other", () => {
    const app = appWith(sample("map"));
    startInterpreting(app);
    expect(isBlind(app.store.getState())).toBe(true);
    turn(app, true);
    expect(isBlind(app.store.getState())).toBe(false);
    turn(app, false);
    expect(isBlind(app.store.getState())).toBe(true);
  });

  test("both photographs are seen at a point, however they lie otherwise", () => {
    const app = appWith(sample("map"));
    turn(app, true);
    turnSampling(app);
    app.store.setState(({ sampling }) => ({ sampling: withSample(sampling, "change", sample("change")) }));
    expect(arrangementOf(app.store.getState())).toBe("swipe");
    startInterpreting(app);
    expect(arrangementOf(app.store.getState())).toBe("side-by-side");
  });

  test("have a sample each, of which neither is lost when the screen turns", () => {
    const app = appWith(sample("map"));
    app.store.setState(({ change }) => ({ change: { ...change, shown: true } }));
    turnSampling(app);
    expect(app.store.getState().sampling.sample).toBeUndefined();
    const drawn = sample("change", 7);
    app.store.setState(({ sampling }) => ({ sampling: withSample(sampling, "change", drawn) }));
    expect(app.store.getState().sampling.sample).toBe(drawn);
    app.store.setState(({ change }) => ({ change: { ...change, shown: false } }));
    turnSampling(app);
    const { sampling } = app.store.getState();
    expect(sampling.sample?.of).toBe("map");
    expect(sampleOf(sampling, "change")).toBe(drawn);
  });

  test("a file of other ground is refused, and the sample in hand stays", async () => {
    const app = appWith(sample("map"));
    const before = app.store.getState().sampling.sample;
    await openSample(app, new File(["{}"], "a.ocsol-echantillon.json"));
    expect(app.store.getState().error?.tag).toBe("sample-invalid");
    expect(app.store.getState().sampling.sample).toBe(before);
  });
});
