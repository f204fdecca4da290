import { expect, test } from "vitest";
import { formatsOf } from "../../i18n/index.ts";
import { readMetres, signedMetres } from "./signed-metres.ts";

test("metres are read as they are typed in French and in English, with either minus", () => {
  const typed = ["0,35", "-0,35", "−1.5", "+2", " 1\u00a0234,5 m", ".5", "12."];
  for (const locale of ["fr", "en"] as const)
    expect(typed.map((text) => readMetres(text, locale))).toEqual([0.35, -0.35, -1.5, 2, 1234.5, 0.5, 12]);
  const thousands = ["1,250", "2,500 m²", "0,250", "1,234,567.5"];
  expect(thousands.map((text) => readMetres(text, "en"))).toEqual([1250, 2500, 0.25, 1_234_567.5]);
  expect(readMetres("1,250", "fr")).toBe(1.25);
});

test("what is no number is none", () => {
  for (const typed of ["", "-", ",", "1,2,3", "1e3", "0x10", "Infinity", "deux"])
    expect(readMetres(typed, "fr")).toBeNaN();
});

test("what is written is read again as it was, to the centimetre, and nothing has a sign", () => {
  const { number } = formatsOf("fr");
  expect([-0.3, 0.054, 12, -0.004].map((metres) => signedMetres(metres, number))).toEqual([
    "−0,30",
    "0,05",
    "12,00",
    "0,00",
  ]);
  expect(readMetres(signedMetres(-1234.5, number), "fr")).toBe(-1234.5);
});
