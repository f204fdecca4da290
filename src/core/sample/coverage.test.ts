/** Whether 95 % intervals hold the truth 95 times of a hundred: samples are drawn of maps of which all is known. */
import { describe, expect, test, vi } from "vitest";
import { pictureGrid, readerOf } from "../../testing/pictures.ts";
import { toPixel } from "../geo/affine.ts";
import { librePreset } from "../landcover/presets.ts";
import { survey } from "../landcover/survey.ts";
import { vectorise } from "../vector/vectorise.ts";
import { drawSample } from "./draw.ts";
import { groundOfMap } from "./grounds.ts";
import { mulberry32 } from "./random.ts";
import { resultsOf } from "./results.ts";
import type { Sample, SampleDesign } from "./sample.ts";

const SIZE = 240;
const SIMULATIONS = 500;
const grid = pictureGrid(SIZE, SIZE);

/** CoSIA classes with the cover code of their own, and their share of the ground. */
const classes = [
  { numero: 12, code: "CS2.2.1", share: 0.52 },
  { numero: 5, code: "CS1.2.1", share: 0.3 },
  { numero: 1, code: "CS1.1.1.1", share: 0.12 },
  { numero: 6, code: "CS1.2.2", share: 0.04 },
  { numero: 7, code: "CS1.2.3", share: 0.02 },
] as const;

/** Squares of 8 pixels, each of a class at random. */
function truth(): Uint8Array {
  const random = mulberry32(11);
  const across = SIZE / 8;
  const squares = Array.from({ length: across ** 2 }, () => {
    const drawn = random();
    let upTo = 0;
    for (const { numero, share } of classes) {
      upTo += share;
      if (drawn < upTo) return numero;
    }
    return classes[0].numero;
  });
  return Uint8Array.from({ length: SIZE ** 2 }, (_, pixel) => {
    const column = Math.floor((pixel % SIZE) / 8);
    return squares[Math.floor(pixel / SIZE / 8) * across + column]!;
  });
}

/** As a model would see it: one square of 4 pixels in fifteen is taken for another class. */
function mapOf(real: Uint8Array): Uint8Array {
  const random = mulberry32(12);
  const wrong = new Map<number, number>();
  for (let square = 0; square < (SIZE / 4) ** 2; square++)
    if (random() < 1 / 15) wrong.set(square, classes[Math.floor(random() * classes.length)]!.numero);
  return real.map((numero, pixel) => {
    const square = Math.floor(pixel / SIZE / 4) * (SIZE / 4) + Math.floor((pixel % SIZE) / 4);
    return wrong.get(square) ?? numero;
  });
}

const real = truth();
const mapped = mapOf(real);
const whole = await vectorise(readerOf(mapped, grid), { preset: librePreset(0) });
const ground = groundOfMap(survey(whole, {}).map);
const codeOf = new Map<number, string>(classes.map(({ numero, code }) => [numero, code]));
const squareMetres = new Map(
  classes.map(({ numero, code }) => [
    code as string,
    real.filter((one) => one === numero).length * grid.gsdMetres ** 2,
  ]),
);
const overall = real.filter((numero, pixel) => numero === mapped[pixel]).length / real.length;

function answered(sample: Sample): Sample {
  const points = sample.points.map((point) => {
    const [column, row] = toPixel(grid.affine, ...point.at).map(Math.floor) as [number, number];
    return { ...point, answer: { after: codeOf.get(real[row * SIZE + column]!)!, comment: "" } };
  });
  return { ...sample, points };
}

function simulate(design: SampleDesign, size: number) {
  const held = { area: new Map(classes.map(({ code }) => [code as string, 0])), overall: 0 };
  const byHalfWidth = new Map(classes.map(({ code }) => [code as string, 0]));
  for (let seed = 1; seed <= SIMULATIONS; seed++) {
    const { classes: found, estimates } = resultsOf(answered(drawSample(ground, design, size, seed)));
    for (const [at, area] of estimates.areas.entries()) {
      const code = found[at]!;
      const exact = squareMetres.get(code)!;
      if (area!.low <= exact && exact <= area!.high) held.area.set(code, held.area.get(code)! + 1);
      if (Math.abs(area!.value - exact) <= area!.halfWidth!) byHalfWidth.set(code, byHalfWidth.get(code)! + 1);
    }
    if (estimates.overall!.low <= overall && overall <= estimates.overall!.high) held.overall++;
  }
  const shares = (counts: Map<string, number>) => [...counts.values()].map((count) => count / SIMULATIONS);
  return { areas: shares(held.area), overall: held.overall / SIMULATIONS, byHalfWidth: shares(byHalfWidth) };
}

const pooled = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0) / shares.length;

/*
 * 500 samples say what an interval covers to ± 2 points, so each class is held to that about 95 %, and all of them
 * together to 93–97 %. (4000 seeds of the same gave 94.3–95.8 % class by class.)
 */
// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

describe("of 500 samples", () => {
  test("of 400 points, 93 to 97 % of the intervals hold the truth", () => {
    const { areas, overall } = simulate({ standardError: undefined, least: 50 }, 400);
    expect(pooled(areas)).toBeGreaterThan(0.93);
    expect(pooled(areas)).toBeLessThan(0.97);
    expect(overall).toBeGreaterThan(0.93);
    expect(overall).toBeLessThan(0.97);
    for (const share of areas) {
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    }
  });

  test("of 100 points too, where ± 1.96 standard errors cover less than they say", () => {
    const { areas, overall, byHalfWidth } = simulate({ standardError: undefined, least: 15 }, 100);
    for (const share of [...areas, overall]) expect(share).toBeGreaterThan(0.92);
    expect(Math.min(...byHalfWidth)).toBeLessThan(0.92);
  });
});
