import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { FileIdentity } from "../core/ports/run-record.ts";
import { planTiles } from "../core/raster/tile-plan.ts";
import { pictureGrid } from "../testing/pictures.ts";
import { createRunShelf } from "./run-shelf.ts";

const model = JSON.parse(readFileSync("models/ocsol-tiny-test/manifest.json", "utf8")) as ModelManifest;
const plan = planTiles(pictureGrid(300, 200), model);
const files: FileIdentity[] = [{ name: "a.tif", folder: "", size: 10, fingerprint: "f1" }];
const { nameOf, isDurable, list } = createRunShelf({ remove: async () => {} });

test("the same content, model and grid give the same class raster, whatever the file is called", async () => {
  const renamed = [{ ...files[0]!, name: "copie.tif" }];
  const licensed = { ...model, licence: "other", metrics: {} };
  expect(await nameOf(renamed, {}, licensed, plan)).toBe(await nameOf(files, {}, model, plan));
});

test("whatever changes a pixel gives another one", async () => {
  const name = await nameOf(files, {}, model, plan);
  const otherContent = [{ ...files[0]!, fingerprint: "f2" }];
  const otherNormalisation = { ...model, normalisation: { ...model.normalisation, mean: [1, 2, 3] } };
  const channels = model.output.channels.map((channel) => ({ ...channel, numero: 1 }));
  const otherClasses = { ...model, output: { ...model.output, channels } };
  const otherHalo = planTiles(pictureGrid(300, 200), { ...model, haloPx: model.haloPx + 4 });
  const names = [
    await nameOf(otherContent, {}, model, plan),
    await nameOf(files, { rendering: { bands: [3, 0, 1] } }, model, plan),
    await nameOf(files, { rendering: { stretch: { low: 0, high: 900 } } }, model, plan),
    await nameOf([...files, ...otherContent], {}, model, plan),
    await nameOf(files, {}, otherNormalisation, plan),
    await nameOf(files, {}, otherClasses, plan),
    await nameOf(files, {}, model, otherHalo),
    await nameOf(files, {}, model, planTiles(pictureGrid(300, 201), model)),
    await nameOf(files, {}, model, planTiles(pictureGrid(300, 200), model, true)),
    await nameOf(files, {}, model, { ...plan, tones: [[[0, 9] as const, [255, 240] as const]] }),
  ];
  expect(new Set([name, ...names]).size).toBe(11);
});

test("where there is neither private file system nor database, nothing is kept and nothing fails", async () => {
  expect(await isDurable()).toBe(false);
  expect(await list()).toEqual([]);
});
