import { expect, test } from "vitest";
import { changeKinds, type DateName } from "../../core/change/change-map.ts";
import type { SideFacts } from "../../core/change/comparability.ts";
import type { ChangeSide } from "../../core/change/sides.ts";
import type { Within } from "../../core/geo/bounds-in.ts";
import { coverClasses } from "../../core/landcover/ocsge.ts";
import { gridBounds } from "../../core/raster/grid.ts";
import { polygonOf } from "../../core/vector/coverage.ts";
import type { OpenedSide } from "../../sources/vector/read-side.ts";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { HeldChange } from "./held-change.ts";

const exactly = { toleranceMetres: 0, shift: [0, 0] } as const;
const pause = async () => {};
const quiet = () => {};

/** A side as a file gives it; `asked` gets what it was read within. */
async function sideOf(kind: SideFacts["kind"], rows: readonly string[], asked: Within[] = []): Promise<OpenedSide> {
  const map = await surveyedPicture(rows, { affine: [50, 0, 700_000, 0, -50, 6_600_000] });
  const { crs } = map.grid;
  const zones = Array.from({ length: map.faces.count }, (_, face) => ({ polygons: [polygonOf(map, face)] }));
  const side: ChangeSide =
    kind === "result" ? { kind: "map", map } : { kind: "zones", crs, zones, covers: map.covers, uses: map.uses };
  const facts: SideFacts = {
    kind,
    file: "",
    image: "",
    millesime: "",
    date: "",
    model: "",
    preset: undefined,
    simplifyMetres: 0,
    squareBuildings: false,
    epsg: crs.code,
    resolutionMetres: map.grid.gsdMetres,
    bounds: gridBounds(map.grid),
    synthetic: false,
    imageCredit: "",
  };
  return {
    facts,
    async read(within) {
      asked.push(within);
      return side;
    },
  };
}

const before = ["5555", "5555", "55cc"];
const after = ["5555", "5335", "55cc"];

async function heldOf(earlier: SideFacts["kind"], later: SideFacts["kind"], asked: Within[] = []): Promise<HeldChange> {
  const held = new HeldChange();
  await held.setSide("before", () => sideOf(earlier, before, asked), quiet, pause);
  await held.setSide("after", () => sideOf(later, after, asked), quiet, pause);
  return held;
}

test("what has changed is painted by kind, and no more once it is rejected", async () => {
  const held = await heldOf("result", "result");
  const { grid } = await held.compare(exactly, undefined, quiet, pause);
  const bounds = gridBounds(grid);
  const kind = changeKinds.indexOf("artificialised") + 1;
  expect([...held.paintKinds(bounds, 4, 3)]).toEqual([0, 0, 0, 0, 0, kind, kind, 0, 0, 0, 0, 0]);
  const [change] = held.ledger.changes;
  expect(change).toMatchObject({ id: 0, kind: "artificialised", squareMetres: 5000 });
  expect(held.ledger.figures.landTake).toMatchObject({ artificialised: 5000, renatured: 0, net: 5000 });
  const { at, found, squareMetres } = change!;
  const codesOf = (date: DateName) =>
    Array.from(held.paintCovers(date, bounds, 4, 3), (place) => coverClasses[place - 1]?.code);
  const bare = [...Array(10).fill("CS1.2.1"), "CS2.2.1", "CS2.2.1"];
  const built = bare.with(5, "CS1.1.1.2").with(6, "CS1.1.1.2");
  expect([codesOf("before"), codesOf("after")]).toEqual([bare, built]);
  expect([...held.paintCovers("after", [699_900, 6_599_850, 700_000, 6_600_000], 2, 3)]).toEqual(Array(6).fill(0));
  held.ledger.decide([{ at, was: { ...found, squareMetres }, verdict: "rejected", comment: "" }]);
  expect([...held.paintKinds(bounds, 4, 3)]).toEqual(Array(12).fill(0));
  expect(codesOf("after")).toEqual(bare);
});

test("somebody else's map is read where the other one lies, in its CRS, and as often as it is compared", async () => {
  for (const [earlier, later] of [
    ["ocsge", "result"],
    ["result", "ocsge"],
  ] as const) {
    const asked: Within[] = [];
    const held = await heldOf(earlier, later, asked);
    expect(asked).toHaveLength(1); // the result
    const { grid } = await held.compare(exactly, undefined, quiet, pause);
    const [minX, minY, maxX, maxY] = gridBounds(grid);
    const { bounds, crs } = asked[1]!;
    expect(crs).toEqual(grid.crs);
    expect([bounds[0] < minX, bounds[1] < minY, bounds[2] > maxX, bounds[3] > maxY]).toEqual(Array(4).fill(true));
    expect(held.ledger.changes.map(({ squareMetres }) => squareMetres)).toEqual([5000]);
  }
});

test("two maps of others are read where both lie, of an area only what decides of it", async () => {
  const asked: Within[] = [];
  const held = await heldOf("ocsge", "ocsge", asked);
  expect(asked).toHaveLength(0);
  await held.compare(exactly, undefined, quiet, pause);
  expect(held.ledger.changes.map(({ squareMetres, confidence }) => [squareMetres, confidence])).toEqual([[5000, null]]);
  const [west, south, east, north] = [700_060, 6_599_905, 700_070, 6_599_945];
  const area = [{ polygons: [[Float64Array.of(west, south, east, south, east, north, west, north, west, south)]] }];
  await held.compare(exactly, area, quiet, pause);
  expect(held.ledger.changes.map(({ squareMetres }) => Math.round(squareMetres))).toEqual([400]);
  const bounds = asked.map(({ bounds }) => bounds.map(Math.round));
  const [all, part] = [[700_000, 6_599_850, 700_200, 6_600_000], [700_010, 6_599_855, 700_120, 6_599_995]]; // biome-ignore format: a pair
  expect(bounds).toEqual([all, all, part, part]);
});

test("another side, or none, makes what was compared old", async () => {
  const held = await heldOf("result", "result");
  await held.compare(exactly, undefined, quiet, pause);
  held.clearSide("before");
  expect(() => held.ledger).toThrow(expect.objectContaining({ tag: "internal" }));
  await expect(held.compare(exactly, undefined, quiet, pause)).rejects.toMatchObject({ tag: "internal" });
  const broken = () => Promise.reject(new Error("cannot be read"));
  await expect(held.setSide("after", broken, quiet, pause)).rejects.toThrow("cannot be read");
  expect(held.factsOf("after")).toBeUndefined();
});
