import { expect, test } from "vitest";
import { changeFigures, changeTotals } from "../../testing/change-figures.ts";
import type { ChangeFacts } from "../change/change-facts.ts";
import type { ChangeDecision } from "../change/decision.ts";
import { changedGround, countedChanges, shareReviewed, takeRanges } from "./change-report.ts";

test("land take lies between what is certain and what every use that is not known could add or take away", () => {
  const figures = changeFigures({
    landTake: { artificialised: 500, renatured: 300, net: 200, mayBeArtificialised: 70, mayBeRenatured: 20 },
  });
  expect(takeRanges(figures)).toEqual({
    artificialised: { least: 500, most: 570 },
    renatured: { least: 300, most: 320 },
    net: { least: 180, most: 270 },
  });
});

test("a change that was looked at and rejected is reviewed all the same", () => {
  const figures = changeFigures({
    changes: {
      reviewed: changeTotals(3, 6000),
      unreviewed: changeTotals(15, 3000),
      rejected: changeTotals(2, 1000),
    },
  });
  expect(shareReviewed(figures)).toEqual({ count: 5, ofAll: 20, byCount: 0.25, byArea: 0.7 });
});

test("of no change at all there is no share", () => {
  expect(shareReviewed(changeFigures({}))).toEqual({ count: 0, ofAll: 0, byCount: null, byArea: null });
});

test("changed ground is what lies off the diagonal", () => {
  const flows = [
    [1000, 20, 3],
    [0, 500, 0],
    [0.5, 7, 0],
  ];
  expect(changedGround(changeFigures({ codes: ["CS1.1.1.1", "CS1.2.1", "CS2.2.1"], flows }))).toBe(30.5);
});

const change = (id: number, squareMetres: number, decided: Partial<ChangeDecision> = {}): ChangeFacts => {
  const found = { before: "CS2.2.1", after: "CS1.1.1.1" };
  const decision = {
    at: [0, 0],
    was: { ...found, squareMetres },
    verdict: undefined,
    comment: "",
    ...decided,
  } as const;
  return {
    id,
    kind: "artificialised",
    before: { cover: decided.before ?? found.before, use: null, verdict: "never" },
    after: { cover: decided.after ?? found.after, use: null, verdict: "certain" },
    found,
    squareMetres,
    confidence: null,
    at: [0, 0],
    bounds: [0, 0, 1, 1],
    decision,
  };
};

test("changes are those that the figures count, the largest first", () => {
  const changes = [
    change(0, 80),
    change(1, 900, { verdict: "rejected" }),
    change(2, 700, { verdict: "accepted" }),
    change(3, 800, { after: "CS2.2.1" }), // relabelled to what it was: no change
    change(4, 80),
    change(5, 90, { comment: "to be seen on the spot" }),
  ];
  expect(countedChanges(changes).map(({ id }) => id)).toEqual([2, 5, 0, 4]);
});
