import { appError } from "../core/errors.ts";
import { givesConfidence } from "../core/ports/model-manifest.ts";
import { parseSeveral, userPath } from "./arguments.ts";
import { exportMap } from "./export-map.ts";
import { exportRaster, rasterFiles } from "./export-raster.ts";
import { checkOutputs } from "./file-sink.ts";
import { inputUsage } from "./input-options.ts";
import { filesOf } from "./open-inputs.ts";
import { outputOptions, outputUsage, readOutput } from "./output-options.ts";
import { presetOf, presetOptions, presetUsage } from "./preset-option.ts";
import { report } from "./report.ts";
import {
  DEFAULT_MIN_AREA_SQUARE_METRES,
  modelIn,
  planImage,
  segmentOptions,
  withClassRaster,
  workersIn,
} from "./segment-image.ts";
import { simplifyOf, simplifyOptions, simplifyUsage } from "./simplify-option.ts";
import {
  pathsRead,
  readSurveyInputs,
  surveyOptions,
  surveyUsage,
  tilesIn,
  withinGrid,
  zoneNames,
} from "./survey-options.ts";
import { surveyJson, zoneTablePath } from "./survey-report.ts";

const usage = `segment <ortho | folder>... ${outputUsage} [--classes classes.tif] [--confidence confidence.tif] [--model ID | FOLDER | MODEL.onnx [--manifest FILE]] [--coarse] ${presetUsage} ${simplifyUsage} ${surveyUsage} ${inputUsage} [--workers N] [--json]`;

/** From orthophotos, several of them as one, to a map and, on request, class and confidence rasters. */
export async function segment(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(args, usage, {
    ...outputOptions,
    classes: { type: "string" },
    confidence: { type: "string" },
    ...segmentOptions,
    ...presetOptions,
    ...simplifyOptions,
    ...surveyOptions,
    json: { type: "boolean", default: false },
  });
  const output = readOutput(values, usage);
  const out = output.path;
  const rasters = (["classes", "confidence"] as const).flatMap((kind) => {
    const path = values[kind];
    return path === undefined ? [] : [{ kind, path: userPath(path) }];
  });
  const rasterPaths = Object.assign({}, ...rasters.map(({ kind, path }) => rasterFiles(`--${kind}`, kind, path)));
  const table = values.by !== undefined && { "--by": zoneTablePath(out) };
  await checkOutputs([...(await filesOf(paths)), ...pathsRead(values)], { "--out": out, ...rasterPaths, ...table });
  const preset = presetOf(values, DEFAULT_MIN_AREA_SQUARE_METRES);
  const simplification = simplifyOf(values);
  const workers = workersIn(values);
  const started = performance.now();

  const model = await modelIn(values);
  const confidenceKnown = givesConfidence(model.manifest);
  if (!confidenceKnown && values.confidence !== undefined)
    throw appError("model-refused", { model: model.manifest.name.fr, reason: "no-confidence", detail: "" });
  const image = await planImage(paths, values, model, signal);
  try {
    const { plan } = image;
    const inputs = await readSurveyInputs(values, withinGrid(plan.grid));
    await withClassRaster(image, tilesIn(plan, inputs), workers, signal, async (raster, run) => {
      const segmented = performance.now();
      const options = { ...image.told, preset, ...simplification, created: new Date().toISOString() };
      const map = await exportMap(raster, output, options, confidenceKnown, inputs, signal);
      const mapped = performance.now();
      for (const { kind, path } of rasters) await exportRaster(kind, raster, path, options, inputs, signal);
      const ended = performance.now();
      report(values.json, {
        out,
        model: model.manifest.id,
        backend: "wasm",
        workers,
        resolutionMetres: plan.shape.resolutionMetres,
        windows: run.windows,
        skipped: run.skipped,
        pixels: run.pixels,
        polygons: map.polygons,
        ...surveyJson(map.survey, zoneNames(inputs)),
        points: map.points,
        areaDrift: map.areaDrift,
        seconds: {
          open: (segmented - started) / 1000 - run.seconds.total,
          read: run.seconds.read,
          infer: run.seconds.infer,
          write: run.seconds.write,
          segment: run.seconds.total,
          ...map.seconds,
          rasters: (ended - mapped) / 1000,
          total: (ended - started) / 1000,
        },
      });
    });
  } finally {
    await image.close();
  }
}
