import { describe, expect, test } from "vitest";
import { pictureGrid } from "../../testing/pictures.ts";
import type { Affine } from "../geo/affine.ts";
import { crsOf } from "../geo/crs.ts";
import { pixelAreaSquareMetres } from "../vector/measure.ts";
import { gsdMetresOf } from "./grid.ts";

const RADIUS_METRES = 6_378_137;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** Radius of the sphere that fits the WGS 84 ellipsoid best at a latitude: √(M·N) = a √(1 − e²) / (1 − e² sin² φ). */
const gaussRadius = (latitude: number) => {
  const squaredEccentricity = 0.006_694_379_990_14;
  return (
    (RADIUS_METRES * Math.sqrt(1 - squaredEccentricity)) / (1 - squaredEccentricity * Math.sin(radians(latitude)) ** 2)
  );
};

/** A raster of 1000² whose centre lies at (x, y). */
const gsdAt = (code: number, cell: number, x: number, y: number): number => {
  const affine: Affine = [cell, 0, x - 500 * cell, 0, -cell, y + 500 * cell];
  return gsdMetresOf(affine, crsOf(code)!, 1000, 1000);
};

describe("ground sample distance", () => {
  test("in metres it is the side of a cell", () => {
    expect(gsdAt(2154, 0.2, 700_000, 6_600_000)).toBe(0.2);
    expect(gsdMetresOf([0.2, 0, 0, 0, -0.3, 0], crsOf(2154)!, 9, 9)).toBeCloseTo(Math.sqrt(0.06), 15);
  });

  test.each([0, 14.6, 45, 48.86, -21.1, 60])("in Web Mercator a cell shrinks with the cosine at %d°", (latitude) => {
    const y = RADIUS_METRES * Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2));
    expect(gsdAt(3857, 0.3, 260_000, y)).toBeCloseTo(
      (0.3 * Math.cos(radians(latitude)) * gaussRadius(latitude)) / RADIUS_METRES,
      6,
    );
  });

  test("in degrees it is taken at the raster's centre, not at its edge", () => {
    const degree = radians(1) * gaussRadius(45);
    expect(gsdAt(4326, 0.01, 2, 45)).toBeCloseTo(0.01 * degree * Math.sqrt(Math.cos(radians(45))), 6);
  });
});

test("an area is pixels times cell, to the last digit, in Lambert-93", () => {
  expect(pixelAreaSquareMetres(pictureGrid(10, 10))).toBe(0.2 * 0.2);
});

test("an area follows the ground sample distance in Web Mercator", () => {
  const grid = pictureGrid(1, 1, { crs: crsOf(3857)!, affine: [0.2, 0, 261_850, 0, -0.2, 6_250_566] });
  expect(pixelAreaSquareMetres(grid)).toBeCloseTo(
    0.04 * (Math.cos(radians(48.8566)) * (gaussRadius(48.8566) / RADIUS_METRES)) ** 2,
    6,
  );
});
