import { availableParallelism } from "node:os";
import { appError } from "../core/errors.ts";
import { guessMillesime } from "../core/millesime.ts";
import { givesConfidence } from "../core/ports/model-manifest.ts";
import { toKeptTile } from "../core/raster/kept-window.ts";
import { inStrips, planTiles, tileAt } from "../core/raster/tile-plan.ts";
import { imageCredit } from "../core/report/image-credit.ts";
import { segment as runSegmentation } from "../pipeline/segment.ts";
import { readModelWindow } from "../pipeline/window-reader.ts";
import { openBlockClassRaster } from "../storage/block-class-raster.ts";
import { createInferencePool } from "../workers/inference-pool.ts";
import { numberOf, parseSeveral, userPath } from "./arguments.ts";
import { exportMap } from "./export-map.ts";
import { exportRaster, rasterFiles } from "./export-raster.ts";
import { checkOutputs } from "./file-sink.ts";
import { openTemporaryStore } from "./file-store.ts";
import { inputOptions, inputUsage } from "./input-options.ts";
import { modelFor } from "./models.ts";
import { filesOf, openInputs } from "./open-inputs.ts";
import { outputOptions, outputUsage, readOutput } from "./output-options.ts";
import { presetOf, presetOptions, presetUsage } from "./preset-option.ts";
import { report, showProgress } from "./report.ts";
import { simplifyOf, simplifyOptions, simplifyUsage } from "./simplify-option.ts";
import { readSurveyInputs, surveyOptions, surveyUsage, tilesIn, zoneNames } from "./survey-options.ts";
import { surveyJson, zoneTablePath } from "./survey-report.ts";
import { startWorkerThread } from "./worker-thread.ts";

const usage = `segment <ortho | folder>... ${outputUsage} [--classes classes.tif] [--confidence confidence.tif] [--model ID | FOLDER | MODEL.onnx [--manifest FILE]] [--coarse] ${presetUsage} ${simplifyUsage} ${surveyUsage} ${inputUsage} [--workers N] [--json]`;

/** The same default as the app's: removes specks without eating a house. */
const DEFAULT_MIN_AREA_SQUARE_METRES = 50;

/** From orthophotos, several of them as one, to a map and, on request, class and confidence rasters. */
export async function segment(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(args, usage, {
    ...outputOptions,
    classes: { type: "string" },
    confidence: { type: "string" },
    model: { type: "string" },
    manifest: { type: "string" },
    coarse: { type: "boolean", default: false },
    ...presetOptions,
    ...simplifyOptions,
    ...surveyOptions,
    ...inputOptions,
    workers: { type: "string" },
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
  for (const path of await filesOf(paths)) await checkOutputs(path, { "--out": out, ...rasterPaths, ...table });
  const preset = presetOf(values, DEFAULT_MIN_AREA_SQUARE_METRES);
  const simplification = simplifyOf(values);
  const workers = Math.floor(numberOf(values.workers, "--workers", availableParallelism(), 1));
  const started = performance.now();

  const model = await modelFor(values.model, values.manifest);
  const confidenceKnown = givesConfidence(model.manifest);
  if (!confidenceKnown && values.confidence !== undefined)
    throw appError("model-refused", { model: model.manifest.name.fr, reason: "no-confidence", detail: "" });
  const { source, close } = await openInputs(paths, values, signal);
  const pool = createInferencePool(() => startWorkerThread(new URL("./inference.worker.ts", import.meta.url)), workers);
  const store = await openTemporaryStore();
  try {
    const { manifest } = model;
    const plan = planTiles(source.grid, manifest, values.coarse);
    const inputs = await readSurveyInputs(values, plan.grid);
    const tiles = inStrips(plan, tilesIn(plan, inputs));
    await pool.load(model, { wanted: "wasm", allowSoftwareGpu: false }, signal);
    const raster = await openBlockClassRaster(plan, store);
    const opened = performance.now();
    const run = await runSegmentation(
      plan,
      tiles,
      {
        readWindow: (tile) => readModelWindow(source, plan, tile, signal),
        infer: (window) => pool.run(window, signal),
        async writeTile(index, answer) {
          const tile = tileAt(plan, index);
          if (answer !== null) await raster.writeTile(index, toKeptTile(plan, tile, answer));
        },
        lanes: pool.lanes(),
        now: () => performance.now(),
      },
      showProgress(),
      signal,
    );
    pool.close(); // its memory is not needed for tracing
    const { id, version } = manifest;
    const image = source.facts.file;
    const images = source.facts.files ?? [image];
    const options = {
      millesime: guessMillesime(images.join(" ")),
      model: `${id} ${version}`,
      image,
      imageCredit: imageCredit(images, source.facts.copyright),
      preset,
      ...simplification,
      created: new Date().toISOString(),
    };
    const map = await exportMap(raster, output, options, confidenceKnown, inputs, signal);
    const mapped = performance.now();
    for (const { kind, path } of rasters) await exportRaster(kind, raster, path, options, inputs, signal);
    const ended = performance.now();
    report(values.json, {
      out,
      model: id,
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
        open: (opened - started) / 1000,
        read: run.seconds.read,
        infer: run.seconds.infer,
        write: run.seconds.write,
        segment: run.seconds.total,
        ...map.seconds,
        rasters: (ended - mapped) / 1000,
        total: (ended - started) / 1000,
      },
    });
  } finally {
    pool.close();
    await store.close();
    await close();
  }
}
