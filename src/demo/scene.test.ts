import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { PixelRect } from "../core/raster/grid.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { contains } from "./geometry.ts";
import { writeSceneGeoTiff, writeTruthGeoTiff } from "./geotiff.ts";
import { numero } from "./ground.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "./scene.ts";

const demo = { seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE };

/** The same rectangle cut out of a larger rendering. */
function cut(from: Uint8Array, outer: PixelRect, inner: PixelRect, bands: number): Uint8Array {
  const out = new Uint8Array(inner.width * inner.height * bands);
  for (let row = 0; row < inner.height; row++) {
    const start = ((inner.row - outer.row + row) * outer.width + inner.column - outer.column) * bands;
    out.set(from.subarray(start, start + inner.width * bands), row * inner.width * bands);
  }
  return out;
}

describe("a synthetic scene", () => {
  test("gives a pixel the same value whatever window shows it", () => {
    const outer = { column: 300, row: 200, width: 900, height: 700 };
    const whole = createScene(demo).render(outer);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 850 }),
        fc.integer({ min: 0, max: 650 }),
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 1, max: 130 }),
        (x, y, w, h) => {
          const inner = {
            column: outer.column + x,
            row: outer.row + y,
            width: Math.min(w, outer.width - x),
            height: Math.min(h, outer.height - y),
          };
          // another scene object, of another size, that has painted nothing yet
          const { pixels, truth } = createScene({ ...demo, width: 25_000, height: 25_000 }).render(inner);
          expect(Buffer.compare(pixels, cut(whole.pixels, outer, inner, 3))).toBe(0);
          expect(Buffer.compare(truth, cut(whole.truth, outer, inner, 1))).toBe(0);
        },
      ),
      { seed: 34, numRuns: 12 },
    );
  }, 60_000);

  test("of another seed is another scene", () => {
    const rect = { column: 0, row: 0, width: 200, height: 200 };
    const [a, b] = [34, 35].map((seed) => createScene({ ...demo, seed }).truth(rect));
    expect(Buffer.compare(a!, b!)).not.toBe(0);
  });

  test("shows every class of the nomenclature but snow, and no pixel without class", () => {
    const truth = createScene(demo).truth({ column: 0, row: 0, width: DEMO_SIZE, height: DEMO_SIZE });
    const counts = new Map<number, number>();
    for (const value of truth) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Object.values(numero).sort((a, b) => a - b));
    for (const count of counts.values()) expect(count).toBeGreaterThan(2000);
  });

  test("reads like any raster source: outside the grid the mask is 0", async () => {
    const scene = createScene({ seed: DEMO_SEED, width: 300, height: 200 });
    const window = await scene.read({ column: 250, row: -10, width: 100, height: 20 }, 0);
    const shown = window.mask.filter((value) => value === 255).length;
    expect(shown).toBe(50 * 10);
    expect(window.mask[10 * 100 + 49]).toBe(255);
    expect(window.mask[10 * 100 + 50]).toBe(0);
    expect(window.affine[2]).toBeCloseTo(scene.grid.affine[2] + 50, 6);
    expect(window.affine[5]).toBeCloseTo(scene.grid.affine[5] + 2, 6);
  });

  test("looks the same at a reduced level", async () => {
    const scene = createScene(demo);
    const full = await scene.read({ column: 512, row: 512, width: 512, height: 512 }, 0);
    const small = await scene.read({ column: 128, row: 128, width: 128, height: 128 }, 2);
    expect(scene.levels[2]).toEqual({ width: 512, height: 512, scale: 4 });
    expect(small.affine[0]).toBeCloseTo(0.8, 9);
    let difference = 0;
    for (let row = 0; row < 128; row++) {
      for (let column = 0; column < 128; column++) {
        let sum = 0;
        for (let k = 0; k < 16; k++) sum += full.pixels[((row * 4 + (k >> 2)) * 512 + column * 4 + (k & 3)) * 3 + 1]!;
        difference += Math.abs(sum / 16 - small.pixels[(row * 128 + column) * 3 + 1]!);
      }
    }
    expect(difference / (128 * 128)).toBeLessThan(9);
  });

  test.each([DEMO_SEED, 1002, 1003])(
    "changes class between two dates only inside the declared ground (seed %i)",
    (seed) => {
      const size = 1400;
      const rect = { column: 0, row: 0, width: size, height: size };
      const before = createScene({ seed, width: size, height: size });
      const after = createScene({ seed, width: size, height: size, date: "after" });
      const [was, is] = [before.truth(rect), after.truth(rect)];
      const parcels = before.changedGround();
      const changedIn = parcels.map(() => 0);
      let elsewhere = 0;
      for (let index = 0; index < was.length; index++) {
        if (was[index] === is[index]) continue;
        const place = [(index % size) + 0.5, Math.floor(index / size) + 0.5] as const;
        const parcel = parcels.findIndex((polygon) => contains(polygon, place));
        if (parcel < 0) elsewhere++;
        else changedIn[parcel]!++;
      }
      expect(elsewhere).toBe(0);
      expect(changedIn.length).toBeGreaterThan(0);
      expect(Math.max(...changedIn)).toBeGreaterThan(20_000);
    },
    60_000,
  );

  test("photographed again without any works has the same classes under another light", () => {
    const rect = { column: 200, row: 200, width: 900, height: 900 };
    const before = createScene(demo).render(rect);
    const after = createScene({ ...demo, date: "after", isWorkedOn: false }).render(rect);
    expect(Buffer.compare(before.truth, after.truth)).toBe(0);
    const others = before.pixels.filter((value, at) => Math.abs(value - after.pixels[at]!) > 2).length;
    expect(others).toBeGreaterThan(0.5 * before.pixels.length);
  });

  test("lies beside the ground by as much as is asked for", () => {
    const shifted = createScene({ ...demo, shift: [0.3, -0.1] });
    const { affine } = createScene(demo).grid;
    expect(shifted.grid.affine[2] - affine[2]).toBeCloseTo(0.3, 6);
    expect(shifted.grid.affine[5] - affine[5]).toBeCloseTo(-0.1, 6);
    const rect = { column: 0, row: 0, width: 50, height: 50 };
    expect(Buffer.compare(shifted.render(rect).pixels, createScene(demo).render(rect).pixels)).toBe(0);
  });
});

const noGdal = spawnSync("gdalinfo", ["--version"]).status !== 0;
const because = noGdal ? " — skipped: gdalinfo (Debian's gdal-bin) is not installed and it is the judge" : "";

describe.skipIf(noGdal)(`a scene as GeoTIFF${because}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-demo-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const scene = createScene({ seed: DEMO_SEED, width: 700, height: 530 });
  const rect = { column: 0, row: 0, width: 700, height: 530 };

  async function byGdal(write: (sink: MemorySink) => Promise<void>) {
    const sink = new MemorySink();
    await write(sink);
    const path = join(folder, "scene.tif");
    writeFileSync(path, sink.bytes());
    execFileSync("gdal_translate", ["-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", path, join(folder, "scene.raw")]);
    return {
      info: JSON.parse(execFileSync("gdalinfo", ["-json", path]).toString()),
      pixels: readFileSync(join(folder, "scene.raw")),
    };
  }

  test("the image", async () => {
    const { info, pixels } = await byGdal((sink) => writeSceneGeoTiff(scene, sink));
    expect(Buffer.compare(pixels, scene.render(rect).pixels)).toBe(0);
    expect(info.geoTransform[1]).toBeCloseTo(0.2, 9);
    expect(info.coordinateSystem.wkt).toContain('ID["EPSG",2154]');
    expect(info.bands.map((band: { colorInterpretation: string }) => band.colorInterpretation)).toEqual([
      "Red",
      "Green",
      "Blue",
    ]);
  });

  test("its truth", async () => {
    const { info, pixels } = await byGdal((sink) => writeTruthGeoTiff(scene, sink));
    expect(Buffer.compare(pixels, scene.truth(rect))).toBe(0);
    expect(info.bands[0].colorInterpretation).toBe("Palette");
  });
});
