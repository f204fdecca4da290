import fc from "fast-check";
import { expect, test } from "vitest";
import { isInside, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { gridBounds } from "../raster/grid.ts";
import { OUTSIDE, polygonOf } from "./coverage.ts";
import { facesAt } from "./faces-at.ts";
import { withRings } from "./rings.ts";
import { simplify } from "./simplify.ts";
import { trace } from "./trace.ts";

const rasters = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 4 }),
  }),
);

test("a traced raster comes back pixel for pixel", async () => {
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, classes }) => {
      const map = await trace(readerOf(classes, pictureGrid(width, height)));
      const faces = facesAt(map, gridBounds(map.grid), width, height);
      const back = Uint8Array.from(faces, (face) => (face === OUTSIDE ? 0 : map.faces.numero[face]!));
      expect(back).toEqual(classes);
    }),
    { numRuns: 200 },
  );
});

test("any window of a simplified map, at any scale, shows what its polygons cover", async () => {
  const map = withRings(await simplify(await trace(readerOf(seededClasses(60, 0.6), pictureGrid(60, 60))), 0.4));
  const polygons = Array.from({ length: map.faces.count }, (_, face) => polygonOf(map, face));
  const [minX, minY, maxX, maxY] = gridBounds(map.grid);
  const bounds = [minX - 1.07, minY + 2.3, maxX - 3.1, maxY + 0.9] as const;
  const [width, height] = [41, 57];
  const faces = facesAt(map, bounds, width, height);
  const stepX = (bounds[2] - bounds[0]) / width;
  const stepY = (bounds[3] - bounds[1]) / height;
  faces.forEach((face, pixel) => {
    const x = bounds[0] + stepX * ((pixel % width) + 0.5);
    const y = bounds[3] - stepY * (Math.floor(pixel / width) + 0.5);
    const covering = polygons.flatMap((polygon, index) => (isInside(polygon, x, y) ? [index] : []));
    expect(covering).toEqual(face === OUTSIDE ? [] : [face]);
  });
  expect(new Set(faces).size).toBeGreaterThan(10);
});
