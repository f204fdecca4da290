import { cosiaOf } from "../core/landcover/cosia.ts";
import { guessMillesime } from "../core/millesime.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { mosaicOf } from "../core/raster/mosaic.ts";
import { openRaster } from "../sources/registry.ts";
import { parseSeveral } from "./arguments.ts";
import { type FileOnDisk, openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { exportMap } from "./export-map.ts";
import { checkOutputs } from "./file-sink.ts";
import { outputOptions, outputUsage, readOutput } from "./output-options.ts";
import { presetOf, presetOptions, presetUsage } from "./preset-option.ts";
import { report } from "./report.ts";
import { simplifyOf, simplifyOptions, simplifyUsage } from "./simplify-option.ts";
import { pathsRead, readSurveyInputs, surveyOptions, surveyUsage, withinGrid, zoneNames } from "./survey-options.ts";
import { surveyJson, zoneTablePath } from "./survey-report.ts";

const usage = `polygonise <classes.tif>... ${outputUsage} ${presetUsage} ${simplifyUsage} ${surveyUsage} [--json]`;

/** From rasters of CoSIA numbers, whoever made them, to one map: sheets side by side leave no seam. */
export async function polygonise(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(args, usage, {
    ...outputOptions,
    ...presetOptions,
    ...simplifyOptions,
    ...surveyOptions,
    json: { type: "boolean", default: false },
  });
  const output = readOutput(values, usage);
  const out = output.path;
  const outputs = { "--out": out, ...(values.by !== undefined && { "--by": zoneTablePath(out) }) };
  await checkOutputs([...paths, ...pathsRead(values)], outputs);
  const preset = presetOf(values, 0);
  const simplification = simplifyOf(values);
  const started = performance.now();
  const files: FileOnDisk[] = [];
  try {
    const sources: RasterSource[] = [];
    for (const path of paths) {
      const file = await openFileOnDisk(path);
      files.push(file);
      sources.push(await openRaster(file, { decoder: wasmDecoder(), content: "classes", signal }));
    }
    const image = sources.map(({ facts }) => facts.file).join(", ");
    const raster = mosaicOf(sources.map(classesOf));
    const inputs = await readSurveyInputs(values, withinGrid(raster.grid));
    const map = await exportMap(
      raster,
      output,
      {
        millesime: guessMillesime(image),
        model: "",
        image,
        preset,
        ...simplification,
        created: new Date().toISOString(),
      },
      false,
      inputs,
      signal,
    );
    const { width, height } = raster.grid;
    report(values.json, {
      out,
      pixels: width * height,
      polygons: map.polygons,
      ...surveyJson(map.survey, zoneNames(inputs)),
      points: map.points,
      areaDrift: map.areaDrift,
      seconds: { ...map.seconds, total: (performance.now() - started) / 1000 },
    });
  } finally {
    for (const file of files) await file.close();
  }
}

/** A one-band source as a class raster; a value that is no CoSIA class is no data, and nobody said how sure it is. */
function classesOf(source: RasterSource): ClassRasterReader {
  const known = Uint8Array.from({ length: 256 }, (_, value) => (cosiaOf(value) === undefined ? 0 : value));
  return {
    grid: source.grid,
    levels: source.levels,
    async read(rect, level, signal) {
      const { pixels, mask } = await source.read(rect, level, signal);
      const classes = pixels.map((value, at) => (mask[at] === 0 ? 0 : known[value]!));
      return { width: rect.width, height: rect.height, classes, confidence: new Uint8Array(classes.length) };
    },
  };
}
