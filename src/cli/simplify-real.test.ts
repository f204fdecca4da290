import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gdalMissing, queryRow } from "../testing/ogr.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";

/** Béziers; its numbers mean other things than CoSIA's, which borders do not mind. */
const labels = fileURLToPath(new URL("../../../shared/data/flair-d034/zone0_labels.tif", import.meta.url));
const missing = gdalMissing || (existsSync(labels) ? false : "../shared is not there");
const MINUTES = 60_000;

describe.skipIf(missing)(`real labels, simplified (${missing || "judged by GEOS"})`, () => {
  let folder: string;
  const figures: Record<string, unknown>[] = [];
  const TOLERANCES = ["0", "0.4"];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ocsol-simplify-"));
    const block = join(folder, "block.tif");
    execFileSync("gdal_translate", ["-q", ..."-srcwin 0 2560 2560 2560 -co COMPRESS=LZW".split(" "), labels, block]);
    for (const metres of TOLERANCES) {
      const run = runCli(folder, "polygonise", block, "--out", `${metres}.gpkg`, "--simplify", metres, "--json");
      expect(run.stderr).toBe("");
      figures.push(lastJson(run.stdout));
    }
  }, 5 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("as many polygons in a third of the points", () => {
    const [exact, simple] = figures;
    expect(simple!["polygons"]).toBe(exact!["polygons"]);
    expect(Number(simple!["points"])).toBeLessThan(Number(exact!["points"]) / 3);
  });

  test("no class loses or gains half a percent", () => {
    for (const drift of Object.values(figures[1]!["areaDrift"] as object)) expect(Math.abs(drift)).toBeLessThan(0.005);
  });

  test(
    "all valid, no overlap, no gap",
    () => {
      const exact = queryRow(join(folder, "0.gpkg"), "SELECT SUM(ST_Area(the_geom)) AS area FROM OCCUPATION_SOL");
      const { n, valid, area, said, together } = queryRow(
        join(folder, "0.4.gpkg"),
        `SELECT COUNT(*) AS n, SUM(ST_IsValid(the_geom)) AS valid, SUM(ST_Area(the_geom)) AS area,
        SUM(ocsol_aire) AS said, ST_Area(ST_Union(the_geom)) AS together FROM OCCUPATION_SOL`,
      );
      expect(valid).toBe(n);
      expect(Number(area) / Number(exact["area"])).toBeCloseTo(1, 9);
      expect(Number(together) / Number(exact["area"])).toBeCloseTo(1, 9);
      expect(Number(said) / Number(area)).toBeCloseTo(1, 6);
    },
    5 * MINUTES,
  );
});
