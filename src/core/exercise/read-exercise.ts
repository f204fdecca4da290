import { appError } from "../errors.ts";
import { type Field, jsonField } from "../json-field.ts";
import { coverOf } from "../landcover/ocsge.ts";
import { presetIds } from "../landcover/presets.ts";
import {
  type Exercise,
  type ExerciseSettings,
  type ExerciseZone,
  type Measure,
  measuredKinds,
  type Question,
  type Text,
} from "./exercise.ts";

const VERSION = 1;

/** Sides of a synthetic scene, pixels: below one window there is nothing to see, above a km² a room waits too long. */
const LEAST_SIDE = 512;
const MOST_SIDE = 5000;

/**
 * An exercise out of its file's text.
 * @throws AppError "exercise-invalid" naming the first field that will not do
 */
export function readExercise(text: string, file: string): Exercise {
  const root = jsonField(parsed(text, file), (path) => {
    throw appError("exercise-invalid", { file, detail: path === "" ? "{ }" : path });
  });
  root.of("version").oneOf([VERSION]);
  const zones = root.of("zones").optional(zonesIn) ?? [];
  const names = zones.map(({ name }) => name);
  return {
    title: textIn(root.of("title")),
    instructions: textIn(root.of("instructions")),
    image: imageIn(root.of("image")),
    settings: settingsIn(root.of("settings")),
    zones,
    questions: root
      .of("questions")
      .list(50)
      .map((question) => questionIn(question, names)),
  };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw appError("exercise-invalid", { file, detail: "JSON" }, cause);
  }
}

/** One text for both languages, or one each. */
function textIn(found: Field): Text {
  const value = found.raw();
  if (typeof value === "string") return { fr: found.text(), en: found.text() };
  return { fr: found.of("fr").text(), en: found.of("en").text() };
}

function imageIn(image: Field): Exercise["image"] {
  const link = image.of("link").optional((found) => found.text());
  if (link !== undefined) return { link };
  const scene = image.of("scene");
  const [seed, size] = [scene.of("seed"), scene.of("size")];
  const whole = (found: Field, least: number, most: number) => {
    const value = found.number(least, most);
    return Number.isInteger(value) ? value : found.refuse();
  };
  return { scene: { seed: whole(seed, 0, 2 ** 31), size: whole(size, LEAST_SIDE, MOST_SIDE) } };
}

function settingsIn(settings: Field): ExerciseSettings {
  const generalisation = settings.of("generalisation");
  return {
    model: settings.of("model").optional((model) => model.text()),
    millesime: settings.of("millesime").optional((millesime) => millesime.text()),
    generalisation: {
      preset: generalisation.of("preset").oneOf(presetIds),
      minAreaSquareMetres: generalisation.of("minAreaSquareMetres").optional((area) => area.number(0, 1e6)) ?? 0,
      smooth: generalisation.of("smooth").optional((smooth) => smooth.flag()) ?? false,
      squareBuildings: generalisation.of("squareBuildings").optional((square) => square.flag()) ?? false,
    },
  };
}

/** A GeoJSON whose features have a `name` each; where it lies is for its reader to find out. */
function zonesIn(zones: Field): ExerciseZone[] {
  const crs = zones.of("crs").raw();
  const found = zones.of("features").list(100);
  const read = found.map((feature) => {
    const name = feature.of("properties").of("name").text();
    feature.of("geometry").of("type").oneOf(["Polygon", "MultiPolygon"]);
    return { name, geojson: JSON.stringify({ type: "FeatureCollection", crs, features: [feature.raw()] }) };
  });
  const twice = read.findIndex(({ name }, index) => read.findIndex((other) => other.name === name) !== index);
  return twice === -1 ? read : found[twice]!.of("properties").of("name").refuse();
}

function questionIn(question: Field, zones: readonly string[]): Question {
  return {
    text: textIn(question.of("text")),
    unit: question.of("unit").oneOf(["ha", "%"] as const),
    expected: question.of("expected").number(0, 1e6),
    tolerance: question.of("tolerance").number(0, 1e6),
    explanation: textIn(question.of("explanation")),
    measure: question.of("measure").optional((measure) => measureIn(measure, zones)),
  };
}

function measureIn(measure: Field, zones: readonly string[]): Measure {
  const what = measure.of("what").oneOf(measuredKinds);
  const codes =
    what !== "cover"
      ? []
      : measure
          .of("codes")
          .list(20)
          .map((code) => (coverOf(code.text()) === undefined ? code.refuse() : code.text()));
  const zone = measure.of("zone").optional((found) => found.oneOf(zones));
  return { what, codes, zone };
}
