import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { librePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { RESULT_RECORD_URI, resultRecordOf } from "../core/ports/result-record.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { bundled } from "../testing/bundled.ts";
import { gdalMissing } from "../testing/ogr.ts";
import { pictureGrid, readerOf, seededClasses } from "../testing/pictures.ts";

/** Pepper of half a million polygons, a few of which have most of the others for holes. */
const SIZE = 1800;
const SPECKLE = 2;

const folder = mkdtempSync(join(tmpdir(), "ocsol-bench-"));
const here = (name: string): string => join(folder, name);

const moduleAt = (name: string): URL => new URL(name, import.meta.url);
const { writeLayers } = await bundled<typeof import("./geopackage-writer.ts")>(
  moduleAt("./geopackage-writer.ts"),
  folder,
);
const { layersOf } = await bundled<typeof import("./layers.ts")>(moduleAt("./layers.ts"), folder);

const reader = readerOf(seededClasses(SIZE, SPECKLE), pictureGrid(SIZE, SIZE));
const { map } = survey(await vectorise(reader, { preset: librePreset(0) }), {});
const options: ExportOptions = {
  millesime: "2024",
  model: "essai-1 1.0",
  image: "33-2024.tif",
  preset: librePreset(0),
  created: "2026-11-22T10:00:00Z",
};

async function write(name: string, layers: number): Promise<void> {
  const file = openSync(here(name), "w");
  let length = 0;
  const sink: ByteSink = {
    get length() {
      return length;
    },
    async write(bytes) {
      length += writeSync(file, bytes, 0, bytes.length, length);
    },
    writeAt: async (offset, bytes) => void writeSync(file, bytes, 0, bytes.length, offset),
  };
  const documents = {
    uri: RESULT_RECORD_URI,
    record: resultRecordOf(map, options),
    text: "",
    created: options.created,
  };
  await writeLayers(layersOf(map, options).slice(0, layers), documents, sink, () => {});
  closeSync(file);
}

const megabytes = (name: string): string => `${(statSync(here(name)).size / 1e6).toFixed(0)} MB`;

const before = process.resourceUsage().maxRSS;
afterAll(() => {
  const after = process.resourceUsage().maxRSS;
  process.stdout.write(
    `${map.faces.count} polygons: ours ${megabytes("one.gpkg")}, ogr2ogr's ${megabytes("reference.gpkg")}, both layers ${megabytes("all.gpkg")}; ` +
      `peak memory of the whole process ${(before / 1024).toFixed(0)} MiB with the map made, ${(after / 1024).toFixed(0)} MiB at the end\n`,
  );
  rmSync(folder, { recursive: true });
});

describe(`GeoPackage of ${map.faces.count} polygons${gdalMissing ? `: skipped, ${gdalMissing}` : ""}`, async () => {
  if (!gdalMissing) {
    await write("source.gpkg", 1);
    // Without an index: reading it in its order is all that ogr2ogr does besides writing.
    const conversion = ["-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO", here("source.fgb"), here("source.gpkg")];
    execFileSync("ogr2ogr", [...conversion, "OCCUPATION_SOL"]);
  }
  const few = { iterations: 2, warmupIterations: 1, time: 0, warmupTime: 0 };
  bench.skipIf(gdalMissing)("OCCUPATION_SOL", () => write("one.gpkg", 1), few);
  bench.skipIf(gdalMissing)(
    "OCCUPATION_SOL by ogr2ogr",
    () => {
      rmSync(here("reference.gpkg"), { force: true });
      // As fast as it goes: neither it nor we wait for the disk.
      const env = { ...process.env, OGR_SQLITE_SYNCHRONOUS: "OFF" };
      execFileSync("ogr2ogr", ["-f", "GPKG", here("reference.gpkg"), here("source.fgb")], { env });
    },
    few,
  );
  bench.skipIf(gdalMissing)("all layers", () => write("all.gpkg", 3), few);
});
