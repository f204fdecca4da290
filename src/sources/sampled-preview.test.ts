import { describe, expect, test } from "vitest";
import type { PixelRect } from "../core/raster/grid.ts";
import { emptyPatch, type Patch } from "./pyramid.ts";
import { sampledPreview } from "./sampled-preview.ts";

/** One band: a ramp from west to east plus one from north to south; nothing in the western eighth. */
function ramps(width: number, height: number) {
  let pixelsRead = 0;
  const value = (column: number, row: number) => Math.floor((100 * column) / width + (100 * row) / height);
  const read = async (rect: PixelRect): Promise<Patch> => {
    pixelsRead += rect.width * rect.height;
    const patch = emptyPatch(rect.width, rect.height, 1);
    for (let y = 0; y < rect.height; y++) {
      for (let x = 0; x < rect.width; x++) {
        patch.pixels[y * rect.width + x] = value(rect.column + x, rect.row + y);
        patch.mask[y * rect.width + x] = rect.column + x < width / 8 ? 0 : 255;
      }
    }
    return patch;
  };
  return { read, value, pixelsRead: () => pixelsRead };
}

describe("sampledPreview", () => {
  test.each([
    ["tiles", 512, 512, 12],
    ["strips of one row", 12_000, 1, 2],
    ["strips of 16 rows", 12_000, 16, 3],
  ])("%s: the whole, looking at a fraction of it", async (_, blockWidth, blockHeight, tolerance) => {
    const [width, height] = [12_000, 9000];
    const image = ramps(width, height);
    const preview = await sampledPreview(
      { width, height, bands: 1, blockWidth, blockHeight, budget: 12e6 },
      image.read,
      undefined,
    );
    expect([preview!.width, preview!.height]).toEqual([256, 192]);
    expect(image.pixelsRead()).toBeLessThanOrEqual(12e6);
    let sum = 0;
    for (let y = 0; y < 192; y++) {
      for (let x = 40; x < 256; x++) {
        expect(preview!.mask[y * 256 + x]).toBe(255);
        sum += Math.abs(preview!.pixels[y * 256 + x]! - image.value((x / 256) * width, (y / 192) * height));
      }
    }
    expect(sum / (216 * 192)).toBeLessThan(tolerance);
    // The western eighth holds no data, also where the nearest block read does.
    if (blockWidth === width) for (let y = 0; y < 192; y++) expect(preview!.mask[y * 256 + 5]).toBe(0);
  });

  test("an image that fits the budget is all read, each pixel where it lies", async () => {
    const image = ramps(1024, 512);
    const stored = { width: 1024, height: 512, bands: 1, blockWidth: 256, blockHeight: 256, budget: 600_000 };
    const preview = await sampledPreview(stored, image.read, undefined);
    expect(image.pixelsRead()).toBe(1024 * 512);
    expect(preview!.pixels[60 * 256 + 100]).toBeCloseTo(image.value(401.5, 241.5), 0);
  });

  test("nothing of what is soon read anyway", async () => {
    const image = ramps(1024, 512);
    const stored = { width: 1024, height: 512, bands: 1, blockWidth: 256, blockHeight: 256, budget: 2e6 };
    expect(await sampledPreview(stored, image.read, undefined)).toBeUndefined();
    expect(image.pixelsRead()).toBe(0);
  });

  test("nothing of an image stored as one huge strip", async () => {
    const image = ramps(25_000, 25_000);
    const stored = { width: 25_000, height: 25_000, bands: 3, blockWidth: 25_000, blockHeight: 25_000, budget: 12e6 };
    expect(await sampledPreview(stored, image.read, undefined)).toBeUndefined();
    expect(image.pixelsRead()).toBe(0);
  });
});
