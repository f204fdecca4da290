/**
 * What comparing two dates costs on maps as large as they come, and what deciding on one of many changes does. The reference
 * of the same run is making one of the two maps.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { mulberry32, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { librePreset } from "../landcover/presets.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-change-"));
afterAll(() => rmSync(folder, { recursive: true }));

const load = <M>(path: string): Promise<M> => bundled<M>(new URL(path, import.meta.url), folder);
const { vectorise } = await load<typeof import("../vector/vectorise.ts")>("../vector/vectorise.ts");
const { survey } = await load<typeof import("../landcover/survey.ts")>("../landcover/survey.ts");
const { compareDates } = await load<typeof import("./compare-dates.ts")>("./compare-dates.ts");
const { ChangeLedger } = await load<typeof import("./change-ledger.ts")>("./change-ledger.ts");

/** Side of a raster that gives about so many faces; OCSOL_CHANGE_SIDE names another. */
const SIDE = Number(process.env["OCSOL_CHANGE_SIDE"] ?? 5400);
/** Noise is made once and laid side by side: making it takes longer than anything here. */
const TILE = SIDE / 4;

const earlier = (() => {
  const tile = seededClasses(TILE, 0.6, 1);
  return Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / SIDE) % TILE, (pixel % SIDE) % TILE];
    return tile[row * TILE + column]!;
  });
})();

/** The same ground later: a pixel in ten is its neighbour's, as borders drawn anew are, and boxes of some ares have changed. */
const later = (() => {
  const classes = earlier.slice();
  const random = mulberry32(7);
  for (let box = 0; box < (SIDE * SIDE) / 20_000; box++) {
    const [width, height] = [5 + Math.floor(60 * random()), 5 + Math.floor(60 * random())];
    const [left, top] = [Math.floor(random() * (SIDE - width)), Math.floor(random() * (SIDE - height))];
    const numero = 1 + Math.floor(13 * random());
    for (let row = top; row < top + height; row++) {
      classes.fill(numero, row * SIDE + left, row * SIDE + left + width);
    }
  }
  for (let pixel = 1; pixel < classes.length; pixel++) {
    if (random() < 0.1) classes[pixel - 1] = classes[pixel]!;
  }
  return classes;
})();

const mapOf = async (classes: Uint8Array) =>
  survey(
    await vectorise(readerOf(classes, pictureGrid(SIDE, SIDE)), { preset: librePreset(0.12), simplifyMetres: 0.4 }),
    {},
  ).map;
const maps = await Promise.all([earlier, later].map(mapOf));
const compared = await compareDates({
  before: { kind: "map", map: maps[0]! },
  after: { kind: "map", map: maps[1]! },
  settings: { toleranceMetres: 1.5, shift: [0, 0], minChangeSquareMetres: 20 },
});
const ledger = new ChangeLedger(compared);
const [first] = ledger.changes;
const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 };
const few = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 };

describe(`${maps.map(({ faces }) => faces.count).join(" and ")} faces, ${ledger.changes.length} changes`, () => {
  bench("one of the two maps", async () => void (await mapOf(earlier)), once);
  bench("compared", async () => {
    await compareDates({
      before: { kind: "map", map: maps[0]! },
      after: { kind: "map", map: maps[1]! },
      settings: { toleranceMetres: 1.5, shift: [0, 0], minChangeSquareMetres: 20 },
    });
  }, once); // biome-ignore format: a bench a line
  bench("one change rejected, with figures and all changes", () => {
    const { at, found, squareMetres } = first!;
    ledger.decide([{ at, was: { ...found, squareMetres }, verdict: "rejected", comment: "" }]);
    void ledger.figures;
    void ledger.changes;
    ledger.decide([]);
  }, few); // biome-ignore format: a bench a line
});
