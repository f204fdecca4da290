import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Affine } from "../../core/geo/affine.ts";
import { crsOf } from "../../core/geo/crs.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import { writeClassGeoTiff, writeConfidenceGeoTiff } from "./class-raster.ts";
import { MemorySink } from "./memory-sink.ts";

const noGdal = spawnSync("gdalinfo", ["--version"]).status !== 0;
const because = noGdal ? " — skipped: gdalinfo (Debian's gdal-bin) is not installed and it is the judge" : "";

const folder = mkdtempSync(join(tmpdir(), "ocsol-class-raster-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// biome-ignore format: the picture
const classes = [
  1, 1, 9,
  0, 6, 9,
  3, 3, 12,
];
const confidence = classes.map((numero) => numero * 20);

const grid: Grid = {
  width: 3,
  height: 3,
  affine: [0.2, 0, 727_000, 0, -0.2, 6_290_000] as Affine,
  crs: crsOf(2154)!,
  bands: 1,
  gsdMetres: 0.2,
};
const raster = {
  grid,
  read: async ({ width, height }: PixelRect) => ({
    width,
    height,
    classes: Uint8Array.from(classes),
    confidence: Uint8Array.from(confidence),
  }),
};

async function written(write: (raster_: typeof raster, sink: ByteSink) => Promise<void>) {
  const sink = new MemorySink();
  await write(raster, sink);
  const path = join(folder, "map.tif");
  writeFileSync(path, sink.bytes());
  execFileSync("gdal_translate", ["-q", "-of", "ENVI", path, join(folder, "map.raw")]);
  return {
    info: JSON.parse(execFileSync("gdalinfo", ["-json", path]).toString()),
    pixels: [...readFileSync(join(folder, "map.raw"))],
  };
}

describe.skipIf(noGdal)(`a class raster as GeoTIFF${because}`, () => {
  test("classes are CoSIA numbers in CoSIA's colours, 0 is nodata", async () => {
    const { info, pixels } = await written(writeClassGeoTiff);
    expect(pixels).toEqual(classes);
    expect(info.bands[0].noDataValue).toBe(0);
    expect(info.bands[0].colorTable.entries[6]).toEqual([0x33, 0x75, 0xa1, 255]);
    expect(info.geoTransform).toEqual([727_000, 0.2, 0, 6_290_000, 0, -0.2]);
  });

  test("confidence is a grey band", async () => {
    const { info, pixels } = await written(writeConfidenceGeoTiff);
    expect(pixels).toEqual(confidence);
    expect(info.bands[0].colorInterpretation).toBe("Gray");
  });
});
