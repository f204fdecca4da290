import { afterEach, expect, test, vi } from "vitest";
import type { ChangeFacts } from "../../../core/change/change-facts.ts";
import type { DateName } from "../../../core/change/change-map.ts";
import type { SideFacts } from "../../../core/change/comparability.ts";
import type { ChangeDecision } from "../../../core/change/decision.ts";
import type { ChangeSettings } from "../../../core/change/settings.ts";
import { appError } from "../../../core/errors.ts";
import type { Bounds } from "../../../core/geo/bounds.ts";
import { crsOf } from "../../../core/geo/crs.ts";
import type { PlacedFile } from "../../../core/placed-file.ts";
import type { Sample } from "../../../core/sample/sample.ts";
import type { Zone } from "../../../core/vector/overlay/overlay.ts";
import type { DecidedChanges, StoredComparison } from "../../../workers/api.ts";
import type { Engine } from "../../../workers/engine.ts";
import { decisionOn, isOld, reviewedChange, settingsOf } from "../../comparison.ts";
import { keepHandle } from "../../file-handles.ts";
import { followChoices, redo, undo } from "../../history.ts";
import { createApp } from "../../store.ts";
import { cancelOpening } from "../cancel-opening.ts";
import { takeTool } from "../take-tool.ts";
import { followAll } from "./commands.ts";
import { giveFiles } from "./give-files.ts";
import { reopenPhotograph, resumeComparison } from "./kept.ts";
import { commentChange, goInChanges, judgeChange, orderReview, relabelChange, startChangeReview } from "./review.ts";
import { acceptModels, chooseChangeSetting, compareAgain, takeShift, typeShift } from "./settings.ts";
import { showComparison } from "./show.ts";
import { beginComparison, clearSide, setSide, swapSides } from "./sides.ts";
import { answerZones, limitToDrawn, limitToFiles, limitToZone } from "./zones.ts";

const factsOf = (file: string, model: string): SideFacts => ({
  kind: "result",
  file,
  image: `${file}.tif`,
  millesime: file,
  date: file,
  model,
  preset: { id: "cosia", minAreas: { others: 0 } },
  simplifyMetres: 0,
  squareBuildings: false,
  epsg: 2154,
  resolutionMetres: 0.2,
  bounds: [700_000, 6_600_000, 701_000, 6_601_000],
  synthetic: false,
  imageCredit: "",
});

/** A change of which only its size and confidence matter here. */
const change = (id: number, squareMetres: number, confidence: number | null): ChangeFacts => ({
  id,
  kind: "artificialised",
  before: { cover: "CS2.2.1", use: null, verdict: "never" },
  after: { cover: "CS1.1.1.1", use: null, verdict: "certain" },
  found: { before: "CS2.2.1", after: "CS1.1.1.1" },
  squareMetres,
  confidence,
  at: [700_000 + id, 6_600_500],
  bounds: [700_000 + id, 6_600_500, 700_001 + id, 6_600_501],
  decision: undefined,
});

const changes = [change(0, 600, 0.9), change(1, 2000, 0.8), change(2, 900, 0.4)];

/** A kilometre of ground, and a corner of it. */
const grid = { width: 5000, height: 5000, affine: [0.2, 0, 700_000, 0, -0.2, 6_601_000] };
const corner = (x: number) =>
  Float64Array.of(x, 6_600_100, x + 100, 6_600_100, x + 100, 6_600_200, x, 6_600_200, x, 6_600_100);
const square = corner(700_100);

/** A page over a worker that compares at once, and a store of comparisons in memory. */
function page() {
  const asked: string[] = [];
  const opened: string[] = [];
  const kept = new Map<string, StoredComparison>();
  const files = new Map<string, readonly File[]>();
  let failure: unknown;
  let ground: Pick<SideFacts, "epsg" | "bounds"> = factsOf("", "");
  let reading = () => Promise.resolve();
  const answer = (decisions: readonly ChangeDecision[]): DecidedChanges =>
    ({ figures: { decided: decisions.length }, changes }) as unknown as DecidedChanges;
  const engine = {
    change: {
      async setSide(date: DateName, [file]: readonly [File]) {
        asked.push(`${date} ${file.name}`);
        await reading();
        const [year, model = "modele 1"] = file.name.split(" by ");
        return { ...factsOf(year!, model), epsg: ground.epsg, bounds: ground.bounds };
      },
      clearSide: (date: DateName) => asked.push(`clear ${date}`),
      swapSides: () => asked.push("swap"),
      async compare({ toleranceMetres, shift }: ChangeSettings, area: readonly Zone[] | undefined) {
        const moved = shift.some((value) => value !== 0) ? ` moved ${shift}` : "";
        asked.push(`compare ${toleranceMetres}${moved}${area === undefined ? "" : ` in ${area.length}`}`);
        if (failure !== undefined) throw failure;
        return { ...answer([]), grid: { ...grid, crs: crsOf(ground.epsg) } };
      },
      async decide(decisions: readonly ChangeDecision[]) {
        asked.push(`decide ${decisions.length}`);
        return answer(decisions);
      },
      figuresByZone: async (zones: readonly Zone[]) => zones.map(() => ({})),
      images: {
        close: () => {},
        async open(date: DateName, [input]: readonly [PlacedFile<File>]) {
          opened.push(`${date} ${input.file.name}`);
          return { facts: { file: input.file.name } };
        },
      },
      match: async () => null,
    },
    open: async ([{ file }]: readonly [{ readonly file: File }], _options: unknown, signal: AbortSignal) => {
      asked.push(`open ${file.name}`);
      await reading();
      signal.throwIfAborted();
      throw appError("file-unreadable", { file: file.name, detail: "" });
    },
    recognise: async ([{ name }]: readonly [File]) => {
      await reading();
      return name.startsWith("communes") ? "area" : "result";
    },
    readZones: async ([{ name }]: readonly [File], bounds: Bounds) => {
      expect(bounds).toEqual(factsOf("", "").bounds);
      const names = name === "communes ailleurs" ? [] : ["Nord", "Sud"];
      return names.map((one) => ({ name: one, zone: { polygons: [[square]] } }));
    },
    comparisons: {
      list: async () => [...kept.values()],
      put: async (one: StoredComparison) => void kept.set(one.key, one),
      putFiles: async (key: string, date: DateName, given: readonly File[]) => void files.set(`${key} ${date}`, given),
      filesOf: async (key: string, date: DateName) => files.get(`${key} ${date}`),
      remove: async (key: string) => {
        kept.delete(key);
        for (const date of ["before", "after"]) files.delete(`${key} ${date}`);
      },
    },
  } as unknown as Engine;
  const app = createApp(engine, [], "", { save: async () => {} }, "0");
  followChoices(app);
  followAll(app);
  const state = () => app.store.getState().change;
  const give = async (before: string, after: string) => {
    showComparison(app);
    await setSide(app, "before", [new File([], before)]);
    await setSide(app, "after", [new File([], after)]);
    await settled();
  };
  const fail = (error: unknown) => {
    failure = error;
  };
  const readIn = (code: number, extent: Bounds) => {
    ground = { epsg: code, bounds: extent };
  };
  const readFor = (milliseconds: number) => {
    reading = () => new Promise((resolve) => setTimeout(resolve, milliseconds));
  };
  const reviewed = () => reviewedChange(state())?.id;
  return { app, asked, opened, kept, files, state, give, fail, readFor, readIn, reviewed };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

afterEach(() => vi.useRealTimers());

vi.stubGlobal("document", { addEventListener() {}, removeEventListener() {} });

test("two maps are compared by themselves, and again only when asked once settings have changed", async () => {
  const { app, asked, state, give } = page();
  await give("2021", "2024");
  expect(asked.filter((one) => one.startsWith("compare"))).toEqual(["compare 1.5"]);
  chooseChangeSetting(app, "toleranceMetres", 2.5);
  chooseChangeSetting(app, "toleranceMetres", -1);
  await settled();
  expect(asked.at(-1)).toBe("compare 1.5");
  compareAgain(app);
  await settled();
  expect(asked.at(-1)).toBe("compare 2.5");
  expect(state().compared?.changes).toBe(changes);
});

test("maps of different models are compared only after a yes, which another map takes back", async () => {
  const { app, asked, state, give } = page();
  await give("2021 by modele 1", "2024 by modele 2");
  expect(state().compared).toBeUndefined();
  acceptModels(app, true);
  await settled();
  expect(state().compared).toBeDefined();
  await setSide(app, "after", [new File([], "2025 by modele 3")]);
  await settled();
  expect(asked.filter((one) => one.startsWith("compare")).length).toBe(1);
  expect(state().modelsAccepted).toBe(false);
});

test("a comparison that fails says why, once, and begins again when asked", async () => {
  const { app, asked, state, give, fail } = page();
  fail(appError("map-too-noisy", { bytes: 2, limit: 1 }));
  await give("2021", "2024");
  expect(app.store.getState().error?.tag).toBe("map-too-noisy");
  expect(asked.filter((one) => one.startsWith("compare")).length).toBe(1);
  expect(state()).toMatchObject({ stopped: true, busy: undefined });
  fail(undefined);
  compareAgain(app);
  await settled();
  expect(state().compared).toBeDefined();
});

test("the queue goes through the largest first, or the least sure, and past what is decided", async () => {
  const { app, asked, state, give, reviewed } = page();
  await give("2021", "2024");
  startChangeReview(app);
  expect(reviewed()).toBe(1);
  judgeChange(app, "accepted");
  expect(reviewed()).toBe(2);
  judgeChange(app, "rejected");
  expect(reviewed()).toBe(0);
  goInChanges(app, 1);
  expect(reviewed()).toBe(0); // the only one left
  orderReview(app, "least-sure");
  expect(reviewed()).toBe(0);
  await settled();
  expect(asked.at(-1)).toBe("decide 2");
  expect(state().compared?.figures).toEqual({ decided: 2 });
  expect(state().decisions.map(({ verdict, was }) => [verdict, was.squareMetres])).toEqual([
    ["accepted", 2000],
    ["rejected", 900],
  ]);
});

test("an orthophoto that cannot be opened, or is given up, leaves its date free for the next one", async () => {
  const { app, asked, state, readFor } = page();
  await setSide(app, "before", [new File([], "2021")]);
  const giveImage = (name: string) => giveFiles(app, [{ file: new File([], name), folder: "" }], "after");
  const isFree = () => {
    expect(state()).toMatchObject({ shown: true, awaited: undefined, waiting: { after: undefined } });
    expect(state().sides.before).toBeDefined();
  };
  await giveImage("empty.tif");
  await settled();
  isFree();
  expect(app.store.getState().error).toMatchObject({ tag: "file-unreadable", fields: { file: "empty.tif" } });
  readFor(20);
  await giveImage("long.tif");
  expect(state()).toMatchObject({ shown: false, awaited: "after" });
  await swapSides(app);
  expect(state().awaited).toBe("before");
  await swapSides(app);
  cancelOpening(app);
  isFree();
  await giveImage("taken-back.tif");
  clearSide(app, "after");
  expect(state().awaited).toBeUndefined();
  await giveImage("next.tif");
  expect(asked.filter((one) => one.startsWith("open")).at(-1)).toBe("open next.tif");
});

test("a cover is set and set back, a comment alone is no review, and each is undone", async () => {
  const { app, asked, state, give, reviewed } = page();
  await give("2021", "2024");
  startChangeReview(app);
  const decision = () => decisionOn(state().decisions, changes[1]!);
  commentChange(app, "  chantier ");
  expect(decision()).toMatchObject({ verdict: undefined, comment: "chantier" });
  relabelChange(app, "after", "CS1.2.1");
  expect(decision()).toMatchObject({ verdict: "accepted", after: "CS1.2.1", comment: "chantier" });
  relabelChange(app, "after", "CS1.1.1.1");
  expect(decision()?.after).toBeUndefined();
  undo(app);
  expect(decision()?.after).toBe("CS1.2.1");
  undo(app);
  undo(app);
  expect(state().decisions).toEqual([]);
  redo(app);
  expect(decision()?.comment).toBe("chantier");
  goInChanges(app, 1);
  judgeChange(app, "rejected");
  expect(reviewed()).toBe(0);
  undo(app);
  expect(reviewed()).toBe(2); // which it was said of
  undo(app);
  expect([reviewed(), decision()]).toEqual([1, undefined]);
  redo(app);
  await settled();
  expect(asked.at(-1)).toBe("decide 1");
});

test("what was decided under other settings is found again where the worker finds it, and is replaced, not doubled", async () => {
  const { app, state, give } = page();
  await give("2021", "2024");
  startChangeReview(app);
  judgeChange(app, "rejected");
  const [decision] = state().decisions;
  const again = { ...changes[1]!, at: [700_001.5, 6_600_500.5] as const, decision };
  expect(decisionOn(state().decisions, again)).toBe(decision);
  expect(decisionOn(state().decisions, { ...changes[1]!, squareMetres: 2100 })).toBeUndefined();
  expect(decisionOn([], again)).toBeUndefined();
  const { review, compared } = state();
  app.store.setState(({ change }) => ({
    change: { ...change, review: { ...review, at: 1 }, compared: { ...compared!, changes: [again] } },
  }));
  judgeChange(app, "accepted");
  expect(state().decisions.map(({ verdict }) => verdict)).toEqual(["accepted"]);
});

test("what was decided is not undone where nobody sees it, nor a choice of the steps from the comparison", async () => {
  const { app, state, give } = page();
  app.store.setState({ millesime: "2019" });
  await give("2021", "2024");
  startChangeReview(app);
  judgeChange(app, "rejected");
  undo(app);
  undo(app);
  expect(state().decisions).toEqual([]);
  expect(app.store.getState().millesime).toBe("2019");
  redo(app);
  app.store.setState(({ change }) => ({ change: { ...change, shown: false } }));
  undo(app);
  expect(app.store.getState().millesime).toBe("");
  expect(state().decisions.length).toBe(1);
});

test("the earlier map is moved by what was measured, by what is typed, or not at all, and each is undone", async () => {
  const { app, asked, state, give } = page();
  await give("2021", "2024");
  const misregistration = { shift: [0.4, -0.3], metres: 0.5, spreadMetres: 0.1, matched: 9, tried: 12 } as const;
  app.store.setState(({ change }) => ({ change: { ...change, misregistration } }));
  const shift = () => settingsOf(state()).shift;
  takeShift(app, true);
  expect(shift()).toEqual([0.4, -0.3]);
  const unsure = { ...misregistration, spreadMetres: 0.6 };
  app.store.setState(({ change }) => ({ change: { ...change, misregistration: unsure } }));
  expect(shift()).toEqual([0, 0]); // it cannot be told from none
  app.store.setState(({ change }) => ({ change: { ...change, misregistration } }));
  typeShift(app, [-2, 0.25]);
  typeShift(app, [Number.NaN, 1]);
  expect(shift()).toEqual([-2, 0.25]);
  expect(settingsOf(state()).toleranceMetres).toBeCloseTo(Math.hypot(2.4, 0.55)); // what is left of the measured one
  expect(isOld(state())).toBe(true);
  compareAgain(app);
  await settled();
  expect(asked.at(-1)).toMatch(/^compare 2\.46\d* moved -2,0\.25$/);
  undo(app);
  expect(shift()).toEqual([0.4, -0.3]);
  undo(app);
  expect(shift()).toEqual([0, 0]);
  redo(app);
  redo(app);
  expect(shift()).toEqual([-2, 0.25]);
  takeShift(app, false);
  expect(shift()).toEqual([0, 0]);
  undo(app);
  await swapSides(app);
  expect(shift()).toEqual([2, -0.25]); // the map that is now the earlier one is moved back
  clearSide(app, "after");
  expect(shift()).toEqual([0, 0]);
});

test("polygons dropped limit the comparison or are measured one by one, as the user says; a zone of theirs limits it too", async () => {
  const { app, asked, state, give } = page();
  await give("2021", "2024");
  const drop = async (name: string) => {
    await giveFiles(app, [{ file: new File([], name), folder: "" }]);
    await settled();
  };
  await drop("communes.gpkg");
  expect(app.store.getState().offeredLayer?.map(({ name }) => name)).toEqual(["communes.gpkg"]);
  await answerZones(app, "area");
  await settled();
  expect(state().area).toMatchObject({ name: "communes.gpkg", zones: [{}, {}] });
  expect(asked.at(-1)).toBe("compare 1.5 in 2");
  await drop("communes.gpkg");
  await answerZones(app, "zones");
  limitToZone(app, 1);
  await settled();
  expect(state().area).toMatchObject({ name: "Sud", zones: [state().zones!.list[1]!.zone] });
  expect(asked.at(-1)).toBe("compare 1.5 in 1");
  undo(app);
  undo(app);
  await settled();
  expect(state().area).toBeUndefined();
  expect(asked.at(-1)).toBe("compare 1.5");
  await limitToFiles(app, [new File([], "communes ailleurs")]);
  expect(app.store.getState().error?.tag).toBe("area-elsewhere");
  expect(state().area).toBeUndefined();
});

test("an area drawn takes the sample of the ground before with it, and undoing brings back both", async () => {
  const { app, asked, state, give } = page();
  await give("2021", "2024");
  const drawn = { of: "change", points: [] } as unknown as Sample;
  app.store.setState(({ sampling }) => ({ sampling: { ...sampling, sample: drawn } }));
  takeTool(app, "area");
  limitToDrawn(app, corner(800_000));
  expect(app.store.getState()).toMatchObject({ tool: undefined, error: { tag: "area-elsewhere" } });
  expect(app.store.getState().sampling.sample).toBe(drawn);
  limitToDrawn(app, square);
  await settled();
  expect(asked.at(-1)).toBe("compare 1.5 in 1");
  expect(app.store.getState().sampling.sample).toBeUndefined();
  undo(app);
  await settled();
  expect(state().area).toBeUndefined();
  expect(app.store.getState().sampling.sample).toBe(drawn);
  expect(asked.at(-1)).toBe("compare 1.5");
});

test("area and zones go with the comparison into the system of other maps", async () => {
  const { app, asked, state, give, readIn } = page();
  await give("2021", "2024");
  await giveFiles(app, [{ file: new File([], "communes.gpkg"), folder: "" }]);
  await answerZones(app, "zones");
  limitToZone(app, 1);
  await settled();
  const steps = app.store.getState().history.past.length;
  readIn(3947, [1_700_000, 6_144_420, 1_701_000, 6_145_420]);
  await give("2022", "2025");
  expect(asked.at(-1)).toBe("compare 1.5 in 1");
  const { area, zones } = state();
  expect([area!.crs.code, zones!.epsg, zones!.list.map(({ name }) => name)]).toEqual([3947, 3947, ["Nord", "Sud"]]);
  for (const { polygons } of [...area!.zones, ...zones!.list.map(({ zone }) => zone)]) {
    const [x, y] = polygons[0]![0]!;
    // gdaltransform -s_srs EPSG:2154 -t_srs EPSG:3947
    expect(Math.hypot(x! - 1_700_100.0902, y! - 6_144_521.1467)).toBeLessThan(1e-3);
  }
  // nobody has chosen another area
  expect(app.store.getState().history.past).toHaveLength(steps);
  expect(app.store.getState().error).toBeUndefined();
});

test("area and zones of other maps that lie elsewhere are not kept, which is said", async () => {
  const { app, asked, state, give, readIn } = page();
  await give("2021", "2024");
  limitToDrawn(app, square);
  await settled();
  readIn(3949, [100_000, 8_000_000, 101_000, 8_001_000]);
  await give("2022", "2025");
  expect(state().area).toBeUndefined();
  expect(app.store.getState().error?.tag).toBe("area-elsewhere");
  expect(asked.at(-1)).toBe("compare 1.5");
});

test("polygons before there are two maps are not taken, which is said", async () => {
  const { app } = page();
  showComparison(app);
  await giveFiles(app, [{ file: new File([], "communes.gpkg"), folder: "" }]);
  expect(app.store.getState()).toMatchObject({ error: { tag: "zones-without-dates" }, offeredLayer: undefined });
});

test("dates that change places keep what was said of the ground, the other way round, and no sample", async () => {
  const { app, asked, state, give } = page();
  await give("2024", "2021");
  startChangeReview(app);
  relabelChange(app, "after", "CS1.2.1");
  const drawn = { of: "change", points: [] } as unknown as Sample;
  app.store.setState(({ sampling }) => ({ sampling: { ...sampling, sample: drawn } }));
  await swapSides(app);
  await settled();
  expect([state().sides.before?.facts.file, state().sides.after?.facts.file]).toEqual(["2021", "2024"]);
  expect(state().decisions).toEqual([
    expect.objectContaining({
      was: { before: "CS1.1.1.1", after: "CS2.2.1", squareMetres: 2000 },
      before: "CS1.2.1",
      after: undefined,
      verdict: "accepted",
    }),
  ]);
  expect(app.store.getState().sampling.sample).toBeUndefined();
  expect(asked.slice(-3)).toEqual(["swap", "compare 1.5", "decide 1"]);
  undo(app); // the sample; a decision as it was before would be of no change any more
  undo(app);
  expect(state().decisions.length).toBe(1);
});

test("a comparison is kept as it is made, and found again with its decisions when another has taken its place", async () => {
  vi.useFakeTimers();
  const tick = () => vi.advanceTimersByTimeAsync(500);
  const { app, kept, state, asked } = page();
  const give = async (before: string, after: string) => {
    await setSide(app, "before", [new File([], before)]);
    await setSide(app, "after", [new File([], after)]);
    await tick();
  };
  showComparison(app);
  await give("2021", "2024");
  startChangeReview(app);
  judgeChange(app, "rejected");
  await tick();
  const [first] = [...kept.values()];
  expect(first).toMatchObject({ sides: { before: { facts: { file: "2021" } } }, decisions: [{ verdict: "rejected" }] });
  beginComparison(app);
  await tick();
  await give("2018", "2019");
  expect(kept.size).toBe(2);
  await resumeComparison(app, first!);
  await tick();
  expect(state().key).toBe(first!.key);
  expect(state().decisions).toEqual(first!.decisions);
  expect(state().sides.after?.facts.file).toBe("2024");
  expect(asked.slice(-2)).toEqual(["compare 1.5", "decide 1"]);
  expect(kept.size).toBe(2);
  // emptied by hand with nothing decided it goes, with decisions it stays
  for (const date of ["before", "after"] as const) clearSide(app, date);
  await tick();
  expect(kept.size).toBe(2);
});

/** A photograph as Chromium drops it, with a handle that a later session asks for leave. */
async function droppedPhotograph(name: string, leave: () => PermissionState): Promise<PlacedFile<File>> {
  class Handle {
    queryPermission = async () => "prompt";
    requestPermission = async () => leave();
    getFile = async () => new File([], `${name} again`);
  }
  vi.stubGlobal("FileSystemFileHandle", Handle);
  const file = new File([], name);
  await keepHandle({ getAsFileSystemHandle: async () => new Handle() } as unknown as DataTransferItem, file);
  return { file, folder: "" };
}

test("photographs that came with handles are open again after one click, and one that is refused keeps no other shut", async () => {
  vi.useFakeTimers();
  const tick = () => vi.advanceTimersByTimeAsync(500);
  const { app, kept, opened, state } = page();
  showComparison(app);
  for (const [date, year] of [["before", "2021"] as const, ["after", "2024"] as const])
    await setSide(app, date, [new File([], year)]);
  const leave: { before: PermissionState } = { before: "denied" };
  await giveFiles(app, [await droppedPhotograph("avant.tif", () => leave.before)], "before");
  await giveFiles(app, [await droppedPhotograph("apres.tif", () => "granted")], "after");
  await tick();
  expect(opened).toEqual(["before avant.tif", "after apres.tif"]);
  const [stored] = [...kept.values()];
  beginComparison(app);
  await resumeComparison(app, stored!);
  expect(opened.slice(2)).toEqual(["after apres.tif again"]);
  expect([state().sides.before?.image, state().sides.after?.image?.facts.file]).toEqual([undefined, "apres.tif again"]);
  expect(app.store.getState().error).toBeUndefined();
  await tick();
  const sourcesKept = Object.values([...kept.values()][0]!.sides).map((side) => side?.source !== undefined);
  expect(sourcesKept).toEqual([true, true]); // and again after the next reload
  leave.before = "granted";
  await reopenPhotograph(app, "before");
  expect(opened.at(-1)).toBe("before avant.tif again");
  expect(state().sides.before?.image?.facts.file).toBe("avant.tif again");
});

test("maps that newer comparisons of other tabs have taken the place of are written again with what is decided", async () => {
  vi.useFakeTimers();
  const tick = () => vi.advanceTimersByTimeAsync(500);
  const { app, kept, files, state } = page();
  showComparison(app);
  for (const [date, year] of [["before", "2021"] as const, ["after", "2024"] as const])
    await setSide(app, date, [new File([], year)]);
  await tick();
  const { key } = state();
  for (const date of ["before", "after"]) files.delete(`${key} ${date}`);
  kept.delete(key!);
  startChangeReview(app);
  judgeChange(app, "rejected");
  await tick();
  expect(kept.get(key!)?.decisions).toHaveLength(1);
  expect([...files.keys()].sort()).toEqual([`${key} after`, `${key} before`]);
});

test("a comparison that is long to read comes back whole, and is not taken for emptied meanwhile", async () => {
  vi.useFakeTimers();
  const { app, kept, state, readFor } = page();
  showComparison(app);
  for (const [date, file] of [["before", "2021"] as const, ["after", "2024"] as const])
    await setSide(app, date, [new File([], file)]);
  await vi.advanceTimersByTimeAsync(500);
  const [stored] = [...kept.values()];
  beginComparison(app);
  readFor(3000);
  const resumed = resumeComparison(app, stored!);
  await vi.advanceTimersByTimeAsync(3500);
  expect(kept.get(stored!.key)?.sides.after).toBeDefined(); // the tab may be closed at any moment
  await vi.advanceTimersByTimeAsync(3500);
  await resumed;
  expect([state().sides.before?.facts.file, state().sides.after?.facts.file]).toEqual(["2021", "2024"]);
  expect(app.store.getState().error).toBeUndefined();
});

test("a comparison left while it is read back puts none of its maps into the next one", async () => {
  vi.useFakeTimers();
  const { app, kept, state, readFor } = page();
  showComparison(app);
  for (const [date, file] of [["before", "2021"] as const, ["after", "2024"] as const])
    await setSide(app, date, [new File([], file)]);
  await vi.advanceTimersByTimeAsync(500);
  startChangeReview(app);
  judgeChange(app, "rejected");
  await vi.advanceTimersByTimeAsync(500);
  const [stored] = [...kept.values()];
  readFor(3000);
  const resumed = resumeComparison(app, stored!);
  await vi.advanceTimersByTimeAsync(1000);
  beginComparison(app);
  await vi.advanceTimersByTimeAsync(9000);
  await resumed;
  expect(state().sides).toEqual({});
});

test("maps given in quick succession are both taken, the one for each date", async () => {
  vi.useFakeTimers();
  const { app, state, readFor } = page();
  showComparison(app);
  const given = (name: string) => [{ file: new File([], name), folder: "" }];
  readFor(3000);
  const after = giveFiles(app, given("2024.gpkg"), "after");
  const before = giveFiles(app, given("2021.gpkg"), "before");
  await vi.advanceTimersByTimeAsync(20_000);
  await Promise.all([after, before]);
  expect([state().sides.before?.facts.file, state().sides.after?.facts.file]).toEqual(["2021.gpkg", "2024.gpkg"]);
  expect(app.store.getState().error).toBeUndefined();
});
