import { appError } from "../errors.ts";
import { type Field, jsonField } from "../json-field.ts";
import { coverOf, useOf } from "../landcover/ocsge.ts";
import { classesOf, referenceStratum } from "./grounds.ts";
import { resultsOf } from "./results.ts";
import type { MappedGround, Sample, SampleAnswer, SamplePoint } from "./sample.ts";

/** What the file says besides the sample: of what map, in which system, by which program. */
export interface SampleContext {
  /** file of the map, or of both maps */
  readonly map: string;
  /** of the coordinates */
  readonly epsg: number;
  /** ISO 8601 */
  readonly created: string;
  /** of Ocsol */
  readonly version: string;
}

const FORMAT = "ocsol-echantillon";
const VERSION = 1;

/**
 * A sample as a file that anybody can audit: how it was drawn, every point, what the map says there and what was seen,
 * and the figures made of it with the formulas' source. Figures are for reading; whoever opens the file works them out
 * again of the points.
 */
export function sampleRecord(sample: Sample, { map, epsg, created, version }: SampleContext): string {
  const { told, unsure, unanswered, classes, matrix, estimates, net } = resultsOf(sample);
  const record = {
    format: FORMAT,
    version: VERSION,
    ocsol: version,
    created,
    map,
    epsg,
    method: {
      draw: "stratified random, uniform by area in each stratum's polygons; mulberry32 from the seed",
      estimators: "Olofsson et al. 2014, Remote Sensing of Environment 148, 42-57: halfWidth is 1.96 standard errors",
      intervals: "low and high: 95 %, MOVER (Zou and Donner 2008) of Jeffreys limits of each stratum's shares",
    },
    sample: {
      of: sample.of,
      seed: sample.seed,
      design: { standardError: sample.design.standardError ?? null, least: sample.design.least },
      strata: sample.strata,
      points: sample.points.map((point) => ({
        ...point,
        stratum: sample.strata[point.stratum]!.id,
        answer: point.answer ?? null,
        ...(point.answer && { found: referenceStratum(sample.of, point.mapped, point.answer) ?? null }),
      })),
    },
    results: { told, unsure, unanswered, classes, counts: matrix.counts, ...estimates, net },
  };
  return `${JSON.stringify(record, undefined, 1)}\n`;
}

/** A sample out of such a file, to go on with or to check. */
export interface ReadSample extends Pick<SampleContext, "map" | "epsg"> {
  readonly sample: Sample;
}

/** @throws AppError "sample-invalid" naming the first field that will not do */
export function readSample(text: string, file: string): ReadSample {
  const refuse = (detail: string, cause?: unknown): never => {
    throw appError("sample-invalid", { file, detail }, cause);
  };
  const root = jsonField(parsed(text, refuse), (path) => refuse(path === "" ? "{ }" : path));
  root.of("format").oneOf([FORMAT]);
  root.of("version").oneOf([VERSION]);
  const sample = root.of("sample");
  const of = sample.of("of").oneOf(["map", "change"] as const);
  const strata = sample
    .of("strata")
    .list(100)
    .map((stratum) => ({
      id: stratum.of("id").oneOf(classesOf(of)),
      squareMetres: stratum.of("squareMetres").number(Number.MIN_VALUE, 1e15),
    }));
  const ids = strata.map(({ id }) => id);
  const seed = sample.of("seed").number(0, 2 ** 32 - 1);
  return {
    map: root.of("map").optional((map) => map.text()) ?? "",
    epsg: root.of("epsg").number(1, 1e6),
    sample: {
      of,
      seed: Number.isInteger(seed) ? seed : sample.of("seed").refuse(),
      strata,
      design: {
        standardError: sample
          .of("design")
          .of("standardError")
          .optional((error) => error.number(1e-6, 1)),
        least: sample.of("design").of("least").number(0, 1e6),
      },
      points: sample
        .of("points")
        .list(100_000)
        .map((point, at) => pointIn(point, at, of, ids)),
    },
  };
}

function parsed(text: string, refuse: (detail: string, cause?: unknown) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuse("JSON", cause);
  }
}

function pointIn(point: Field, at: number, of: Sample["of"], ids: readonly string[]): SamplePoint {
  const [x, y] = point.of("at").list(2);
  const mapped = point.of("mapped");
  return {
    number: point.of("number").oneOf([at + 1]),
    at: [(x ?? point.refuse()).number(-1e9, 1e9), (y ?? point.refuse()).number(-1e9, 1e9)],
    stratum: ids.indexOf(point.of("stratum").oneOf(ids)),
    mapped:
      of === "map"
        ? { after: groundIn(mapped.of("after")) }
        : { before: groundIn(mapped.of("before")), after: groundIn(mapped.of("after")) },
    answer: point.of("answer").optional((answer) => answerIn(answer, of)),
  };
}

function groundIn(ground: Field): MappedGround {
  return {
    cover: coverIn(ground.of("cover")),
    use: ground.of("use").optional((use) => (useOf(use.text()) === undefined ? use.refuse() : use.text())) ?? null,
    verdict: ground.of("verdict").oneOf(["certain", "depends-on-use", "never"] as const),
  };
}

function answerIn(answer: Field, of: Sample["of"]): SampleAnswer {
  const seen = (field: Field) => (field.raw() === "unsure" ? "unsure" : coverIn(field));
  const comment = answer.of("comment").optional((found) => (found.raw() === "" ? "" : found.text())) ?? "";
  const by = answer.of("by").optional((layer) => layer.text());
  const told = { after: seen(answer.of("after")), comment, ...(by !== undefined && { by }) };
  return of === "map" ? told : { before: seen(answer.of("before")), ...told };
}

function coverIn(cover: Field): string {
  return coverOf(cover.text()) === undefined ? cover.refuse() : cover.text();
}
