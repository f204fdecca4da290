/**
 * What comparing two dates costs on maps as large as they come, and what deciding on one of many changes does. The references
 * of the same run are making one of the two maps and, on small ones, GDAL, which only intersects them.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { polygonsAsCsv } from "../../testing/geos.ts";
import { gdalMissing, osgeoMissing } from "../../testing/ogr.ts";
import { mulberry32, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { librePreset } from "../landcover/presets.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { ChangeDecision } from "./decision.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-change-"));
afterAll(() => rmSync(folder, { recursive: true }));

const load = <M>(path: string): Promise<M> => bundled<M>(new URL(path, import.meta.url), folder);
const { vectorise } = await load<typeof import("../vector/vectorise.ts")>("../vector/vectorise.ts");
const { survey } = await load<typeof import("../landcover/survey.ts")>("../landcover/survey.ts");
const { compareDates } = await load<typeof import("./compare-dates.ts")>("./compare-dates.ts");
const { ChangeLedger } = await load<typeof import("./change-ledger.ts")>("./change-ledger.ts");

/** Side of a raster that gives some 460 000 faces; OCSOL_CHANGE_SIDE names another. */
const SIDE = Number(process.env["OCSOL_CHANGE_SIDE"] ?? 5400);
/** Side of one that GDAL is done with in seconds. */
const SMALL_SIDE = 800;

/** Noise is made once and laid side by side: making it takes longer than anything here. */
function earlierOf(side: number): Uint8Array {
  const tileSide = side / 4;
  const tile = seededClasses(tileSide, 0.6, 1);
  return Uint8Array.from({ length: side * side }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / side) % tileSide, (pixel % side) % tileSide];
    return tile[row * tileSide + column]!;
  });
}

/** The same ground later: a pixel in ten is its neighbour's, as borders drawn anew are, and boxes of some ares have changed. */
function laterOf(earlier: Uint8Array, side: number): Uint8Array {
  const classes = earlier.slice();
  const random = mulberry32(7);
  for (let box = 0; box < (side * side) / 1500; box++) {
    const [width, height] = [8 + Math.floor(16 * random()), 8 + Math.floor(16 * random())];
    const [left, top] = [Math.floor(random() * (side - width)), Math.floor(random() * (side - height))];
    const numero = 1 + Math.floor(13 * random());
    for (let row = top; row < top + height; row++) {
      classes.fill(numero, row * side + left, row * side + left + width);
    }
  }
  for (let pixel = 1; pixel < classes.length; pixel++) {
    if (random() < 0.1) classes[pixel - 1] = classes[pixel]!;
  }
  return classes;
}

const mapOf = async (classes: Uint8Array, side: number) =>
  survey(
    await vectorise(readerOf(classes, pictureGrid(side, side)), { preset: librePreset(0.12), simplifyMetres: 0.4 }),
    {},
  ).map;

const comparedOf = async ([before, after]: readonly Awaited<ReturnType<typeof mapOf>>[]) =>
  compareDates({
    before: { kind: "map", map: before! },
    after: { kind: "map", map: after! },
    settings: { toleranceMetres: 1.5, shift: [0, 0], minChangeSquareMetres: 2 },
  });

const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 };
const few = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 };
const countsOf = (maps: readonly Awaited<ReturnType<typeof mapOf>>[]) =>
  `${maps.map(({ faces }) => faces.count).join(" and ")} faces`;

const intersectScript = `
import sys
from osgeo import gdal, ogr
gdal.UseExceptions()
ogr.UseExceptions()
before, after = [ogr.Open(path) for path in sys.argv[1:]]
into = ogr.GetDriverByName("Memory").CreateDataSource("").CreateLayer("both")
before.GetLayer(0).Intersection(after.GetLayer(0), into, ["SKIP_FAILURES=YES"])
`;

/** A GeoPackage with a spatial index, the form that GDAL knows best. */
function packageOf(map: Awaited<ReturnType<typeof mapOf>>, name: string): string {
  const [csv, gpkg] = [join(folder, `${name}.csv`), join(folder, `${name}.gpkg`)];
  writeFileSync(csv, polygonsAsCsv([map]));
  execFileSync("ogr2ogr", ["-q", gpkg, csv]);
  return gpkg;
}

const missing = gdalMissing || osgeoMissing;
const small = earlierOf(SMALL_SIDE);
const smallMaps = await Promise.all([small, laterOf(small, SMALL_SIDE)].map((classes) => mapOf(classes, SMALL_SIDE)));
describe(`${countsOf(smallMaps)}${missing ? `: GDAL skipped, ${missing}` : ""}`, () => {
  const packages = missing ? [] : smallMaps.map((map, date) => packageOf(map, `date-${date}`));
  bench("compared", async () => void (await comparedOf(smallMaps)), few);
  bench.skipIf(missing)("GDAL's intersection of the two", () => {
    execFileSync("/usr/bin/python3", ["-c", intersectScript, ...packages]);
  }, once); // biome-ignore format: a bench a line
});

const earlier = earlierOf(SIDE);
const maps = [await mapOf(earlier, SIDE), await mapOf(laterOf(earlier, SIDE), SIDE)];
/** Where the bench of comparing leaves it: it is not done twice. */
let ledger: InstanceType<typeof ChangeLedger> | undefined;
const compared = async () => {
  ledger ??= new ChangeLedger(await comparedOf(maps));
  return ledger;
};
describe(countsOf(maps), () => {
  bench("one of the two maps", async () => void (await mapOf(earlier, SIDE)), once);
  bench("compared", async () => {
    const { changes, map } = await compared();
    process.stdout.write(`${changes.length} changes on ${map.faces.count} faces\n`);
  }, once); // biome-ignore format: a bench a line
});

/** Fifty squares, side by side in rows of ten. */
const zones = Array.from({ length: 50 }, (_, zone): Zone => {
  const side = (0.2 * SIDE) / 10;
  const [west, north] = [700_000 + side * (zone % 10), 6_600_000 - side * Math.floor(zone / 10)];
  const [east, south] = [west + side, north - side];
  return { polygons: [[Float64Array.of(west, south, east, south, east, north, west, north, west, south)]] };
});

describe("deciding", () => {
  let turn = 0;
  /** Another change each time, and the ones before stay rejected. */
  const decide = async () => {
    const { changes } = await compared();
    turn++;
    const rejected = changes.slice(0, turn);
    ledger!.decide(
      rejected.map(
        ({ at, found, squareMetres }): ChangeDecision => ({
          at,
          was: { ...found, squareMetres },
          verdict: "rejected",
          comment: "",
        }),
      ),
    );
  };
  bench("one change more rejected, with figures and all changes", async () => {
    await decide();
    void ledger!.figures;
    void ledger!.changes;
  }, few); // biome-ignore format: a bench a line
  bench("the same with the figures of 50 zones", async () => {
    await decide();
    void ledger!.figures;
    void ledger!.changes;
    void ledger!.figuresByZone(zones);
  }, few); // biome-ignore format: a bench a line
});
