import { describe, expect, test } from "vitest";
import { picture } from "../../testing/pictures.ts";
import { isAppError } from "../errors.ts";
import { measureFaces } from "../vector/measure.ts";
import { trace } from "../vector/trace.ts";
import { artificialisation, artificialisationFigures, type Verdict } from "./artificialisation.ts";
import { coverCodes } from "./class-mapping.ts";

/**
 * Pixels of 5 m: two are 50 m², a hundred 2 500 m². CoSIA classes: 1 building, 2 pervious, 3 impervious, 9 broad-leaved
 * trees, c (12) lawn.
 */
const PIXEL_METRES = 5;

interface Case {
  readonly rows: readonly string[];
  /** by face, in the order of their first pixel */
  readonly uses?: readonly (string | null)[];
}

/** Verdict and whether a threshold decided, by face. */
async function verdictsOf({ rows, uses }: Case): Promise<[Verdict, number][]> {
  const affine = [PIXEL_METRES, 0, 700_000, 0, -PIXEL_METRES, 6_600_000] as const;
  const map = await trace(picture(rows, { affine }));
  const { verdicts, byThreshold } = artificialisation(map, coverCodes(map), uses);
  return verdicts.map((verdict, face) => [verdict, byThreshold[face]!]);
}

/** A field of `outer` 30 pixels wide with a block of `inner`, `width` × `height`, in its middle. */
const island = (
  outer: string,
  inner: string,
  width: number,
  height: number,
  extra?: [x: number, y: number, what: string],
) =>
  Array.from({ length: 30 }, (_, y) =>
    Array.from({ length: 30 }, (_, x) => {
      if (extra !== undefined && x === extra[0] && y === extra[1]) return extra[2];
      return x >= 5 && x < 5 + width && y >= 5 && y < 5 + height ? inner : outer;
    }).join(""),
  );

describe("with the matrix alone", () => {
  test("trees never are, sealed ground is, lawns and mineral surfaces depend on their use", async () => {
    // Each reaches the edge of the map: no threshold applies.
    expect(await verdictsOf({ rows: ["93c2"] })).toEqual([
      ["never", 0],
      ["certain", 0],
      ["depends-on-use", 0],
      ["depends-on-use", 0],
    ]);
  });

  test("a use that is known decides", async () => {
    expect(
      await verdictsOf({ rows: ["c9c92921"], uses: ["US5", null, "US1.1", null, "US1.3", null, "US3", "US1.1"] }),
    ).toEqual(
      ["certain", "never", "never", "never", "never", "never", "certain", "certain"].map((verdict) => [verdict, 0]),
    );
  });

  test("US6.6 is a finding, and not the same as a use that is not known", async () => {
    expect(await verdictsOf({ rows: ["c"], uses: ["US6.6"] })).toEqual([["never", 0]]);
    expect(await verdictsOf({ rows: ["c"], uses: [null] })).toEqual([["depends-on-use", 0]]);
  });

  test("a code that OCS GE does not have is refused", async () => {
    await expect(verdictsOf({ rows: ["c"], uses: ["US4.1"] })).rejects.toSatisfy((error) =>
      isAppError(error, "argument-invalid"),
    );
  });
});

describe("an island of open ground in artificialised ground", () => {
  test("of 2 475 m² joins it", async () => {
    expect(await verdictsOf({ rows: island("3", "9", 11, 9) })).toEqual([
      ["certain", 0],
      ["certain", 1],
    ]);
  });
  test("of 2 500 m² exactly stays", async () => {
    expect(await verdictsOf({ rows: island("3", "9", 10, 10) })).toEqual([
      ["certain", 0],
      ["never", 0],
    ]);
  });
  test("stays where it reaches the edge of the map, beyond which it may go on", async () => {
    expect(await verdictsOf({ rows: ["333", "399"] })).toEqual([
      ["certain", 0],
      ["never", 0],
    ]);
  });
  test("stays where it meets no data", async () => {
    expect(await verdictsOf({ rows: island("3", "9", 4, 4, [6, 6, "."]) })).toEqual([
      ["certain", 0],
      ["never", 0],
    ]);
  });
  test("is one island though it is two faces", async () => {
    // 99 pixels of trees and one of water: together 2 500 m².
    expect(await verdictsOf({ rows: island("3", "9", 10, 10, [5, 5, "6"]) })).toEqual([
      ["certain", 0],
      ["never", 0],
      ["never", 0],
    ]);
  });
  test("touching another in a corner only is on its own", async () => {
    const rows = island("3", "9", 10, 6).map((row, y) =>
      y < 11 ? row : row.slice(0, 15) + (y < 17 ? "999999999" : "333333333") + row.slice(24),
    );
    // 60 pixels and 54, joined in a corner
    expect(await verdictsOf({ rows })).toEqual([
      ["certain", 0],
      ["certain", 1],
      ["certain", 1],
    ]);
  });
});

describe("an artificialised island in open ground", () => {
  test("of 2 475 m² is given up", async () => {
    expect(await verdictsOf({ rows: island("9", "3", 11, 9) })).toEqual([
      ["never", 0],
      ["never", 1],
    ]);
  });
  test("of 2 500 m² exactly stays", async () => {
    expect(await verdictsOf({ rows: island("9", "3", 10, 10) })).toEqual([
      ["never", 0],
      ["certain", 0],
    ]);
  });
  test("is given up but for its building, from 50 m² on", async () => {
    const rows = island("9", "3", 4, 4);
    rows[6] = `${rows[6]!.slice(0, 6)}11${rows[6]!.slice(8)}`;
    expect(await verdictsOf({ rows })).toEqual([
      ["never", 0],
      ["never", 1],
      ["certain", 0],
    ]);
  });
  test("of a building of 25 m² is given up", async () => {
    expect(await verdictsOf({ rows: island("9", "1", 1, 1) })).toEqual([
      ["never", 0],
      ["never", 1],
    ]);
  });
  test("of a building of 50 m² exactly stays", async () => {
    expect(await verdictsOf({ rows: island("9", "1", 2, 1) })).toEqual([
      ["never", 0],
      ["certain", 0],
    ]);
  });
  test("with a courtyard: the courtyard joins it first, and what is now large enough stays", async () => {
    // A frame of 96 sealed pixels around 4 of trees: 2 400 m², with its court 2 500 m².
    const rows = island("9", "3", 10, 10).map((row, y) =>
      y === 9 || y === 10 ? `${row.slice(0, 9)}99${row.slice(11)}` : row,
    );
    expect(await verdictsOf({ rows })).toEqual([
      ["never", 0],
      ["certain", 0],
      ["certain", 1],
    ]);
  });
});

describe("while use is not known", () => {
  test("a small lawn among sealed ground is certain: artificialised by its use, or else by the threshold", async () => {
    expect(await verdictsOf({ rows: island("3", "c", 9, 9) })).toEqual([
      ["certain", 0],
      ["certain", 1],
    ]);
  });
  test("a large one depends on its use", async () => {
    expect(await verdictsOf({ rows: island("3", "c", 10, 10) })).toEqual([
      ["certain", 0],
      ["depends-on-use", 0],
    ]);
  });
  test("a small lawn among trees never is: not by its use, or else given up by the threshold", async () => {
    expect(await verdictsOf({ rows: island("9", "c", 9, 9) })).toEqual([
      ["never", 0],
      ["never", 1],
    ]);
  });
  test("a yard in a meadow or park depends on the use of what is around it", async () => {
    // The lawn a park's: one artificialised ground. A meadow: an island of 1 600 m², given up.
    expect(await verdictsOf({ rows: island("c", "3", 8, 8) })).toEqual([
      ["depends-on-use", 0],
      ["depends-on-use", 1],
    ]);
  });
  test("a mineral surface may be a quarry", async () => {
    expect(await verdictsOf({ rows: island("9", "2", 12, 12) })).toEqual([
      ["never", 0],
      ["depends-on-use", 0],
    ]);
  });
});

test("three figures and the impermeable one, in m²", async () => {
  const affine = [PIXEL_METRES, 0, 700_000, 0, -PIXEL_METRES, 6_600_000] as const;
  const map = await trace(picture(["9331cc2."], { affine }));
  const covers = coverCodes(map);
  const { planimetric, ellipsoidal } = measureFaces(map);
  const areas = covers.map((_, face) => ({ face, planimetric: planimetric[face]!, ellipsoidal: ellipsoidal[face]! }));
  const figures = artificialisationFigures(areas, covers, artificialisation(map, covers));
  expect(figures).toMatchObject({
    certain: { planimetric: expect.closeTo(75, 9) },
    dependsOnUse: { planimetric: expect.closeTo(75, 9) },
    never: { planimetric: expect.closeTo(25, 9) },
    impermeable: { planimetric: expect.closeTo(75, 9) },
  });
});
