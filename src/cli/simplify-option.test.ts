import { expect, test } from "vitest";
import { isAppError } from "../core/errors.ts";
import { simplifyOf } from "./simplify-option.ts";

test("nothing said leaves borders on pixel sides", () => {
  expect(simplifyOf({ square: false })).toEqual({ simplifyMetres: 0, squareBuildings: false });
  expect(simplifyOf({ simplify: "0.4", square: true })).toEqual({ simplifyMetres: 0.4, squareBuildings: true });
});

test.each([
  ["a tolerance below 0", { simplify: "-1", square: false }],
  ["no number", { simplify: "far", square: false }],
  ["squares without a tolerance", { square: true }],
])("refuses %s", (_, values) => {
  expect(() => simplifyOf(values)).toThrow(expect.toSatisfy((error) => isAppError(error, "argument-invalid")));
});
