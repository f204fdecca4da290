import { expect, test } from "vitest";
import { distance, eyes } from "../../testing/colour-vision.ts";
import { changeKinds } from "./change-map.ts";
import { kindColours } from "./kind-colours.ts";

test.each(Object.keys(eyes) as (keyof typeof eyes)[])("kinds of change keep apart: %s", (eye) => {
  const colours = changeKinds.map((kind) => kindColours[kind]);
  const distances = colours.flatMap((one, place) => colours.slice(place + 1).map((other) => distance(one, other, eye)));
  expect(Math.min(...distances)).toBeGreaterThan(0.17);
});
