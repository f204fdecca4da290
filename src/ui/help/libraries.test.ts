import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { libraries } from "./libraries.ts";

const TYPEFACE = "@fontsource/atkinson-hyperlegible-next";

const json = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8")) as {
    dependencies: Record<string, string>;
    license: string;
  };

test("every package of the app is credited, with the licence that it says itself", () => {
  const packages = Object.keys(json("package.json").dependencies).filter((name) => name !== TYPEFACE);
  expect(libraries).toEqual(
    packages.sort().map((name) => ({ name, licence: json(`node_modules/${name}/package.json`).license })),
  );
});
