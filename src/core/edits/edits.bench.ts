/**
 * What a correction costs where it is one of many on a large map: the budget is 150 ms at 20 000 faces and a second at
 * 466 000. The reference of the same run is one look at every point of the map, which any answer about all of it costs.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { toMap } from "../geo/affine.ts";
import { librePreset } from "../landcover/presets.ts";
import { polygonPixels } from "../vector/areas.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-edits-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { vectorise } = await bundled<typeof import("../vector/vectorise.ts")>(
  new URL("../vector/vectorise.ts", import.meta.url),
  folder,
);
const { CorrectedMap } = await bundled<typeof import("./corrected-map.ts")>(
  new URL("./corrected-map.ts", import.meta.url),
  folder,
);
const { brushShape } = await bundled<typeof import("./brush.ts")>(new URL("./brush.ts", import.meta.url), folder);

/** Side of a raster that gives about so many faces. */
const maps = [
  { size: 900, faces: "20 000" },
  { size: 4300, faces: "466 000" },
] as const;

for (const { size, faces } of maps) {
  const grid = pictureGrid(size, size);
  const base = await vectorise(readerOf(seededClasses(size, 0.6), grid), {
    preset: librePreset(0.12),
    simplifyMetres: 0.4,
  });
  const corrected = new CorrectedMap(base);
  const path = Float64Array.from(
    [0, 1, 2, 3, 4].flatMap((step) => toMap(grid.affine, size / 2 + 20 * step, size / 2 + 15 * (step % 2))),
  );
  const stroke = { kind: "shape", by: "brush", shape: brushShape(path, 3, grid), to: { numero: 5 } } as const;
  const few = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 };
  describe(`${base.faces.count} faces (about ${faces}), ${base.arcs.points.length / 2} points`, () => {
    bench("a brush stroke of 100 m and its undoing", () => {
      corrected.add(stroke);
      corrected.takeBack();
    }, few); // biome-ignore format: a bench a line
    bench("a walk along all arcs", () => void polygonPixels(base), few);
  });
}
