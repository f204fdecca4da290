import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createScene, DEMO_SEED } from "../demo/scene.ts";
import { runCli } from "../testing/run-cli.ts";
import { withExpected } from "./exercise.ts";

const folder = mkdtempSync(join(tmpdir(), "ocsol-exercise-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const text = { fr: "…", en: "…" };

test("the sample exercise's answers are those of the scene's truth (else: ocsol exercise)", async () => {
  const sample = readFileSync(new URL("../../public/exemple.ocsol-exercice.json", import.meta.url), "utf8");
  expect(await withExpected(sample, "exemple", never)).toEqual(JSON.parse(sample));
}, 120_000);

test("what is measured in a zone of whole pixels is the count of the truth's pixels, whatever stood there before", () => {
  const size = 1664;
  const scene = createScene({ seed: DEMO_SEED, width: size, height: size });
  // around the scene's pond
  const rect = { column: 1370, row: 100, width: 285, height: 300 };
  const [, , left, , , top] = scene.grid.affine;
  const corner = (column: number, row: number) => [left + column / 5, top - row / 5];
  const { column, row, width, height } = rect;
  const ring = [
    corner(column, row),
    corner(column + width, row),
    corner(column + width, row + height),
    corner(column, row + height),
    corner(column, row),
  ];
  const question = (unit: string) => ({
    text,
    unit,
    expected: 999,
    tolerance: 1,
    explanation: text,
    measure: { what: "cover", codes: ["CS1.2.2"], zone: "Étang" },
  });
  const path = join(folder, "etang.ocsol-exercice.json");
  const exercise = {
    version: 1,
    title: "Étang",
    instructions: "…",
    image: { scene: { seed: DEMO_SEED, size } },
    settings: { generalisation: { preset: "cosia" } },
    zones: {
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "EPSG:2154" } },
      features: [
        { type: "Feature", properties: { name: "Étang" }, geometry: { type: "Polygon", coordinates: [ring] } },
      ],
    },
    questions: [question("ha"), question("%"), { ...question("ha"), measure: undefined }],
  };
  writeFileSync(path, JSON.stringify(exercise));
  const { status, stdout, stderr } = runCli(folder, "exercise", path);
  expect([status, stderr]).toEqual([0, ""]);

  const water = scene.truth(rect).filter((numero) => numero === 6).length;
  expect(water).toBeGreaterThan(10_000);
  const [hectares, percent, byHand] = (JSON.parse(stdout) as typeof exercise).questions;
  expect(hectares!.expected).toBeCloseTo((water * 0.04) / 10_000, 4);
  expect(percent!.expected).toBeCloseTo((100 * water) / (width * height), 2);
  expect(byHand!.expected).toBe(999);
}, 120_000);

test("an exercise on a photograph has no truth to be computed from", () => {
  const path = join(folder, "photo.ocsol-exercice.json");
  const sample = JSON.parse(
    readFileSync(new URL("../../public/exemple.ocsol-exercice.json", import.meta.url), "utf8"),
  ) as object;
  writeFileSync(path, JSON.stringify({ ...sample, image: { link: "dalle.tif" } }));
  const { status, stderr } = runCli(folder, "exercise", path);
  expect(status).toBe(1);
  expect(stderr).toContain("n’est pas un exercice utilisable (image.scene)");
});
