import { expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";
import { parseSeveral } from "./arguments.ts";
import { changeOptions } from "./change-options.ts";

test.each([
  ["--tolerence=2", "--tolerance"],
  ["--yes-different-model", "--yes-different-models"],
  ["--zone", "--zones"],
  ["--min_change", "--min-change"],
  ["-x", ""],
  ["--photographie", ""],
])("%s is no option: the nearest is %j", (word, nearest) => {
  const parse = () => parseSeveral(["a.gpkg", "b.gpkg", "--out", "c.gpkg", word], "", changeOptions);
  const option = word.split("=")[0]!;
  expect(parse).toThrow(expect.objectContaining({ tag: "option-unknown", fields: { option, nearest } }));
});

test("an option without its value is told as what it is", () => {
  const parse = () => parseSeveral(["a.gpkg", "--out"], "", changeOptions);
  expect(parse).toThrow(expect.objectContaining({ tag: "argument-invalid" }));
});

test("help of a command is its own usage and no failure; an unknown option is one sentence", () => {
  const help = runCli(".", "change", "avant.gpkg", "--help");
  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toMatch(/^ocsol change BEFORE AFTER --out /);
  expect(help.stdout).not.toContain("ocsol segment");
  const wrong = runCli(".", "change", "avant.gpkg", "apres.gpkg", "--toleranse", "2");
  expect(wrong).toMatchObject({
    status: 2,
    stdout: "",
    stderr: "L’option --toleranse n’existe pas\u00a0: vouliez-vous dire --tolerance\u202f?\n",
  });
});
