import { describe, expect, test } from "vitest";
import { referenceStratum } from "./grounds.ts";
import { resultsOf } from "./results.ts";
import type { MappedGround, Sample, SampleAnswer } from "./sample.ts";

const ground = (cover: string, verdict: MappedGround["verdict"], use: string | null = null): MappedGround => ({
  cover,
  use,
  verdict,
});
const meadow = ground("CS2.2.1", "depends-on-use");
const house = ground("CS1.1.1.1", "certain");
/** a lawn of less than 2 500 m² among houses: artificialised by the decree's threshold */
const island = ground("CS2.2.1", "certain");
const said = (before: string, after: string): SampleAnswer => ({ before, after, comment: "" });

describe("the stratum of an answer", () => {
  test.each([
    ["as the map has it, a change", meadow, house, said("CS2.2.1", "CS1.1.1.1"), "depends-on-use"],
    ["wood that was built on", ground("CS2.1.1.1", "never"), house, said("CS2.1.1.1", "CS1.1.1.1"), "artificialised"],
    [
      "a house that was never there",
      ground("CS2.1.1.1", "never"),
      house,
      said("CS2.1.1.1", "CS2.1.1.1"),
      "stable-never",
    ],
    ["a house that was there before", meadow, house, said("CS1.1.1.1", "CS1.1.1.1"), "stable-certain"],
    ["a change that the map has missed", house, house, said("CS1.2.1", "CS1.1.1.1"), "artificialised"],
    ["as the map has it, where a threshold decides", island, island, said("CS2.2.1", "CS2.2.1"), "stable-certain"],
    ["stable as it was before", island, house, said("CS2.2.1", "CS2.2.1"), "stable-certain"],
    [
      "the use that the map knows",
      ground("CS1.2.1", "never", "US1.1"),
      house,
      said("CS2.2.1", "CS1.1.1.1"),
      "artificialised",
    ],
    ["trees among trees", house, house, said("CS2.1.2", "CS2.2.2"), "depends-on-use"],
  ])("%s", (_, before, after, answer, expected) => {
    expect(referenceStratum("change", { before, after }, answer)).toBe(expected);
  });

  test("is none where either date could not be told", () => {
    expect(referenceStratum("change", { before: meadow, after: house }, said("unsure", "CS2.2.1"))).toBeUndefined();
    expect(referenceStratum("change", { before: meadow, after: house }, said("CS2.2.1", "unsure"))).toBeUndefined();
    expect(referenceStratum("map", { after: house }, { after: "unsure", comment: "" })).toBeUndefined();
  });

  test("of one map it is the class seen", () => {
    expect(referenceStratum("map", { after: house }, { after: "CS1.2.2", comment: "" })).toBe("CS1.2.2");
  });
});

describe("results", () => {
  const sample: Sample = {
    of: "change",
    seed: 1,
    strata: [
      { id: "artificialised", squareMetres: 1000 },
      { id: "stable-never", squareMetres: 9000 },
    ],
    design: { standardError: undefined, least: 2 },
    points: [
      [0, said("CS2.1.1.1", "CS1.1.1.1")],
      [0, said("CS2.1.1.1", "CS1.1.1.1")],
      [0, said("CS2.1.1.1", "CS2.1.1.1")],
      [0, said("CS2.1.1.1", "unsure")],
      [1, said("CS2.1.1.1", "CS2.1.1.1")],
      [1, said("CS2.1.1.1", "CS2.1.1.1")],
      [1, undefined],
    ].map(([stratum, answer], at) => ({
      number: at + 1,
      at: [0, 0] as const,
      stratum: stratum as number,
      mapped:
        stratum === 0
          ? { before: ground("CS2.1.1.1", "never"), after: house }
          : { before: ground("CS2.1.1.1", "never"), after: ground("CS2.1.1.1", "never") },
      answer: answer as SampleAnswer | undefined,
    })),
  };

  test("count what was told, and what was not", () => {
    const { told, unsure, unanswered, thin, untold, matrix, net } = resultsOf(sample);
    expect({ told, unsure, unanswered }).toEqual({ told: 5, unsure: 1, unanswered: 1 });
    expect(untold).toEqual([]);
    expect(thin).toEqual(["artificialised", "stable-never"]);
    expect(matrix.counts).toEqual([
      [2, 1],
      [0, 2],
    ]);
    expect(net!.value).toBeCloseTo(1000 * (2 / 3), 9);
  });

  test("of nothing answered are none, and say for which strata", () => {
    const { estimates, net, untold } = resultsOf({
      ...sample,
      points: sample.points.map((point) => ({ ...point, answer: undefined })),
    });
    expect([estimates.overall, net]).toEqual([null, null]);
    expect(untold).toEqual(["artificialised", "stable-never"]);
  });
});
