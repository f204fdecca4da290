import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { crsOf } from "../../core/geo/crs.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import { gdalFolder } from "../../testing/gdal-oracle.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { pythonJudges } from "../../testing/python-judges.ts";
import { MemorySink } from "./memory-sink.ts";
import { mean, mode } from "./reduce.ts";
import type { TileReader } from "./tiff-image.ts";
import { writeCog } from "./write-cog.ts";

const folder = gdalFolder();
afterAll(() => folder.remove());

const readTile: TileReader = ({ column, row, width, height }) =>
  Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [column + (at % width), row + Math.floor(at / width)];
    return (x >> 4) * 7 + (y >> 3) * 13 + ((x * y) & 3);
  });

const image = (width: number, height: number, more: { tileSize?: number; bigTiff?: boolean } = {}) =>
  ({
    width,
    height,
    bands: 1,
    nodata: 0,
    georeference: { crs: crsOf(2154)!, affine: [0.2, 0, 727_000, 0, -0.2, 6_290_000] },
    ...more,
  }) as const;

/** Smaller than a tile, as large, one more, whole tiles, odd sizes, many overviews; with 64-bit offsets too. */
const images = [
  image(7, 300),
  image(512, 512),
  image(513, 2),
  image(2048, 1024),
  image(1537, 1023),
  image(1000, 700, { tileSize: 16 }),
  image(1537, 1023, { bigTiff: true }),
  image(5, 5, { bigTiff: true }),
];

const paths = Promise.all(
  images.map(async (one, index) => {
    const sink = new MemorySink();
    await writeCog(one, readTile, index % 2 === 0 ? mode : mean, sink);
    const path = join(folder.path, `${index}.tif`);
    writeFileSync(path, sink.bytes());
    return path;
  }),
);

const MINUTES = 60_000;

describe("what says a file is a Cloud Optimized GeoTIFF", () => {
  const byGdal = `
import sys
from osgeo_utils.samples.validate_cloud_optimized_geotiff import validate
for path in sys.argv[1:]:
    warnings, errors, details = validate(path, full_check=True)
    print(path, warnings, errors)
`;

  test.skipIf(gdalMissing)(
    `GDAL's own validation, down to the bytes around tiles${gdalMissing ? ` — skipped: ${gdalMissing}` : ""}`,
    async () => {
      const files = await paths;
      const out = execFileSync("/usr/bin/python3", ["-c", byGdal, ...files], { encoding: "utf8" });
      expect(out.trimEnd().split("\n")).toEqual(files.map((path) => `${path} [] []`));
    },
    MINUTES,
  );

  const byRioCogeo = `
import sys
from rio_cogeo.cogeo import cog_validate
for path in sys.argv[1:]:
    print(path, *cog_validate(path, strict=True))
`;

  test(
    "rio-cogeo's, in which a warning is an error",
    async ({ skip }) => {
      const judges = await pythonJudges();
      if ("missing" in judges) return skip(judges.missing);
      const files = await paths;
      const out = execFileSync(judges.python, ["-c", byRioCogeo, ...files], { encoding: "utf8" });
      expect(out.trimEnd().split("\n")).toEqual(files.map((path) => `${path} True [] []`));
    },
    4 * MINUTES,
  );
});

test.skipIf(gdalMissing)(
  "64-bit offsets change nothing in what GDAL reads",
  async () => {
    const files = await paths;
    const whole = { column: 0, row: 0, width: 1537, height: 1023 };
    expect(Buffer.compare(folder.read(files[6]!).pixels, await readTile(whole))).toBe(0);
    const smallest = (path: string) => folder.read(path, ["-oo", "OVERVIEW_LEVEL=1only"]).pixels;
    expect(smallest(files[6]!).length).toBe(385 * 256);
    expect(Buffer.compare(smallest(files[6]!), smallest(files[4]!))).toBe(0);
    expect(execFileSync("head", ["-c", "3", files[6]!])[2]).toBe(43);
    expect(execFileSync("head", ["-c", "3", files[4]!])[2]).toBe(42);
  },
  MINUTES,
);

describe("the writing", () => {
  test("stops at the next tile when aborted while overviews are made, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let tiles = 0;
    const read = (rect: PixelRect) => {
      if (++tiles === 5) controller.abort(reason);
      return readTile(rect);
    };
    const sink = new MemorySink();
    const writing = writeCog(image(100, 100, { tileSize: 16 }), read, mode, sink, undefined, controller.signal);
    await expect(writing).rejects.toBe(reason);
    expect(tiles).toBe(5);
  });

  test("tells how far it is, to the end", async () => {
    const seen: number[] = [];
    await writeCog(image(100, 50, { tileSize: 32 }), readTile, mode, new MemorySink(), (done, total) => {
      expect(total).toBe(8 + 8 + 2 + 1); // read for overviews, written, and the overviews of 50 × 25 and 25 × 13
      seen.push(done);
    });
    expect(seen).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
  });
});
