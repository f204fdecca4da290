import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzip } from "unzipit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crsOf } from "../core/geo/crs.ts";
import { ocsgePreset } from "../core/landcover/presets.ts";
import { planTiles, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import { type BlockClassRaster, openBlockClassRaster } from "../storage/block-class-raster.ts";
import { createMemoryStore } from "../storage/memory-store.ts";
import { gdalMissing } from "../testing/ogr.ts";
import { BlobSink } from "./blob-sink.ts";
import { TILES_IN_FLIGHT } from "./geotiff/tiff-image.ts";
import { rasterFile } from "./raster-file.ts";

const SIZE = 1200;
const TILE = 256;
const plan = planTiles(
  {
    width: SIZE,
    height: SIZE,
    affine: [0.2, 0, 727_000, 0, -0.2, 6_290_000],
    crs: crsOf(2154)!,
    bands: 3,
    gsdMetres: 0.2,
  },
  { windowPx: TILE, haloPx: 0, resolutionMetres: 0.2 },
);
const options = {
  millesime: "2021",
  model: "essai 1.0",
  image: "ortho d’été.jp2",
  preset: ocsgePreset,
  created: "2026-11-22T22:10:39.123Z",
};
const nobody = () => {};

let folder: string;
let raster: BlockClassRaster;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ocsol-raster-api-"));
  raster = await openBlockClassRaster(plan, createMemoryStore());
  for (let tile = 0; tile < tileCount(plan); tile++) {
    const { width, height } = tileAt(plan, tile).kept;
    const classes = new Uint8Array(width * height).fill(1 + (tile % 15));
    await raster.writeTile(tile, { width, height, classes, confidence: classes.map((numero) => 9 * numero) });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const infoOf = (path: string) => JSON.parse(execFileSync("gdalinfo", ["-json", "-stats", path], { encoding: "utf8" }));

describe("a class raster as a file to save", () => {
  test.skipIf(gdalMissing)("classes come in a zip with the files that name them", async () => {
    const shares: number[] = [];
    const blob = await rasterFile("classes", raster, options, undefined, (done, total) => shares.push(done / total));
    expect(blob.type).toBe("application/zip");
    const { entries } = await unzip(await blob.arrayBuffer());
    const stem = "ocsol_ortho-d-été_2021_essai_classes";
    expect(Object.keys(entries)).toEqual([`${stem}.tif`, `${stem}.tif.aux.xml`, `${stem}.qml`]);
    for (const [name, entry] of Object.entries(entries))
      writeFileSync(join(folder, name), new Uint8Array(await entry.arrayBuffer()));
    const words = execFileSync("gdalinfo", ["-noct", join(folder, `${stem}.tif`)], { encoding: "utf8" });
    expect(words).toMatch(/^ +6: Surface eau$/m);
    expect(words).toMatch(/Overviews: 600x600, 300x300/);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  });

  test.skipIf(gdalMissing)("confidence comes as an image, cut to an area", async () => {
    const ring = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]].flatMap(([x, y]) => [727_000 + x!, 6_290_000 - y!]); // biome-ignore format: a ring on a line
    const area = [{ polygons: [[Float64Array.from(ring)]] }];
    const blob = await rasterFile("confidence", raster, options, area, nobody);
    expect(blob.type).toBe("image/tiff");
    const path = join(folder, "confidence.tif");
    writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
    const [band] = infoOf(path).bands;
    expect(band.metadata[""]).toMatchObject({ STATISTICS_MEAN: "9", STATISTICS_VALID_PERCENT: "0.1736" });
  });

  test("given up, it stops with the signal's reason", async () => {
    for (const kind of ["classes", "confidence"] as const) {
      const controller = new AbortController();
      const reason = new Error("enough");
      let calls = 0;
      const onProgress = () => {
        if (++calls === 12) controller.abort(reason);
      };
      const writing = rasterFile(kind, raster, options, undefined, onProgress, controller.signal);
      await expect(writing).rejects.toBe(reason);
      expect(calls).toBeLessThanOrEqual(12 + TILES_IN_FLIGHT);
    }
  });
});

test("a sink whose bytes become a Blob takes corrections anywhere", async () => {
  const sink = new BlobSink();
  const expected = new Uint8Array(20 << 20);
  for (let at = 0; at < expected.length; at += 1 << 20) {
    const piece = new Uint8Array(1 << 20).fill(1 + (at >> 20));
    expected.set(piece, at);
    await sink.write(piece);
    piece.fill(0); // a writer may use its buffer again
  }
  for (const offset of [0, (8 << 20) - 3, expected.length - 7]) {
    const patch = Uint8Array.of(97, 98, 99, 100, 101, 102, 103);
    expected.set(patch, offset);
    await sink.writeAt(offset, patch);
  }
  expect(sink.length).toBe(expected.length);
  const blob = sink.blob("image/tiff");
  expect(blob.type).toBe("image/tiff");
  expect(Buffer.compare(expected, new Uint8Array(await blob.arrayBuffer()))).toBe(0);
  await expect(sink.writeAt(expected.length - 1, new Uint8Array(2))).rejects.toThrow(RangeError);
});
