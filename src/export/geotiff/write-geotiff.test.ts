import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Affine } from "../../core/geo/affine.ts";
import { crsOf } from "../../core/geo/crs.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import { MemorySink } from "./memory-sink.ts";
import type { TiffImage } from "./tiff-image.ts";
import { writeGeoTiff } from "./write-geotiff.ts";

const noGdal = spawnSync("gdalinfo", ["--version"]).status !== 0;
const because = noGdal ? " — skipped: gdalinfo (Debian's gdal-bin) is not installed and it is the judge" : "";

const folder = mkdtempSync(join(tmpdir(), "ocsol-geotiff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sample that no neighbour shares, so that any misplaced byte shows. */
const sampleAt = (column: number, row: number, band: number) =>
  (column * 7 + row * 13 + band * 101 + column * row) & 255;

const tileOf = (bands: number) => (rect: PixelRect) => {
  const pixels = new Uint8Array(rect.width * rect.height * bands);
  let at = 0;
  for (let row = rect.row; row < rect.row + rect.height; row++) {
    for (let column = rect.column; column < rect.column + rect.width; column++) {
      for (let band = 0; band < bands; band++) pixels[at++] = sampleAt(column, row, band);
    }
  }
  return pixels;
};

async function write(image: TiffImage): Promise<string> {
  const sink = new MemorySink();
  await writeGeoTiff(image, tileOf(image.bands), sink);
  const path = join(folder, "image.tif");
  writeFileSync(path, sink.bytes());
  return path;
}

function pixelsByGdal(path: string): Uint8Array {
  const raw = join(folder, "image.raw");
  execFileSync("gdal_translate", ["-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", path, raw]);
  return new Uint8Array(readFileSync(raw));
}

const gdalinfo = (path: string) => JSON.parse(execFileSync("gdalinfo", ["-json", path]).toString());

const lambert93 = { crs: crsOf(2154)!, affine: [0.2, 0, 727_000, 0, -0.2, 6_290_000] as Affine };

describe.skipIf(noGdal)(`GDAL reads what the GeoTIFF writer writes${because}`, () => {
  const variants: readonly Partial<TiffImage>[] = [
    { compression: "none" },
    { compression: "deflate" },
    { compression: "deflate", predictor: true },
    { compression: "none", bigTiff: true },
    { compression: "deflate", predictor: true, bigTiff: true },
  ];

  test("every pixel, whatever the size, the bands, the tiles and the variant", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        fc.constantFrom(16, 48, 512),
        fc.constantFrom(...variants),
        async (width, height, bands, tileSize, variant) => {
          const path = await write({ width, height, bands, tileSize, georeference: lambert93, ...variant });
          expect(pixelsByGdal(path)).toEqual(tileOf(bands)({ column: 0, row: 0, width, height }));
        },
      ),
      { seed: 34, numRuns: 25 },
    );
  }, 60_000);

  test.each(variants)("the place and the layout: %j", async (variant) => {
    const info = gdalinfo(
      await write({ width: 70, height: 33, bands: 3, tileSize: 32, georeference: lambert93, ...variant }),
    );
    expect(info.geoTransform).toEqual([727_000, 0.2, 0, 6_290_000, 0, -0.2]);
    expect(info.coordinateSystem.wkt).toContain('ID["EPSG",2154]');
    expect(info.bands.map((band: { block: number[] }) => band.block)).toEqual([
      [32, 32],
      [32, 32],
      [32, 32],
    ]);
    expect(info.metadata.IMAGE_STRUCTURE.COMPRESSION).toBe(variant.compression === "none" ? undefined : "DEFLATE");
    expect(info.metadata[""].AREA_OR_POINT).toBe("Area");
  });

  test("a turned grid", async () => {
    const affine: Affine = [0.3, 0.4, 700_000, 0.4, -0.3, 6_600_000];
    const info = gdalinfo(await write({ width: 5, height: 4, bands: 1, georeference: { ...lambert93, affine } }));
    expect(info.geoTransform).toEqual([700_000, 0.3, 0.4, 6_600_000, 0.4, -0.3]);
  });

  test("a geographic grid", async () => {
    const crs = crsOf(4326)!;
    const affine: Affine = [1e-5, 0, 3.25, 0, -1e-5, 43.5];
    const info = gdalinfo(await write({ width: 5, height: 4, bands: 1, georeference: { crs, affine } }));
    expect(info.coordinateSystem.wkt).toMatch(/^GEOGCRS[\s\S]*ID\["EPSG",4326\]/);
    expect(info.geoTransform[0]).toBe(3.25);
  });

  test("no place at all", async () => {
    const info = gdalinfo(await write({ width: 5, height: 4, bands: 1 }));
    expect(info.coordinateSystem?.wkt ?? "").toBe("");
    expect(info.geoTransform).toBeUndefined();
  });

  test("colours and nodata", async () => {
    const info = gdalinfo(
      await write({
        width: 5,
        height: 4,
        bands: 1,
        nodata: 0,
        palette: [
          [0, 0, 0],
          [206, 112, 121],
        ],
      }),
    );
    expect(info.bands[0].colorInterpretation).toBe("Palette");
    expect(info.bands[0].noDataValue).toBe(0);
    expect(info.bands[0].colorTable.entries[1]).toEqual([206, 112, 121, 255]);
  });

  test("the fourth band is alpha only when it is said to be", async () => {
    const fourth = async (alpha: boolean) =>
      gdalinfo(await write({ width: 5, height: 4, bands: 4, alpha })).bands[3].colorInterpretation;
    expect(await fourth(true)).toBe("Alpha");
    expect(await fourth(false)).toBe("Undefined");
  });
});

describe("the GeoTIFF writer", () => {
  const image: TiffImage = { width: 100, height: 100, bands: 1, tileSize: 16 };

  test("stops at the next tile when aborted, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let tiles = 0;
    const writing = writeGeoTiff(
      image,
      (rect) => {
        if (++tiles === 5) controller.abort(reason);
        return tileOf(1)(rect);
      },
      new MemorySink(),
      undefined,
      controller.signal,
    );
    await expect(writing).rejects.toBe(reason);
    expect(tiles).toBe(5);
  });

  test("passes on a sink's failure", async () => {
    const full = new Error("disk full");
    const sink = new MemorySink();
    let writes = 0;
    const failing = {
      get length() {
        return sink.length;
      },
      write: async (bytes: Uint8Array) => {
        if (++writes === 4) throw full;
        await sink.write(bytes);
      },
      writeAt: (offset: number, bytes: Uint8Array) => sink.writeAt(offset, bytes),
    };
    // a slow reader: the failure comes while the next tile is being read
    const slowly = async (rect: PixelRect) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return tileOf(1)(rect);
    };
    await expect(writeGeoTiff(image, slowly, failing)).rejects.toBe(full);
  });

  test("tells how many tiles are done", async () => {
    const seen: [number, number][] = [];
    await writeGeoTiff({ ...image, width: 40, height: 20 }, tileOf(1), new MemorySink(), (...step) => seen.push(step));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
  });

  test("is classic below 4 GiB and BigTIFF above", async () => {
    const magic = async (size: number) => {
      const sink = new MemorySink();
      const stop = new AbortController();
      await writeGeoTiff(
        { width: size, height: size, bands: 3 },
        () => {
          stop.abort();
          return new Uint8Array(0);
        },
        sink,
        undefined,
        stop.signal,
      ).catch(() => {});
      return sink.bytes()[2];
    };
    expect(await magic(25_000)).toBe(42);
    expect(await magic(50_000)).toBe(43);
  });
});
