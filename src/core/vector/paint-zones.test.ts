import fc from "fast-check";
import { expect, test } from "vitest";
import { isInside, pictureGrid } from "../../testing/pictures.ts";
import { starZones, zoneInPixels } from "../../testing/zones.ts";
import { toMap } from "../geo/affine.ts";
import { paintable, paintZones } from "./paint-zones.ts";

test("a pixel has the value of the last zone around its centre, in any window and at any scale", () => {
  fc.assert(
    fc.property(
      fc.array(starZones(12, 9), { maxLength: 4 }),
      fc.constantFrom(1, 2, 4),
      fc.integer({ min: -3, max: 4 }),
      fc.integer({ min: -3, max: 4 }),
      (rings, scale, column, row) => {
        const grid = pictureGrid(12, 9);
        const zones = rings.map((ring) => zoneInPixels(grid, ring));
        const values = Uint8Array.from(zones, (_, zone) => zone % 3);
        const rect = { column, row, width: 7, height: 5 };
        const expected = Uint8Array.from({ length: 35 }, (_, pixel) => {
          const [x, y] = toMap(
            grid.affine,
            (column + (pixel % 7) + 0.5) * scale + 1e-7,
            (row + Math.floor(pixel / 7) + 0.5) * scale + 1e-7,
          );
          const last = zones.findLastIndex(
            ({ polygons }, zone) => values[zone] !== 0 && isInside(polygons.flat(), x, y),
          );
          return last < 0 ? 0 : values[last]!;
        });
        const off = zones.map(({ polygons }) => ({
          polygons: polygons.map((polygon) =>
            polygon.map((ring) => ring.map((value, at) => (at % 2 === 0 ? value - 2e-8 : value + 2e-8))),
          ),
        }));
        expect(paintZones(paintable(off, grid), values, rect, scale)).toEqual(expected);
      },
    ),
  );
});
