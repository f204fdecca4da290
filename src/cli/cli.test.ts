import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crsOf } from "../core/geo/crs.ts";
import { planTiles, tileCount } from "../core/raster/tile-plan.ts";
import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "../demo/scene.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { writeGeoTiff } from "../export/geotiff/write-geotiff.ts";
import { openRaster } from "../sources/registry.ts";
import { gdalMissing, layerSummary, queryRow } from "../testing/ogr.ts";
import { lastJson, runCli, runCliByNpm } from "../testing/run-cli.ts";
import { meanIou } from "../testing/scores.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { modelNamed } from "./models.ts";

const ortho = fileURLToPath(new URL("../../../shared/data/ortho/beziers_0721-6249_jpeg_cog.tif", import.meta.url));
const SIZE = DEMO_SIZE;
const MINUTES = 60_000;
/** the model has no channel of its own for these: greenhouse → building, ploughed → crop */
const merges = { 15: 1, 14: 13 };

let folder: string;
const scene = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ocsol-cli-"));
  const sink = new MemorySink();
  await writeSceneGeoTiff(scene, sink);
  writeFileSync(join(folder, "scene_2024.tif"), sink.bytes());
}, MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function classesIn(path: string): Promise<Uint8Array> {
  const file = await openFileOnDisk(path);
  const source = await openRaster(file, { decoder: wasmDecoder(), content: "classes" });
  const { width, height } = source.grid;
  const { pixels } = await source.read({ column: 0, row: 0, width, height }, 0);
  await file.close();
  return pixels;
}

const totals =
  "SELECT COUNT(*) AS n, SUM(ST_IsValid(the_geom)) AS valid, SUM(ST_Area(the_geom)) AS area FROM OCCUPATION_SOL";

describe("segment", () => {
  let run: ReturnType<typeof runCli>;
  beforeAll(() => {
    run = runCliByNpm(
      folder,
      ..."segment scene_2024.tif --out out.gpkg --classes classes.tif --confidence confidence.tif --json".split(" "),
    );
  }, 4 * MINUTES);

  test("writes everything it says, where the user stands, and reports in JSON", async () => {
    const windows = tileCount(planTiles(scene.grid, (await modelNamed(undefined)).manifest));
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
    expect(lastJson(run.stdout)).toMatchObject({ windows, skipped: 0, pixels: SIZE * SIZE, backend: "wasm" });
    const classes = ["classes.qml", "classes.tif", "classes.tif.aux.xml"];
    expect(readdirSync(folder).sort()).toEqual([...classes, "confidence.tif", "out.gpkg", "scene_2024.tif"]);
  });

  test("finds the synthetic scene's land cover: mean IoU ≥ 0.70 against the exact truth", async () => {
    const truth = scene.truth({ column: 0, row: 0, width: SIZE, height: SIZE });
    const { mean, byClass } = meanIou(truth, await classesIn(join(folder, "classes.tif")), merges);
    expect(mean, JSON.stringify(byClass)).toBeGreaterThanOrEqual(0.7);
  });

  test.skipIf(gdalMissing)(
    "the GeoPackage is sound: valid, its areas those of the pixels, its vintage the image's",
    () => {
      const path = join(folder, "out.gpkg");
      const { n, valid, area } = queryRow(path, totals);
      expect(Number(n)).toBeGreaterThan(10);
      expect(valid).toBe(n);
      expect(Number(area)).toBeCloseTo((SIZE * 0.2) ** 2, 3);
      expect(queryRow(path, "SELECT DISTINCT millesime AS m FROM OCCUPATION_SOL")["m"]).toBe("2024");
      expect(
        Number(queryRow(path, "SELECT MIN(ST_Area(the_geom)) AS least FROM OCCUPATION_SOL")["least"]),
      ).toBeGreaterThanOrEqual(50);
    },
  );

  test.skipIf(gdalMissing)(
    "GDAL reads the class raster with its colours, its names, its nodata and its overviews",
    () => {
      const info = JSON.parse(execFileSync("gdalinfo", ["-json", join(folder, "classes.tif")], { encoding: "utf8" }));
      expect(info.bands[0]).toMatchObject({ colorInterpretation: "Palette", noDataValue: 0, block: [512, 512] });
      expect(info.bands[0].colorTable.entries[1]).toEqual([0xce, 0x70, 0x79, 255]);
      expect(info.size).toEqual([SIZE, SIZE]);
      expect(info.metadata.IMAGE_STRUCTURE.LAYOUT).toBe("COG");
      expect(info.metadata[""]).toMatchObject({ IMAGE: "scene_2024.tif", MILLESIME: "2024" });
      expect(info.bands[0].overviews[0].size).toEqual([SIZE / 2, SIZE / 2]);
      const words = execFileSync("gdalinfo", ["-noct", join(folder, "classes.tif")], { encoding: "utf8" });
      expect(words).toMatch(/^ +6: Surface eau$/m);
    },
  );
});

describe("polygonise", () => {
  test.skipIf(gdalMissing)(
    "keeps every pixel of a class raster, whoever made it, down to single ones",
    () => {
      const pixels = new Uint8Array(40 * 30).map((_, i) => [1, 3, 12, 0, 77][(i * 7 + Math.floor(i / 11)) % 5]!);
      const raw = join(folder, "raw.envi");
      writeFileSync(raw, pixels);
      writeFileSync(
        join(folder, "raw.hdr"),
        "ENVI\nsamples = 40\nlines = 30\nbands = 1\ndata type = 1\ninterleave = bsq\nbyte order = 0\n",
      );
      execFileSync("gdal_translate", [
      "-q", "-a_srs", "EPSG:2154", "-a_ullr", "700000", "6600006", "700008", "6600000", "-co", "COMPRESS=LZW",
      raw, join(folder, "theirs.tif"),
    ]); // biome-ignore format: one option beside its value
      const run = runCli(folder, ..."polygonise theirs.tif --out theirs.gpkg --json".split(" "));
      expect(run.stderr).toBe("");
      expect(run.status).toBe(0);
      const classed = pixels.filter((value) => value >= 1 && value <= 15).length;
      const { n, valid, area } = queryRow(join(folder, "theirs.gpkg"), totals);
      expect(lastJson(run.stdout)).toMatchObject({ polygons: Number(n) });
      expect(valid).toBe(n);
      expect(Number(area)).toBeCloseTo(classed * 0.04, 6);
      expect(queryRow(join(folder, "theirs.gpkg"), "SELECT DISTINCT source AS s FROM OCCUPATION_SOL")["s"]).toBe(
        "Ocsol — polygones de la trame theirs.tif",
      );
      // nobody said how sure those classes are
      expect(queryRow(join(folder, "theirs.gpkg"), "SELECT COUNT(ocsol_confiance) AS c FROM OCCUPATION_SOL")["c"]).toBe(
        "0",
      );
    },
    MINUTES,
  );
});

describe("the OCS GE preset", () => {
  test.skipIf(gdalMissing)(
    "keeps its thresholds and writes the built zone beside the land cover",
    async () => {
      const sink = new MemorySink();
      await writeGeoTiff({ width: SIZE, height: SIZE, bands: 1, georeference: scene.grid }, scene.truth, sink);
      writeFileSync(join(folder, "truth.tif"), sink.bytes());
      const run = runCli(folder, ..."polygonise truth.tif --out ocsge.gpkg --preset ocsge --json".split(" "));
      expect(run.stderr).toBe("");
      const path = join(folder, "ocsge.gpkg");
      const { n, valid, area } = queryRow(path, totals);
      expect(valid).toBe(n);
      expect(Number(area)).toBeCloseTo((SIZE * 0.2) ** 2, 3);
      const least = (where: string) =>
        Number(queryRow(path, `SELECT MIN(ST_Area(the_geom)) AS a FROM OCCUPATION_SOL WHERE ${where}`)["a"]);
      expect(least("ocsol_numero = 1")).toBeGreaterThanOrEqual(200 - 1e-6);
      expect(least("ocsol_numero <> 1")).toBeGreaterThanOrEqual(500 - 1e-6);
      const zone = queryRow(
        path,
        "SELECT COUNT(*) AS n, SUM(ST_IsValid(the_geom)) AS valid, MIN(id) AS id FROM ZONE_CONSTRUITE",
      );
      expect(Number(zone["n"])).toBeGreaterThan(0);
      expect(zone["valid"]).toBe(zone["n"]);
      expect(zone["id"]).toBe("OCSOL_ZC_0000001");
      expect(layerSummary(path, "ZONE_CONSTRUITE")).toContain("Geometry: Polygon");
    },
    MINUTES,
  );
});

describe("info", () => {
  test("prints size, CRS, bands, affine and ground sample distance", () => {
    const { stdout, status } = runCli(folder, "info", "scene_2024.tif");
    expect(status).toBe(0);
    expect(lastJson(stdout)).toMatchObject({
      width: SIZE,
      height: SIZE,
      crs: { code: 2154 },
      bands: 3,
      gsdMetres: 0.2,
      affine: scene.grid.affine,
    });
  });

  test("counts metres on the ground in Web Mercator", async () => {
    // 48.86° N: a map metre is 0.658 m of ground
    const georeference = { crs: crsOf(3857)!, affine: [0.2, 0, 261_850, 0, -0.2, 6_250_566] as const };
    const sink = new MemorySink();
    await writeGeoTiff({ width: 16, height: 16, bands: 3, georeference }, () => new Uint8Array(3 * 16 * 16), sink);
    writeFileSync(join(folder, "mercator.tif"), sink.bytes());
    const { stdout } = runCli(folder, "info", "mercator.tif");
    expect(lastJson(stdout)["gsdMetres"]).toBeCloseTo(0.2 * 0.658, 4);
  });
});

describe("a mistake is one sentence on standard error, and nothing is left behind", () => {
  const oneSentence = (run: ReturnType<typeof runCli>, status: number, words: RegExp) => {
    expect(run.stdout).toBe("");
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.stderr).toMatch(words);
    expect(run.status).toBe(status);
  };

  test("no such file", () =>
    oneSentence(runCli(folder, "segment", "absent.tif", "--out", "x.gpkg"), 1, /n’existe pas/));
  test("not an image", () => {
    writeFileSync(join(folder, "note.tif"), "Bonjour");
    oneSentence(runCli(folder, "segment", "note.tif", "--out", "x.gpkg"), 1, /n’est pas une image que lit Ocsol/);
  });
  test("an output format there is none of", () =>
    oneSentence(runCli(folder, "segment", "scene_2024.tif", "--out", "x.docx"), 2, /\.gpkg, \.zip, \.geojson/));
  test(
    "a folder that is not there",
    () => {
      writeFileSync(join(folder, "small.tif"), smallScene);
      oneSentence(runCli(folder, "segment", "small.tif", "--out", "nowhere/x.gpkg"), 1, /n’a pas pu être écrit/);
    },
    MINUTES,
  );
  test("a model there is none of", () =>
    oneSentence(runCli(folder, "segment", "scene_2024.tif", "--out", "x.gpkg", "--model", "nope"), 1, /introuvable/));
  test("an output over the input", () =>
    oneSentence(
      runCli(folder, "segment", "scene_2024.tif", "--out", "x.gpkg", "--classes", "./scene_2024.tif"),
      2,
      /--classes .*scene_2024\.tif/,
    ));
  test("a preset there is none of", () =>
    oneSentence(runCli(folder, "polygonise", "scene_2024.tif", "--out", "x.gpkg", "--preset", "nope"), 2, /ocsge/));
  test("a threshold where the preset has its own", () =>
    oneSentence(
      runCli(folder, ..."polygonise scene_2024.tif --out x.gpkg --preset ocsge --min-area 9".split(" ")),
      2,
      /--preset ocsge --min-area/,
    ));
  test("an unknown option", () =>
    oneSentence(runCli(folder, "info", "scene_2024.tif", "--nope"), 2, /L’option --nope n’existe pas/));
  afterAll(() => expect(readdirSync(folder).filter((name) => name.includes("x.gpkg"))).toEqual([]));
});

let smallScene: Uint8Array;
beforeAll(async () => {
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: DEMO_SEED, width: 64, height: 64 }), sink);
  smallScene = sink.bytes().slice();
});

const shared = existsSync(ortho);
describe(shared ? "a real orthophoto of 26 Mpx" : "a real orthophoto: skipped, ../shared is not there", () => {
  test.skipIf(!shared || gdalMissing)(
    "gives a sound GeoPackage within 1.2 GB",
    () => {
      const run = runCli(folder, "segment", ortho, "--out", "beziers.gpkg", "--json");
      expect(run.stderr).toBe("");
      const figures = lastJson(run.stdout) as { pixels: number; peakMemoryBytes: number };
      expect(figures.pixels).toBe(2560 * 10240);
      expect(figures.peakMemoryBytes).toBeLessThan(1.2e9);
      const { n, valid, area } = queryRow(join(folder, "beziers.gpkg"), totals);
      expect(valid).toBe(n);
      expect(Math.abs(Number(area) / (2560 * 10240 * 0.04) - 1)).toBeLessThan(0.001);
    },
    10 * MINUTES,
  );
});
