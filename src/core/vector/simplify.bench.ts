import { bench, describe } from "vitest";
import { pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { simplify } from "./simplify.ts";
import { trace } from "./trace.ts";

const SIZE = 1024;

describe.each([
  ["smooth", 0],
  ["medium", 0.6],
  ["noisy", 2],
])(`%s map of ${SIZE}²`, async (_, speckle) => {
  const reader = readerOf(seededClasses(SIZE, speckle), pictureGrid(SIZE, SIZE));
  const map = await trace(reader);
  const few = { iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 };

  bench("trace, for comparison", async () => void (await trace(reader)), few);
  bench("simplify at 0.4 m", async () => void (await simplify(map, 0.4)), few);
});
