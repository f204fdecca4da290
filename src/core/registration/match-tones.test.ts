import { describe, expect, test } from "vitest";
import { createScene } from "../../demo/scene.ts";
import { memoryImage } from "../../testing/memory-image.ts";
import { builtOver, type Photograph, recoloured } from "../../testing/moved-photographs.ts";
import { toneOf } from "../raster/tones.ts";
import { matchTones } from "./match-tones.ts";

const SIDE = 768;

function photographOf(seed: number, side = SIDE): Photograph {
  const scene = createScene({ seed, width: side, height: side });
  return { grid: scene.grid, pixels: scene.render({ column: 0, row: 0, width: side, height: side }).pixels };
}

const opened = ({ grid, pixels }: Photograph) => memoryImage(grid, pixels);

/** The same photograph said to lie elsewhere. */
function said(photograph: Photograph, east: number, north: number): Photograph {
  const [a, b, c, d, e, f] = photograph.grid.affine;
  return { ...photograph, grid: { ...photograph.grid, affine: [a, b, c + east, d, e, f + north] } };
}

/** What `recoloured` makes of a value. */
const gamma = [1.5, 1.3, 1.7] as const;
const gain = [0.9, 1.05, 1.2] as const;
const camera = (value: number, band: number) => 255 * gain[band]! * (value / 255) ** gamma[band]!;

const town = photographOf(11);

/** Grey levels by which the values that most pixels have are missed at most. */
function missedBy(tones: NonNullable<Awaited<ReturnType<typeof matchTones>>>): number {
  const misses = [0, 1, 2].flatMap((band) =>
    [60, 80, 100, 120, 140, 160].map((value) => Math.abs(toneOf(tones[band]!, camera(value, band)) - value)),
  );
  return Math.max(...misses);
}

describe("the tones of a photograph in those of another", () => {
  test("of another camera, blurred and with noise: within 4 grey levels", async () => {
    expect(missedBy((await matchTones(opened(town), opened(recoloured(town)), [0, 0]))!)).toBeLessThan(4);
  });

  test("where it lies 3 m beside, once that is known", async () => {
    const beside = said(recoloured(town), -3, 2);
    expect(missedBy((await matchTones(opened(town), opened(beside), [-3, 2]))!)).toBeLessThan(4);
  });

  test("where three tenths of the ground are other ground, far brighter", async () => {
    const sand = { ...town, pixels: town.pixels.map((value) => Math.min(255, value + 90)) };
    const after = builtOver(recoloured(town), sand, 0.3, 60);
    expect(missedBy((await matchTones(opened(town), opened(after), [0, 0]))!)).toBeLessThan(6);
  });

  test("colours that are alike stay, and so do those of too little ground, of none and of a blank", async () => {
    expect(await matchTones(opened(town), opened(town), [0, 0])).toBeNull();
    const yard = photographOf(11, 200);
    expect(await matchTones(opened(yard), opened(recoloured(yard)), [0, 0])).toBeNull();
    const far = said(recoloured(town), 5000, 0);
    expect(await matchTones(opened(town), opened(far), [0, 0])).toBeNull();
    const blank = { ...town, pixels: new Uint8Array(town.pixels.length).fill(90) };
    expect(await matchTones(opened(town), opened(blank), [0, 0])).toBeNull();
  });
});
