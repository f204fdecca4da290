import { expect, test } from "vitest";
import { distance, eyes } from "../../testing/colour-vision.ts";
import { cosiaClasses } from "./cosia.ts";
import { classColour, type PaletteId } from "./palettes.ts";

/** The two classes that some eyes confuse most easily, and how far they are apart. */
function nearest(palette: PaletteId, eye: keyof typeof eyes): number {
  const colours = cosiaClasses.map(({ numero }) => classColour(palette, numero)!);
  return Math.min(
    ...colours.flatMap((one, place) => colours.slice(place + 1).map((other) => distance(one, other, eye))),
  );
}

const LEAST = 0.089;

test("OKLab is as its author tells it: white and black are 1 apart, red and green 0.52", () => {
  expect(distance("#000000", "#ffffff", "normal")).toBeCloseTo(1, 4);
  expect(distance("#ff0000", "#00ff00", "normal")).toBeCloseTo(0.5203, 3);
  // and to eyes without green cones two colours that differ in red and green only are near
  expect(distance("#b08060", "#8f8f60", "deuteranopia")).toBeLessThan(0.4 * distance("#b08060", "#8f8f60", "normal"));
});

test.each(Object.keys(eyes) as (keyof typeof eyes)[])("15 classes keep apart in the safe palette: %s", (eye) => {
  expect(nearest("safe", eye)).toBeGreaterThan(LEAST);
});

test.each(["protanopia", "deuteranopia", "tritanopia"] as const)("CoSIA's own colours do not: %s", (eye) => {
  expect(nearest("official", eye)).toBeLessThan(LEAST / 2);
});

test("every class has a colour in both palettes, and what is no class has none", () => {
  for (const palette of ["official", "safe"] as const) {
    for (const { numero } of cosiaClasses) expect(classColour(palette, numero)).toMatch(/^#[0-9a-f]{6}$/);
    expect(classColour(palette, 0)).toBeUndefined();
    expect(classColour(palette, 16)).toBeUndefined();
  }
});
