import { setImmediate } from "node:timers/promises";
import { type Survey, survey } from "../core/landcover/survey.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { classDrifts } from "../core/vector/areas.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { writeFileWhole } from "./file-sink.ts";
import type { Output } from "./output-options.ts";
import { type SurveyInputs, surveyIn, zoneNames } from "./survey-options.ts";
import { zoneTable, zoneTablePath } from "./survey-report.ts";

/** A map that was made of a class raster, cut and measured. */
export interface MadeMap {
  /** by CoSIA class: by how much its polygons' area differs from its pixels', as a share of these */
  readonly areaDrift: Readonly<Record<number, number>>;
  readonly survey: Survey;
  readonly seconds: { readonly vectorise: number; readonly survey: number };
}

/** What was written. */
export interface MapFigures extends MadeMap {
  readonly polygons: number;
  /** points of all borders, each border once */
  readonly points: number;
  readonly bytes: number;
  readonly seconds: MadeMap["seconds"] & { readonly export: number };
}

/** Vectorises a class raster, cuts and measures it. */
export async function makeMap(
  reader: ClassRasterReader,
  {
    preset,
    simplifyMetres = 0,
    squareBuildings = false,
  }: Pick<ExportOptions, "preset" | "simplifyMetres" | "squareBuildings">,
  confidenceKnown: boolean,
  inputs: SurveyInputs,
  signal: AbortSignal,
): Promise<MadeMap> {
  const started = performance.now();
  const whole = await vectorise(
    reader,
    { preset, simplifyMetres, squareBuildings, pause: () => setImmediate() },
    undefined,
    signal,
  );
  if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
  const traced = performance.now();
  const surveyed = survey(whole, surveyIn(reader.grid.crs, inputs));
  signal.throwIfAborted();
  return {
    areaDrift: Object.fromEntries(classDrifts(whole).map(({ numero, drift }) => [numero, drift])),
    survey: surveyed,
    seconds: { vectorise: (traced - started) / 1000, survey: (performance.now() - traced) / 1000 },
  };
}

/** Makes a map and writes it; the table of zones, if there are any, beside it. */
export async function exportMap(
  reader: ClassRasterReader,
  { path, exporter, crs }: Output,
  told: Omit<ExportOptions, "crs">,
  confidenceKnown: boolean,
  inputs: SurveyInputs,
  signal: AbortSignal,
): Promise<MapFigures> {
  const made = await makeMap(reader, told, confidenceKnown, inputs, signal);
  const measured = performance.now();
  const { map, zones } = made.survey;
  const options = { ...told, ...(crs && { crs }) };
  const bytes = await writeFileWhole(path, (sink) => exporter.write(map, options, sink, () => {}, signal));
  if (inputs.zones !== undefined) {
    const table = new TextEncoder().encode(zoneTable(zones, zoneNames(inputs)));
    await writeFileWhole(zoneTablePath(path), (sink) => sink.write(table));
  }
  return {
    ...made,
    polygons: map.faces.count,
    points: map.arcs.points.length / 2,
    bytes,
    seconds: { ...made.seconds, export: (performance.now() - measured) / 1000 },
  };
}
