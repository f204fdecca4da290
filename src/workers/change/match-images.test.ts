import * as Comlink from "comlink";
import { expect, test } from "vitest";
import type { DateName } from "../../core/change/change-map.ts";
import { appError } from "../../core/errors.ts";
import { toneOf } from "../../core/raster/tones.ts";
import { estimateMisregistration } from "../../core/registration/estimate.ts";
import type { ImageReader } from "../../core/registration/image-reader.ts";
import { createScene } from "../../demo/scene.ts";
import { memoryImage } from "../../testing/memory-image.ts";
import { createMatchApi } from "./match-api.ts";
import { createMatchImages } from "./match-images.ts";
import type { SideImages } from "./side-images.ts";

/** A matching worker on the other end of a channel, and photographs to be read in the page. */
function matcher(images: { readonly [date in DateName]: ImageReader }) {
  const seen = { ended: 0, read: 0, aborted: 0 };
  const read: SideImages["read"] = (date, rect, level, signal) => {
    seen.read++;
    signal.addEventListener("abort", () => seen.aborted++);
    return images[date].read(rect, level, signal);
  };
  const matcher = createMatchImages(() => {
    const { port1, port2 } = new MessageChannel();
    Comlink.expose(createMatchApi(), port2);
    port1.start();
    return {
      endpoint: port1,
      onDeath: () => {},
      terminate: () => {
        seen.ended++;
        port1.close();
        port2.close();
      },
    };
  });
  const match = (both: typeof images, signal: AbortSignal) => matcher.misregistration(both, read, signal);
  const tones = (both: typeof images, date: DateName, signal: AbortSignal) =>
    matcher.tones(both, date, undefined, read, signal);
  return { match, tones, seen };
}

const pictureOf = ({ grid, render }: ReturnType<typeof createScene>) => ({
  grid,
  ...render({ column: 0, row: 0, width: grid.width, height: grid.height }),
});

const size = { seed: 3, width: 512, height: 512 };
const images = {
  before: createScene({ ...size, shift: [-0.6, 0.4] }),
  after: createScene({ ...size, date: "after" }),
};

test("two photographs are matched in a thread that ends with it", async () => {
  const { match, seen } = matcher(images);
  const found = await match(images, new AbortController().signal);
  expect(found).toEqual(await estimateMisregistration(images.before, images.after));
  expect(found!.shift[0]).toBeCloseTo(0.6, 1);
  expect(found!.shift[1]).toBeCloseTo(-0.4, 1);
  expect(seen).toMatchObject({ ended: 1 });
  expect(seen.read).toBeGreaterThan(1);
});

test("the later one's tones in those of the earlier one, and the other way round", async () => {
  const { pixels, grid } = pictureOf(images.before);
  const darker = memoryImage(
    grid,
    pixels.map((value) => 0.8 * value),
  );
  const { tones, seen } = matcher({ before: memoryImage(grid, pixels), after: darker });
  for (const [date, from, to] of [
    ["after", 80, 100],
    ["before", 100, 80],
  ] as const)
    for (const curve of (await tones(images, date, new AbortController().signal))!)
      expect(Math.abs(toneOf(curve, from) - to)).toBeLessThan(2);
  expect(seen.ended).toBe(2);
});

test("given up, the thread ends at once and what it waited for is read no further", async () => {
  const never = { ...images, after: { ...images.after, read: () => new Promise<never>(() => {}) } };
  const { match, seen } = matcher(never);
  const wanted = new AbortController();
  const matching = match(never, wanted.signal);
  await expect.poll(() => seen.read).toBe(2);
  wanted.abort(appError("cancelled", {}));
  await expect(matching).rejects.toMatchObject({ tag: "cancelled" });
  expect(seen).toMatchObject({ ended: 1, aborted: 2 });
});

test("a photograph that cannot be read is told as it is", async () => {
  const broken = async () => {
    throw appError("file-truncated", { file: "2021.tif" });
  };
  const { match, seen } = matcher({ ...images, before: { ...images.before, read: broken } });
  await expect(match(images, new AbortController().signal)).rejects.toMatchObject({ tag: "file-truncated" });
  expect(seen.ended).toBe(1);
});
