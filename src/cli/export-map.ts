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

/** What was written. */
export interface MapFigures {
  readonly polygons: number;
  /** points of all borders, each border once */
  readonly points: number;
  readonly bytes: number;
  /** by CoSIA class: by how much its polygons' area differs from its pixels', as a share of these */
  readonly areaDrift: Readonly<Record<number, number>>;
  readonly survey: Survey;
  readonly seconds: { readonly vectorise: number; readonly survey: number; readonly export: number };
}

/** Vectorises a class raster, cuts and measures it, and writes it; the table of zones, if there are any, beside it. */
export async function exportMap(
  reader: ClassRasterReader,
  { path, exporter, crs }: Output,
  told: Omit<ExportOptions, "crs">,
  confidenceKnown: boolean,
  inputs: SurveyInputs,
  signal: AbortSignal,
): Promise<MapFigures> {
  const started = performance.now();
  const { preset, simplifyMetres = 0, squareBuildings = false } = told;
  const whole = await vectorise(
    reader,
    { preset, simplifyMetres, squareBuildings, pause: () => setImmediate() },
    undefined,
    signal,
  );
  if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
  const traced = performance.now();
  const surveyed = survey(whole, surveyIn(reader.grid.crs, inputs));
  const { map } = surveyed;
  signal.throwIfAborted();
  const measured = performance.now();
  const options = { ...told, ...(crs && { crs }) };
  const bytes = await writeFileWhole(path, (sink) => exporter.write(map, options, sink, () => {}, signal));
  if (inputs.zones !== undefined) {
    const table = new TextEncoder().encode(zoneTable(surveyed.zones, zoneNames(inputs)));
    await writeFileWhole(zoneTablePath(path), (sink) => sink.write(table));
  }
  return {
    polygons: map.faces.count,
    points: map.arcs.points.length / 2,
    bytes,
    areaDrift: Object.fromEntries(classDrifts(whole).map(({ numero, drift }) => [numero, drift])),
    survey: surveyed,
    seconds: {
      vectorise: (traced - started) / 1000,
      survey: (measured - traced) / 1000,
      export: (performance.now() - measured) / 1000,
    },
  };
}
