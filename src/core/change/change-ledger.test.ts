import { beforeAll, describe, expect, test } from "vitest";
import { mulberry32, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { zoneInPixels } from "../../testing/zones.ts";
import { artificialisation } from "../landcover/artificialisation.ts";
import { coverClasses } from "../landcover/ocsge.ts";
import { librePreset } from "../landcover/presets.ts";
import { survey } from "../landcover/survey.ts";
import { measureFaces } from "../vector/measure.ts";
import { isInZones } from "../vector/overlay/in-zones.ts";
import { vectorise } from "../vector/vectorise.ts";
import type { ChangeFacts } from "./change-facts.ts";
import { ChangeLedger, changesOf, figuresOf } from "./change-ledger.ts";
import { type ComparedMap, compareDates } from "./compare-dates.ts";
import type { ChangeDecision } from "./decision.ts";
import { type ChangeFigures, verdictOrder } from "./figures.ts";

/** Pixels of 16 m: areas are whole numbers, and sums of them exact. */
const grid = { affine: [16, 0, 700_000, 0, -16, 6_600_000] as const };
const PIXEL = 256;
const exactly = { toleranceMetres: 0, shift: [0, 0] } as const;

/** Bare ground (5), water (6), sealed (3), grass (c), mineral (2), buildings (1). */
const before = ["555555cccccc", "555555cccccc", "553355cccccc", "553355cccccc", "555555222222", "555555222222"];
const after = ["555555cccccc", "533555c33ccc", "533555c33ccc", "555555cccccc", "555555222222", "55555522cc22"];

let map: ComparedMap;
beforeAll(async () => {
  map = await compareDates({
    before: { kind: "map", map: await surveyedPicture(before, grid) },
    after: { kind: "map", map: await surveyedPicture(after, grid) },
    settings: exactly,
  });
});

const pixels = (squareMetres: number): number => squareMetres / PIXEL;
const sumOf = (table: readonly (readonly number[])[]): number => table.flat().reduce((sum, area) => sum + area, 0);
const decisionOn = ({ at, found, squareMetres }: ChangeFacts, said: Partial<ChangeDecision>): ChangeDecision => ({
  at,
  was: { ...found, squareMetres },
  verdict: undefined,
  comment: "",
  ...said,
});
const of = (changes: readonly ChangeFacts[], from: string, to: string): ChangeFacts =>
  changes.find(({ found }) => found.before === from && found.after === to)!;

/** What holds of any figures. */
function addsUp(figures: ChangeFigures): void {
  const { compared, flows, verdicts, changes, codes, landTake } = figures;
  expect(sumOf(flows)).toBe(compared);
  expect(sumOf(verdicts)).toBe(compared);
  const known = coverClasses.map(({ code }) => code);
  expect(codes).toEqual(known.filter((code) => codes.includes(code)));
  for (const { squareMetres, byKind } of Object.values(changes)) {
    expect(Object.values(byKind).reduce((sum, area) => sum + area, 0)).toBe(squareMetres);
  }
  const changed = sumOf(flows.map((row, was) => row.filter((_, is) => was !== is)));
  expect(changes.reviewed.squareMetres + changes.unreviewed.squareMetres).toBe(changed);
  expect(landTake.net).toBe(landTake.artificialised - landTake.renatured);
}

test("figures are sums of faces: the later date is the earlier one plus the changes", () => {
  const figures = figuresOf(map);
  addsUp(figures);
  const count = (rows: readonly string[], letters: string) =>
    [...rows.join("")].filter((letter) => letters.includes(letter)).length;
  const { codes, flows } = figures;
  const [was, is] = [
    flows.map((row) => pixels(sumOf([row]))),
    codes.map((_, at) => pixels(sumOf(flows.map((row) => [row[at]!])))),
  ];
  const letters: Record<string, string> = { "CS1.1.1.2": "3", "CS1.1.2.1": "2", "CS1.2.1": "5", "CS2.2.1": "c" };
  expect(was).toEqual(codes.map((code) => count(before, letters[code]!)));
  expect(is).toEqual(codes.map((code) => count(after, letters[code]!)));
  expect(pixels(figures.compared)).toBe(72);
  expect(figures.uncompared).toBe(0);
});

test("a change is a face, with both dates, their verdicts, its area and a place inside", () => {
  const changes = changesOf(map);
  expect(changes.map(({ id }) => id)).toEqual(changes.map((_, at) => at));
  const sealed = of(changes, "CS1.2.1", "CS1.1.1.2");
  // 3 of 4 pixels are new: the yard has moved by a pixel
  expect(pixels(sealed.squareMetres)).toBe(3);
  expect([sealed.kind, sealed.before.verdict, sealed.after.verdict]).toEqual(["other", "never", "never"]);
  expect(of(changes, "CS2.2.1", "CS1.1.1.2").kind).toBe("depends-on-use");
  const ledger = new ChangeLedger(map);
  for (const { id, at, bounds } of changes) {
    expect(isInZones([ledger.shapeOf(id)], at)).toBe(true);
    expect(ledger.changeAt(at)).toBe(id);
    expect(at[0] > bounds[0] && at[0] < bounds[2] && at[1] > bounds[1] && at[1] < bounds[3]).toBe(true);
  }
  expect(ledger.changeAt([700_001, 6_599_999])).toBeUndefined();
  expect(of(changes, "CS1.2.1", "CS1.1.1.2").confidence).toBeCloseTo((50 / 255) * (30 / 255), 6);
});

describe("decided", () => {
  test("a rejected change is none, and is told apart", () => {
    const [sealed] = [of(changesOf(map), "CS2.2.1", "CS1.1.1.2")];
    const figures = figuresOf(map, [decisionOn(sealed, { verdict: "rejected" })]);
    addsUp(figures);
    const place = (code: string) => figures.codes.indexOf(code);
    expect(figures.flows[place("CS2.2.1")]![place("CS1.1.1.2")]).toBe(0);
    expect(figures.changes.rejected).toMatchObject({ count: 1, squareMetres: sealed.squareMetres });
    expect(figures.changes.rejected.byKind[sealed.kind]).toBe(sealed.squareMetres);
  });

  test("all rejected, both dates are the earlier one, and nothing was taken", () => {
    const changes = changesOf(map);
    const figures = figuresOf(
      map,
      changes.map((change) => decisionOn(change, { verdict: "rejected" })),
    );
    addsUp(figures);
    expect(figures.landTake).toEqual({
      artificialised: 0,
      renatured: 0,
      net: 0,
      mayBeArtificialised: 0,
      mayBeRenatured: 0,
    });
    expect(figures.changes.rejected.count).toBe(changes.length);
  });

  test("a relabelled change is what the person says, at either date, and verdicts follow", () => {
    const grass = of(changesOf(map), "CS2.2.1", "CS1.1.1.2");
    const decisions = [decisionOn(grass, { verdict: "accepted", before: "CS1.2.2", after: "CS1.1.1.1" })];
    const figures = figuresOf(map, decisions);
    addsUp(figures);
    const told = changesOf(map, decisions)[grass.id]!;
    expect([told.before.cover, told.after.cover, told.found]).toEqual(["CS1.2.2", "CS1.1.1.1", grass.found]);
    expect(told.after.verdict).toBe("certain"); // built ground of 1 024 m² is, wherever it is
    expect(figures.codes).toContain("CS1.2.2");
    expect(figures.changes.reviewed.count).toBe(1);
    const twice = figuresOf(map, [decisionOn(grass, { after: "CS2.2.1" })]);
    addsUp(twice);
    expect(twice.changes.rejected.count).toBe(1);
  });

  test("what was decided of another change at the same place is nobody's decision", () => {
    const grass = of(changesOf(map), "CS2.2.1", "CS1.1.1.2");
    const other = decisionOn({ ...grass, squareMetres: 2 * grass.squareMetres }, { verdict: "rejected" });
    const relabelled = decisionOn(
      { ...grass, found: { before: "CS1.2.2", after: "CS1.2.1" } },
      { verdict: "rejected" },
    );
    expect(figuresOf(map, [other, relabelled])).toEqual(figuresOf(map));
    // One that was put elsewhere inside the same change is its own.
    const [x, y] = grass.at;
    expect(
      figuresOf(map, [decisionOn({ ...grass, at: [x + 1, y + 1] }, { verdict: "rejected" })]).changes.rejected.count,
    ).toBe(1);
  });

  test("taken back, all is as before", () => {
    const ledger = new ChangeLedger(map);
    const [figures, changes] = [ledger.figures, ledger.changes];
    ledger.decide(changes.map((change) => decisionOn(change, { verdict: "rejected" })));
    expect(ledger.figures).not.toEqual(figures);
    ledger.decide([]);
    expect([ledger.figures, ledger.changes]).toEqual([figures, changes]);
  });
});

test("after any decisions verdicts and figures are those of the whole map, and what is altered is told", async () => {
  const size = 60;
  const side = async (seed: number) =>
    survey(
      await vectorise(
        readerOf(seededClasses(size, 0.6, seed), pictureGrid(size, size, { affine: [3, 0, 0, 0, -3, 0] })),
        {
          preset: librePreset(0),
        },
      ),
      {},
    ).map;
  const noise = await compareDates({
    before: { kind: "map", map: await side(1) },
    after: { kind: "map", map: await side(2) },
    settings: exactly,
  });
  const ledger = new ChangeLedger(noise);
  const { changes } = ledger;
  const random = mulberry32(3);
  const anyCover = () => coverClasses[Math.floor(random() * coverClasses.length)]!.code;
  const { planimetric } = measureFaces(noise);
  let turned = 0;
  let told = changes;
  for (let run = 0; run < 12; run++) {
    const decisions = changes.flatMap((change): ChangeDecision[] => {
      const draw = random();
      if (draw < 0.3) return [decisionOn(change, { verdict: "rejected" })];
      return draw < 0.5 ? [decisionOn(change, { before: anyCover(), after: anyCover() })] : [];
    });
    const revised = new Map(ledger.decide(structuredClone(decisions)).map((change) => [change.id, change]));
    told = told.map((last) => revised.get(last.id) ?? last);
    expect(told).toEqual(changesOf(noise, decisions));
    expect(ledger.decide(structuredClone(decisions))).toEqual([]);
    addsUpNearly(ledger.figures);
    const { codes, flows, verdicts } = ledger.figures;
    const flowsByFace = codes.map(() => codes.map(() => 0));
    const verdictsByFace = verdictOrder.map(() => verdictOrder.map(() => 0));
    const { before, after } = ledger.map;
    planimetric.forEach((area, face) => {
      flowsByFace[codes.indexOf(before.covers[face]!)]![codes.indexOf(after.covers[face]!)]! += area;
      const [was, is] = [before, after].map(({ artificialisation: { verdicts } }) => verdicts[face]!);
      verdictsByFace[verdictOrder.indexOf(was!)]![verdictOrder.indexOf(is!)]! += area;
    });
    const rounded = (table: readonly (readonly number[])[]) => table.map((row) => row.map((area) => area.toFixed(6)));
    expect(rounded(flows)).toEqual(rounded(flowsByFace));
    expect(rounded(verdicts)).toEqual(rounded(verdictsByFace));
    for (const date of ["before", "after"] as const) {
      const { covers, uses, artificialisation: decided } = ledger.map[date];
      expect(decided).toEqual(artificialisation(ledger.map, covers, uses));
      turned += decided.verdicts.filter(
        (verdict, face) =>
          covers[face] === noise[date].covers[face] && verdict !== noise[date].artificialisation.verdicts[face],
      ).length;
    }
  }
  expect(turned).toBeGreaterThan(0); // ground that nobody decided on, turned by its surroundings
});

function addsUpNearly({ compared, flows, verdicts }: ChangeFigures): void {
  expect(Math.abs(sumOf(flows) - compared)).toBeLessThan(1e-9 * compared);
  expect(Math.abs(sumOf(verdicts) - compared)).toBeLessThan(1e-9 * compared);
}

describe("by zone", () => {
  test("two halves add up to the whole, and ground outside is not compared", () => {
    const half = (left: number, right: number) =>
      zoneInPixels(map.grid, [
        [
          [left, 0],
          [right, 0],
          [right, 6],
          [left, 6],
        ],
      ]);
    const ledger = new ChangeLedger(map);
    const [west, east] = ledger.figuresByZone([half(-2, 6.5), half(6.5, 12)]) as [ChangeFigures, ChangeFigures];
    for (const figures of [west, east]) addsUp(figures);
    const whole = ledger.figures;
    expect(west.compared + east.compared).toBe(whole.compared);
    expect([pixels(west.uncompared), east.uncompared]).toEqual([12, 0]);
    for (const was of verdictOrder.keys()) {
      for (const is of verdictOrder.keys()) {
        expect(west.verdicts[was]![is]! + east.verdicts[was]![is]!).toBe(whole.verdicts[was]![is]!);
      }
    }
    const grass = of(ledger.changes, "CS2.2.1", "CS1.1.1.2");
    ledger.decide([decisionOn(grass, { verdict: "accepted" })]);
    const again = ledger.figuresByZone([half(-2, 6.5), half(6.5, 12)]);
    expect(again.map(({ changes }) => changes.reviewed.count)).toEqual([0, 1]);
  });
});
