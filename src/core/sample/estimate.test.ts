import { describe, expect, test } from "vitest";
import { type ErrorMatrix, type Estimate, estimate, estimateDifference } from "./estimate.ts";
import { allocate, sizeFor } from "./size.ts";

/**
 * The worked example of Olofsson et al. (2014), section 5: a map of 10 million pixels of 30 m with deforestation, forest
 * gain, stable forest and stable non-forest.
 *
 * Where the printed digits come from, the article itself not being at hand: its table 8 (counts and pixels) from the
 * help page of R's `mapaccuracy` (H. Costa, man/olofsson.Rd); all that pages 53 to 55 print (accuracies with their
 * intervals, areas in hectares, table 9, the size of 641) from a transcription of the article, page by page, made for the
 * tests of an R package (`olofsson_*`, "every value below is transcribed from the PDF"). The two agree on table 8. Two of
 * the printed intervals are not what the article's own Eq. (7) gives of its own counts, as that transcription notes and
 * the arithmetic shows: producer's accuracy of forest gain, ± 0.23 printed, ± 0.254 by the equation, and of stable
 * non-forest, ± 0.01 printed, ± 0.018 by the equation. Those two are held to the equation here.
 */
const example: ErrorMatrix = {
  squareMetres: [200_000, 150_000, 3_200_000, 6_450_000].map((pixels) => 900 * pixels),
  counts: [
    [66, 0, 5, 4],
    [0, 55, 8, 12],
    [1, 0, 153, 11],
    [2, 1, 9, 313],
  ],
};

const printed = (one: Estimate | null, digits: number, unit = 1): string =>
  `${(one!.value / unit).toFixed(digits)} ± ${(one!.halfWidth! / unit).toFixed(digits)}`;

describe("the worked example of Olofsson et al. (2014)", () => {
  const { overall, users, producers, areas } = estimate(example);

  test("overall accuracy, as printed", () => {
    expect(printed(overall, 2)).toBe("0.95 ± 0.02");
  });

  test("user's accuracy, as printed", () => {
    expect(users.map((one) => printed(one, 2))).toEqual(["0.88 ± 0.07", "0.73 ± 0.10", "0.93 ± 0.04", "0.96 ± 0.02"]);
  });

  test("producer's accuracy, as printed, or by Eq. (7) where the print contradicts it", () => {
    expect(producers.map((one) => printed(one, 2))).toEqual([
      "0.75 ± 0.21",
      "0.85 ± 0.25", // printed ± 0.23
      "0.93 ± 0.03",
      "0.96 ± 0.02", // printed ± 0.01
    ]);
    expect(producers[1]!.halfWidth).toBeCloseTo(0.2544, 4);
    expect(producers[3]!.halfWidth).toBeCloseTo(0.0184, 4);
  });

  test("areas in hectares, as printed", () => {
    expect(areas.map((one) => printed(one, 0, 10_000))).toEqual([
      "21158 ± 6158",
      "11686 ± 3756",
      "285770 ± 15510",
      "581386 ± 16282",
    ]);
    expect(printed(areas[0]!, 0, 900)).toBe("235086 ± 68418");
  });

  test("intervals are the article's ± where a class is no rare find, and wider where it is", () => {
    const stable = areas[2]!;
    expect((stable.high - stable.value) / stable.halfWidth!).toBeCloseTo(1, 1);
    expect((stable.value - stable.low) / stable.halfWidth!).toBeCloseTo(1, 1);
    // of forest gain one point among the 490 of stable ground carries a sixth of the area
    const gain = areas[1]!;
    expect(gain.high - gain.value).toBeGreaterThan(1.5 * gain.halfWidth!);
    expect(gain.value - gain.low).toBeLessThan(gain.halfWidth!);
  });

  test("its size, as printed", () => {
    const strata = example.squareMetres.map((squareMetres) => ({ squareMetres }));
    expect(sizeFor(strata, [0.7, 0.6, 0.9, 0.95], 0.01)).toBe(641);
  });

  test("75 points to each rare stratum of 640, the rest in proportion, to within what the article rounds", () => {
    const strata = example.squareMetres.map((squareMetres, at) => ({ id: String(at), squareMetres }));
    expect(allocate(strata, { standardError: undefined, least: 75 }, 640)).toEqual([75, 75, 162, 328]);
  });
});

describe("an estimate", () => {
  test("worked by hand: two strata of 60 and 40, 8 of 10 and 9 of 10 right", () => {
    const { overall, areas } = estimate({
      squareMetres: [60, 40],
      counts: [
        [8, 2],
        [1, 9],
      ],
    });
    expect(overall!.value).toBeCloseTo(0.6 * 0.8 + 0.4 * 0.9, 12);
    expect(areas[0]!.value).toBeCloseTo(52, 12);
    // √(0.36 · 0.8 · 0.2 / 9 + 0.16 · 0.1 · 0.9 / 9) = √0.008
    expect(areas[0]!.halfWidth).toBeCloseTo(100 * 1.96 * Math.sqrt(0.008), 10);
  });

  test("a class that no stratum is of has an area, and no accuracy: the map has none of it", () => {
    const { areas, producers, overall } = estimate({
      squareMetres: [60, 40],
      counts: [
        [9, 0, 1],
        [0, 10, 0],
      ],
    });
    expect(areas[2]!.value).toBeCloseTo(6, 12);
    expect(producers[2]).toBeNull();
    expect(overall!.value).toBeCloseTo(0.94, 12);
  });

  test("a stratum without points leaves whole figures untold, and the others' own accuracy told", () => {
    const { overall, users, producers, areas } = estimate({
      squareMetres: [60, 40],
      counts: [
        [8, 2],
        [0, 0],
      ],
    });
    expect([overall, ...producers, ...areas, users[1]]).toEqual([null, null, null, null, null, null]);
    expect(users[0]!.value).toBe(0.8);
  });

  test("a stratum of a single point has no standard error, and an interval that says how little is known", () => {
    const { overall, users, areas } = estimate({
      squareMetres: [60, 40],
      counts: [
        [8, 2],
        [0, 1],
      ],
    });
    expect(overall).toMatchObject({ value: 0.6 * 0.8 + 0.4, halfWidth: null });
    expect(users[1]).toMatchObject({ value: 1, halfWidth: null });
    expect(areas[0]!.halfWidth).toBeNull();
    expect(users[1]!.low).toBeLessThan(0.2);
    expect(users[1]!.high).toBe(1);
  });

  test("taken less given back: the interval of the difference, not of the two apart", () => {
    const matrix = {
      squareMetres: [60, 40],
      counts: [
        [8, 2],
        [1, 9],
      ],
    };
    const net = estimateDifference(matrix, 0, 1)!;
    const { areas } = estimate(matrix);
    expect(net.value).toBeCloseTo(areas[0]!.value - areas[1]!.value, 12);
    // with two classes what one gains the other loses: twice the interval of one
    expect(net.halfWidth).toBeCloseTo(2 * areas[0]!.halfWidth!, 10);
  });
});
