import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figuresOf } from "../core/change/change-ledger.ts";
import { compareDates } from "../core/change/compare-dates.ts";
import type { MapSide } from "../core/change/sides.ts";
import { librePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import { checkCoverage } from "../core/vector/check.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { judgedByGeos } from "../testing/geos.ts";
import { gdalMissing } from "../testing/ogr.ts";
import { pictureGrid, readerOf } from "../testing/pictures.ts";

/** Béziers; its numbers mean other things than CoSIA's, which borders do not mind. */
const labels = fileURLToPath(new URL("../../../shared/data/flair-d034/zone0_labels.tif", import.meta.url));
const missing = gdalMissing || (existsSync(labels) ? false : "../shared is not there");
const MINUTES = 60_000;
/** pixels of 20 cm: 120 m */
const SIDE = 600;
/** The later map is the ground as it lies 40 cm further east and 20 cm further south. */
const [EAST, SOUTH] = [2, 1];

describe.skipIf(missing)(`a real block against itself, moved (${missing || "judged by GEOS"})`, () => {
  let before: MapSide;
  let after: MapSide;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "ocsol-change-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const mapOf = async (column: number, row: number): Promise<MapSide> => {
      const raw = join(folder, `${column}-${row}.raw`);
      const window = ["-srcwin", column, row, SIDE, SIDE].map(String);
      execFileSync("gdal_translate", ["-q", "-of", "ENVI", ...window, labels, raw]);
      const classes = Uint8Array.from(readFileSync(raw), (numero) => (numero > 15 ? 2 : numero));
      const reader = readerOf(classes, pictureGrid(SIDE, SIDE));
      const preset = librePreset(2);
      return { kind: "map", map: survey(await vectorise(reader, { preset, simplifyMetres: 0.4 }), {}).map, preset };
    };
    before = await mapOf(1000 + EAST, 3500 + SOUTH);
    after = await mapOf(1000, 3500);
  }, 5 * MINUTES);

  /** Share of the ground that differs between the dates. */
  const changedShare = async (toleranceMetres: number, shift: readonly [number, number]) => {
    const map = await compareDates({ before, after, settings: { toleranceMetres, shift } });
    const { flows, compared } = figuresOf(map);
    const same = flows.reduce((sum, row, at) => sum + row[at]!, 0);
    return { map, share: 1 - same / compared };
  };

  test("has hardly changed where the tolerance is larger than the move, and where it is moved back", async () => {
    const { share: any } = await changedShare(0, [0, 0]);
    const { share: tolerated } = await changedShare(1.5, [0, 0]);
    const { share: corrected } = await changedShare(0, [EAST * 0.2, -SOUTH * 0.2]);
    process.stdout.write(`moved ${any}, tolerated ${tolerated}, moved back ${corrected}\n`);
    expect(any).toBeGreaterThan(0.03);
    expect(tolerated).toBeLessThan(0.002);
    expect(corrected).toBeLessThan(0.002);
  }, 5 * MINUTES); // biome-ignore format: the limit on the test's last line

  test("is a valid map without gap or overlap", async () => {
    const { map } = await changedShare(1.5, [0, 0]);
    const faults = checkCoverage(map).filter(({ fault }) => fault !== "arc-separates-equal-classes");
    expect(faults).toEqual([]);
    const { polygons, valid, area, union } = judgedByGeos([map]);
    expect(valid).toBe(polygons);
    expect(area).toBeCloseTo(union, 4);
    expect(area).toBeCloseTo((SIDE * 0.2) ** 2, 4);
  }, 5 * MINUTES); // biome-ignore format: the limit on the test's last line
});
