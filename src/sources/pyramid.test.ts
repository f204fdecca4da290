import { describe, expect, test } from "vitest";
import { intersectRect, type PixelRect } from "../core/raster/grid.ts";
import { emptyPatch, type Patch, withReducedLevels } from "./pyramid.ts";

const WIDTH = 1700;
const HEIGHT = 1300;

/** A stored level of one band: value from the position, nothing valid left of `firstValid`; counts what is read of it. */
function stored(firstValid = 0) {
  const asked: PixelRect[] = [];
  const read = async (rect: PixelRect): Promise<Patch> => {
    asked.push(intersectRect(rect, WIDTH, HEIGHT));
    const patch = emptyPatch(rect.width, rect.height, 1);
    for (let y = 0; y < rect.height; y++) {
      for (let x = 0; x < rect.width; x++) {
        const column = rect.column + x;
        const row = rect.row + y;
        if (column < firstValid || column >= WIDTH || row >= HEIGHT) continue;
        patch.mask[y * rect.width + x] = 255;
        patch.pixels[y * rect.width + x] = column % 2 === 0 ? 10 : 30;
      }
    }
    return patch;
  };
  const pixelsRead = () => asked.reduce((sum, { width, height }) => sum + width * height, 0);
  return { read, pixelsRead };
}
const full = [{ width: WIDTH, height: HEIGHT, scale: 1 }];

describe("withReducedLevels", () => {
  test("halves until the image fits 512 pixels, rounding sizes up", () => {
    const { levels } = withReducedLevels(full, 1, true, stored().read);
    expect(levels).toEqual([
      { width: 1700, height: 1300, scale: 1 },
      { width: 850, height: 650, scale: 2 },
      { width: 425, height: 325, scale: 4 },
    ]);
  });

  test("adds nothing to a file whose overviews go that far", () => {
    const levels = [...full, { width: 425, height: 325, scale: 4 }];
    expect(withReducedLevels(levels, 1, true, stored().read).levels).toEqual(levels);
  });

  test("a pixel is the mean of the valid pixels under it, and holds no data when none is", async () => {
    const pyramid = withReducedLevels(full, 1, true, stored(3).read);
    const patch = await pyramid.read({ column: -1, row: 0, width: 4, height: 1 }, 1, undefined);
    // columns −1 (outside) · 0 (0, 1: no data) · 1 (2: no data, 3: 30) · 2 (4: 10, 5: 30)
    expect([...patch.mask]).toEqual([0, 0, 255, 255]);
    expect([...patch.pixels]).toEqual([0, 0, 30, 20]);
  });

  test.each([
    ["tiles", true],
    ["strips", false],
  ])("the whole from afar reads every stored pixel once, the second look none: %s", async (_, tiled) => {
    const source = stored();
    const pyramid = withReducedLevels(full, 1, tiled, source.read);
    const whole = { column: 0, row: 0, width: 425, height: 325 };
    const first = await pyramid.read(whole, 2, undefined);
    expect(new Set(first.pixels)).toEqual(new Set([20]));
    expect(new Set(first.mask)).toEqual(new Set([255]));
    expect(source.pixelsRead()).toBe(WIDTH * HEIGHT);
    await pyramid.read(whole, 2, undefined);
    expect(source.pixelsRead()).toBe(WIDTH * HEIGHT);
  });

  test("two looks at once share the work", async () => {
    const source = stored();
    const pyramid = withReducedLevels(full, 1, true, source.read);
    const rect = { column: 0, row: 0, width: 100, height: 100 };
    await Promise.all([pyramid.read(rect, 2, undefined), pyramid.read(rect, 2, undefined)]);
    expect(source.pixelsRead()).toBe(1024 * 1024);
  });

  test("an abort stops one look, not the next one", async () => {
    const pyramid = withReducedLevels(full, 1, true, stored().read);
    const controller = new AbortController();
    const rect = { column: 0, row: 0, width: 10, height: 10 };
    const stopped = pyramid.read(rect, 2, controller.signal);
    const other = pyramid.read(rect, 2, undefined);
    controller.abort(new Error("enough"));
    await expect(stopped).rejects.toThrow("enough");
    expect((await other).pixels[0]).toBe(20);
  });
});
