import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { appError } from "../core/errors.ts";
import type { Exercise } from "../core/exercise/exercise.ts";
import { measured } from "../core/exercise/expected.ts";
import { readExercise } from "../core/exercise/read-exercise.ts";
import { presetFor } from "../core/landcover/presets.ts";
import { type Survey, survey } from "../core/landcover/survey.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import { advisedTolerance } from "../core/vector/tolerance.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { createScene, type SyntheticScene } from "../demo/scene.ts";
import { bytesAsFile } from "../sources/vector/local-file.ts";
import { openZoneLayer } from "../sources/vector/open-zone-layer.ts";
import { zonesOf } from "../sources/vector/zone-layer.ts";
import { parseSeveral, userPath } from "./arguments.ts";
import { writeFileWhole } from "./file-sink.ts";

export const exerciseUsage = "exercise <x.ocsol-exercice.json> [--out FILE]";

/**
 * Writes an exercise on a synthetic scene with the answers that a perfect map would give: the scene's exact truth,
 * generalised as the exercise says. What the questions' own `expected` say is not looked at.
 */
export async function exercise(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(args, exerciseUsage, { out: { type: "string" } });
  const path = paths[0]!;
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw appError("file-not-found", { file: path }, cause);
  });
  const answered = `${JSON.stringify(await withExpected(text, basename(path), signal), undefined, 2)}\n`;
  if (values.out === undefined) process.stdout.write(answered);
  else await writeFileWhole(userPath(values.out), (sink) => sink.write(new TextEncoder().encode(answered)));
}

/** The exercise's JSON with `expected` of every question that says what it measures. */
export async function withExpected(text: string, file: string, signal: AbortSignal): Promise<unknown> {
  const root = parsed(text);
  for (const question of root.questions ?? []) if (question.measure !== undefined) question.expected = 0;
  const read = readExercise(JSON.stringify(root), file);
  const truth = await surveyTruth(read, file, signal);
  for (const [index, { measure, unit }] of read.questions.entries())
    if (measure !== undefined) root.questions![index]!.expected = measured(measure, unit, truth, read.zones);
  return root;
}

interface Draft {
  questions?: { measure?: unknown; expected?: number }[];
}

/** What is no JSON is for `readExercise` to refuse. */
function parsed(text: string): Draft {
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return {};
  }
}

async function surveyTruth({ image, settings, zones }: Exercise, file: string, signal: AbortSignal): Promise<Survey> {
  if (!("scene" in image)) throw appError("exercise-invalid", { file, detail: "image.scene" });
  const { seed, size } = image.scene;
  const scene = createScene({ seed, width: size, height: size });
  const { preset, minAreaSquareMetres, smooth, squareBuildings } = settings.generalisation;
  const map = await vectorise(
    truthOf(scene),
    {
      preset: presetFor(preset, minAreaSquareMetres),
      simplifyMetres: smooth ? advisedTolerance(scene.grid) : 0,
      squareBuildings,
      pause: () => setImmediate(),
    },
    undefined,
    signal,
  );
  const found = [];
  for (const { name, geojson } of zones) {
    const layer = await openZoneLayer([bytesAsFile(name, new TextEncoder().encode(geojson))]);
    found.push(...zonesOf(layer, scene.grid.crs));
  }
  return survey(map, { zones: found });
}

/** The scene's exact land cover as a class raster that is sure of everything. */
function truthOf(scene: SyntheticScene): ClassRasterReader {
  return {
    grid: scene.grid,
    levels: scene.levels,
    async read(rect, level) {
      const classes = scene.truth(rect, level);
      return { width: rect.width, height: rect.height, classes, confidence: new Uint8Array(classes.length).fill(255) };
    },
  };
}
