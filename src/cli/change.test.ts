import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { SideFacts } from "../core/change/comparability.ts";
import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene } from "../demo/scene.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { gdalMissing, queryRow } from "../testing/ogr.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";
import { change } from "./change.ts";
import { polygonise } from "./polygonise.ts";

/** Two dates compared from the command line: figures that can be worked out by hand, held against GEOS's. */

const MINUTES = 60_000;
vi.setConfig({ testTimeout: 2 * MINUTES, hookTimeout: 4 * MINUTES });

/** 120 × 100 m in pixels of 50 cm, near Béziers */
const [WIDTH, HEIGHT] = [240, 200];
const [LEFT, TOP] = [721_000, 6_249_000];
const [BUILDING, BARE, BROADLEAVED] = [1, 5, 9] as const;

interface Patch {
  readonly numero: number;
  /** pixels */
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

const wood = { numero: BROADLEAVED, column: 0, row: 0, width: 120, height: HEIGHT };
const house = { numero: BUILDING, column: 140, row: 20, width: 40, height: 40 };

/** On bare ground a wood and a house; the wood's edge is drawn one pixel further, and the house as well. */
const earlier: readonly Patch[] = [wood, house];
const later: readonly Patch[] = [
  { ...wood, width: 121 },
  { ...house, column: 141 },
  // 30 × 20 m of wood are built, 25 × 20 m of bare ground too, and 2 × 3 m, which nobody maps
  { numero: BUILDING, column: 20, row: 20, width: 60, height: 40 },
  { numero: BUILDING, column: 150, row: 120, width: 50, height: 40 },
  { numero: BUILDING, column: 30, row: 150, width: 4, height: 6 },
];

function classesOf(patches: readonly Patch[]): Uint8Array {
  const classes = new Uint8Array(WIDTH * HEIGHT).fill(BARE);
  for (const { numero, column, row, width, height } of patches) {
    for (let line = row; line < row + height; line++) {
      classes.fill(numero, line * WIDTH + column, line * WIDTH + column + width);
    }
  }
  return classes;
}

const folder = mkdtempSync(join(tmpdir(), "ocsol-change-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function writeClasses(name: string, classes: Uint8Array, left = LEFT): void {
  writeFileSync(at("classes.raw"), classes);
  writeFileSync(
    at("classes.hdr"),
    `ENVI\nsamples = ${WIDTH}\nlines = ${HEIGHT}\nbands = 1\ndata type = 1\ninterleave = bsq\nbyte order = 0\n`,
  );
  const corners = [left, TOP, left + WIDTH / 2, TOP - HEIGHT / 2].map(String);
  const options = ["-q", "-a_srs", "EPSG:2154", "-a_ullr", ...corners, "-co", "TILED=YES"];
  execFileSync("gdal_translate", [...options, at("classes.raw"), at(name)]);
}

const ogr = (...args: string[]) => execFileSync("ogr2ogr", args, { cwd: folder, stdio: "pipe" });

interface Flow {
  readonly before: string;
  readonly after: string;
  readonly hectares: number;
}
interface Said {
  readonly comparedHectares: number;
  readonly landTake: Readonly<Record<string, number>>;
  readonly flows: readonly Flow[];
  readonly changes: Readonly<Record<string, { readonly count: number; readonly hectares: number }>>;
}
type Told = Said & {
  readonly weaknesses: readonly { readonly tag: string; readonly sentence: string }[];
  readonly zones: readonly (Said & { readonly name: string })[];
  readonly misregistration: { readonly metres: number } | null;
  readonly settings: { readonly shift: readonly number[]; readonly toleranceMetres: number };
  readonly before: SideFacts;
  readonly after: SideFacts;
};

/** The command in this process; paths are looked for in the folder. */
async function run(command: typeof change, line: string): Promise<{ told: Told; said: string }> {
  const [stdout, stderr] = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  const texts = { out: "", err: "" };
  stdout.mockImplementation((text) => {
    texts.out += String(text);
    return true;
  });
  stderr.mockImplementation((text) => {
    texts.err += String(text);
    return true;
  });
  vi.stubEnv("INIT_CWD", folder);
  try {
    await command(`${line} --json`.split(" "), new AbortController().signal);
    return { told: lastJson(texts.out) as unknown as Told, said: texts.err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
    vi.unstubAllEnvs();
  }
}

const changesIn = ({ flows }: Said) => flows.filter(({ before, after }) => before !== after);

const zones = {
  type: "FeatureCollection",
  crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } },
  features: [
    ["UB", 0, 60],
    ["N; =1+1", 60, 200],
  ].map(([libelle, from, to]) => {
    const [west, east] = [LEFT + Number(from), LEFT + Number(to)];
    const ring = [[west, TOP - 90], [east, TOP - 90], [east, TOP], [west, TOP], [west, TOP - 90]]; // biome-ignore format: a ring on a line
    return { type: "Feature", properties: { libelle }, geometry: { type: "Polygon", coordinates: [ring] } };
  }),
};

/** What was built, hectares: nothing else may be found. */
const built: readonly Flow[] = [
  { before: "CS1.2.1", after: "CS1.1.1.1", hectares: 0.05 },
  { before: "CS2.1.1.1", after: "CS1.1.1.1", hectares: 0.06 },
];

describe.skipIf(gdalMissing !== false)(`two dates${gdalMissing ? ` (skipped: ${gdalMissing})` : ""}`, () => {
  let told: Told;
  beforeAll(async () => {
    writeClasses("classes_20180712.tif", classesOf(earlier));
    writeClasses("classes_20210630.tif", classesOf(later));
    writeClasses("elsewhere_2021.tif", classesOf(later), LEFT + 5000);
    writeFileSync(at("zones.geojson"), JSON.stringify(zones));
    writeFileSync(at("west.geojson"), JSON.stringify({ ...zones, features: zones.features.slice(0, 1) }));
    const preset = "--min-area 20";
    await run(polygonise, `classes_20180712.tif --out 2018.gpkg ${preset}`);
    await run(polygonise, `classes_20210630.tif --out 2021.gpkg ${preset}`);
    await run(polygonise, `elsewhere_2021.tif --out elsewhere.gpkg ${preset}`);
    for (const year of [2018, 2021]) {
      const asOcsge = `SELECT code_cs, 'US5' AS code_us, '${year}' AS millesime, the_geom FROM OCCUPATION_SOL`;
      const name = year === 2018 ? "ocsge.gpkg" : `ocsge_${year}.gpkg`;
      ogr("-dialect", "SQLite", "-sql", asOcsge, "-nln", "OCCUPATION_SOL", name, `${year}.gpkg`);
      const asCosia = "SELECT ocsol_numero AS numero, ocsol_classe AS classe, the_geom FROM OCCUPATION_SOL";
      ogr("-dialect", "SQLite", "-sql", asCosia, `cosia_${year}.shp`, `${year}.gpkg`);
    }
    ({ told } = await run(change, "2018.gpkg 2021.gpkg --out change.gpkg --zones zones.geojson"));
  });

  test("what was built is found to the square metre, and what moved by a pixel is not", () => {
    expect(changesIn(told)).toEqual(built);
    expect(told.comparedHectares).toBe(1.2);
    expect(told.landTake).toEqual({
      artificialisedHectares: 0.11,
      renaturedHectares: 0,
      netHectares: 0.11,
      mayBeArtificialisedHectares: 0,
      mayBeRenaturedHectares: 0,
    });
    expect(told.changes["unreviewed"]).toMatchObject({ count: 2, hectares: 0.11 });
    expect(told.weaknesses.map(({ tag }) => tag)).toEqual(["models-unknown"]);
  });

  test("GEOS finds those areas in the layer, valid and with their kind", () => {
    const row = queryRow(
      at("change.gpkg"),
      `SELECT COUNT(*) AS n, SUM(ST_Area(the_geom)) AS area, MIN(ST_IsValid(the_geom)) AS valid,
       GROUP_CONCAT(DISTINCT evolution) AS kinds, GROUP_CONCAT(DISTINCT date_avant || date_apres) AS dates FROM CHANGEMENT`,
    );
    expect(row).toEqual({ n: "2", area: "1100", valid: "1", kinds: "artificialisé", dates: "2018-07-122021-06-30" });
  });

  test("zones share what was built between them", () => {
    expect(told.zones.map(({ name, landTake }) => [name, landTake["artificialisedHectares"]])).toEqual([
      ["UB", 0.06],
      ["N; =1+1", 0.05],
    ]);
    const lines = readFileSync(at("change.zones.csv"), "utf8").trimEnd().split("\r\n");
    expect(lines[1]).toMatch(/^1,UB,0\.5400,0\.0000,0\.0600,0\.0000,0\.0600,/);
    expect(lines[2]).toMatch(/^2,N; =1\+1,0\.5400,0\.7200,0\.0500,/);
    expect(lines[3]).toMatch(/^ensemble,,1\.2000,0\.0000,0\.1100,/);
  });

  test("the table of flows has them, and its total is what was compared", () => {
    const lines = readFileSync(at("change.flux.csv"), "utf8")
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    const cell = (row: string, column: string) => lines.find(([code]) => code === row)![lines[0]!.indexOf(column)];
    for (const { before, after, hectares } of built) expect(cell(before, after)).toBe(hectares.toFixed(4));
    expect(cell("total_apres", "total_avant")).toBe("1.2000");
  });

  test("without a tolerance, and with no change too small, all of it is found", async () => {
    const { told: all } = await run(change, "2018.gpkg 2021.gpkg --out all.gpkg --tolerance 0 --min-change 0");
    expect(all.settings).toMatchObject({ toleranceMetres: 0, minChangeSquareMetres: 0 });
    const counted = classesOf(earlier).reduce((sum, numero, pixel) => sum + Number(numero !== laterClasses[pixel]), 0);
    const hectares = changesIn(all).reduce((sum, flow) => sum + flow.hectares, 0);
    // 6 m² are below what the later map itself keeps
    expect(hectares).toBeCloseTo((counted - 24) / 40_000, 3);
  });
  const laterClasses = classesOf(later);

  test("a map of another hand is compared after a yes only, to the same figures", async () => {
    for (const [file, name] of [
      ["ocsge.gpkg", "OCS GE"],
      ["cosia_2018.shp", "CoSIA"],
    ] as const) {
      const line = `${file} 2021.gpkg --out other.gpkg`;
      await expect(run(change, line)).rejects.toMatchObject({ tag: "sides-unconfirmed" });
      expect(readdirSync(folder)).not.toContain("other.gpkg");
      const { told, said } = await run(change, `${line} --yes-different-models`);
      expect(said, file).toContain(`(${name} avant, modèle inconnu après)`);
      expect(changesIn(told), file).toEqual(built);
      expect(told.comparedHectares).toBe(1.2);
      rmSync(at("other.gpkg"));
    }
  });

  test("an OCS GE after a map of Ocsol's is compared as well, with the uses it has", async () => {
    const { told, said } = await run(change, "2021.gpkg ocsge.gpkg --out back.gpkg --yes-different-models");
    expect(told.landTake).toMatchObject({ renaturedHectares: 0.11, artificialisedHectares: 0 });
    expect(told.weaknesses.map(({ tag }) => tag)).toContain("dates-reversed");
    expect(said).toContain("→ ocsol change ocsge.gpkg 2021.gpkg …\n");
    const row = queryRow(at("back.gpkg"), "SELECT GROUP_CONCAT(DISTINCT us_apres) AS uses FROM CHANGEMENT");
    expect(row["uses"]).toBe("US5");
  });

  test("uses that are brought hold at both dates, whoever made the maps", async () => {
    const ring = zones.features.map(({ geometry }) => geometry);
    const features = ring.map((geometry) => ({ type: "Feature", properties: { code_us: "US5" }, geometry }));
    writeFileSync(at("uses.geojson"), JSON.stringify({ ...zones, features }));
    for (const earlier of ["2018.gpkg", "cosia_2018.shp"]) {
      const line = `${earlier} 2021.gpkg --out used.gpkg --uses uses.geojson --yes-different-models`;
      const { told } = await run(change, line);
      const uses = queryRow(
        at("used.gpkg"),
        "SELECT GROUP_CONCAT(DISTINCT us_avant) AS was, GROUP_CONCAT(DISTINCT us_apres) AS is_now FROM CHANGEMENT",
      );
      expect(uses, earlier).toEqual({ was: "US5", is_now: "US5" });
      expect(told.landTake["mayBeArtificialisedHectares"], earlier).toBe(0);
      rmSync(at("used.gpkg"));
    }
  });

  test("two maps of others are compared as they are: two OCS GE, two CoSIA, and no confidence is made up", async () => {
    for (const [earlier, later, name] of [
      ["ocsge.gpkg", "ocsge_2021.gpkg", "OCS GE"],
      ["cosia_2018.shp", "cosia_2021.shp", "CoSIA"],
    ] as const) {
      const { told, said } = await run(change, `${earlier} ${later} --out published.gpkg --zones zones.geojson`);
      expect(
        told.weaknesses.map(({ tag }) => tag),
        name,
      ).toEqual(["published", "season-unknown"]);
      expect(said).toContain(`(${name})`);
      expect(changesIn(told), name).toEqual(built);
      expect(told.comparedHectares, name).toBe(1.2);
      expect(told.zones.map(({ landTake }) => landTake["artificialisedHectares"])).toEqual([0.06, 0.05]);
      const row = queryRow(
        at("published.gpkg"),
        `SELECT COUNT(*) AS n, SUM(ST_Area(the_geom)) AS area, MIN(ST_IsValid(the_geom)) AS valid,
         COUNT(confiance) AS sure FROM CHANGEMENT`,
      );
      expect(row, name).toEqual({ n: "2", area: "1100", valid: "1", sure: "0" });
      const { told: west } = await run(change, `${earlier} ${later} --out published.gpkg --aoi west.geojson`);
      expect(west.comparedHectares, name).toBe(0.54);
      expect(changesIn(west), name).toEqual(built.slice(1));
      rmSync(at("published.gpkg"));
    }
  });

  test("an area limits what is compared", async () => {
    const { told } = await run(change, "2018.gpkg 2021.gpkg --out west.gpkg --aoi west.geojson");
    expect(told.comparedHectares).toBe(0.54);
    expect(changesIn(told)).toEqual(built.slice(1));
    const saying = (words: string) => `SUM(metadata LIKE '%${words}%')`;
    const said = `SELECT ${saying('"area":{"name":"west.geojson"}')} AS record, ${saying("Zone comparée%: west.geojson.")} AS text`;
    expect(queryRow(at("west.gpkg"), `${said} FROM gpkg_metadata`)).toEqual({ record: "1", text: "1" });
  });

  test("the earlier map is moved west and south as well", async () => {
    const { told } = await run(change, "2018.gpkg 2021.gpkg --out moved.gpkg --shift -0.5,-0.25");
    expect(told.settings.shift).toEqual([-0.5, -0.25]);
    expect(told.comparedHectares).toBeCloseTo(1.2 - (0.5 * 100 + 0.25 * 120 - 0.5 * 0.25) / 10_000, 4);
  });

  test("maps of two places, and no map at all, are refused", async () => {
    const refusal = (line: string) => run(change, `${line} --out x.gpkg --yes-different-models`);
    await expect(refusal("2018.gpkg elsewhere.gpkg")).rejects.toMatchObject({ tag: "sides-not-comparable" });
    await expect(refusal("zones.geojson 2021.gpkg")).rejects.toMatchObject({ tag: "side-not-a-map" });
    await expect(refusal("2018.gpkg absent.gpkg")).rejects.toMatchObject({ tag: "file-not-found" });
    await expect(refusal("2018.gpkg")).rejects.toMatchObject({ tag: "argument-invalid" });
    await expect(refusal("2018.gpkg 2021.gpkg --shift 1")).rejects.toMatchObject({ tag: "argument-invalid" });
    await expect(refusal("2018.gpkg 2021.gpkg --shift auto")).rejects.toMatchObject({ tag: "images-not-matched" });
    await expect(refusal("2018.gpkg 2021.gpkg --shift -5000,0")).rejects.toMatchObject({ tag: "nothing-compared" });
    for (const line of ["2018.gpkg", "ocsge.gpkg --zones ocsge.gpkg", "ocsge.gpkg --aoi ocsge.gpkg"])
      await expect(run(change, `2018.gpkg 2021.gpkg --out ${line}`)).rejects.toMatchObject({ tag: "argument-invalid" });
    expect(readdirSync(folder)).not.toContain("x.gpkg");
  });
});

test.skipIf(gdalMissing !== false)(
  "two orthophotos are segmented alike, matched and compared",
  async () => {
    for (const date of ["before", "after"] as const) {
      const sink = new MemorySink();
      await writeSceneGeoTiff(createScene({ seed: 1002, width: 300, height: 300, date }), sink);
      writeFileSync(at(`${date}.tif`), sink.bytes());
    }
    const line =
      "change before.tif after.tif --out images.gpkg --model ocsol-tiny-test --shift auto --workers 1 --json";
    const { status, stdout, stderr } = runCli(folder, ...line.split(" "));
    expect(stderr).toContain("La date d’au moins une des deux cartes");
    expect(status).toBe(0);
    const told = lastJson(stdout) as unknown as Told;
    expect(told.before.model).toMatch(/^ocsol-tiny-test /);
    expect(told.weaknesses.map(({ tag }) => tag)).toEqual(["dates-unknown", "colours-matched"]);
    expect([told.before.matchedColours, told.after.matchedColours?.like]).toEqual([undefined, "before.tif"]);
    expect(stderr).toContain("Les couleurs de after.tif ont été rapprochées de celles de before.tif");
    expect(told.misregistration!.metres).toBeLessThan(0.1);
    expect(told.comparedHectares).toBeCloseTo(0.36, 3);
    const { n, area } = queryRow(
      at("images.gpkg"),
      "SELECT COUNT(*) AS n, TOTAL(ST_Area(the_geom)) AS area FROM CHANGEMENT",
    );
    expect(Number(n)).toBe(told.changes["unreviewed"]!.count);
    expect(Number(area) / 10_000).toBeCloseTo(told.changes["unreviewed"]!.hectares, 4);
    const asTheyAre = runCli(folder, ...line.split(" "), "--no-match-colours");
    expect(asTheyAre.stderr).not.toContain("couleurs");
    expect((lastJson(asTheyAre.stdout) as unknown as Told).after.matchedColours).toBeUndefined();
  },
  4 * MINUTES,
);
