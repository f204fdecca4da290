import { parseSeveral } from "./arguments.ts";
import { inputOptions, inputUsage } from "./input-options.ts";
import { modelInfo } from "./model-info.ts";
import { openInputs } from "./open-inputs.ts";
import { resultInfo } from "./result-info.ts";

/** Prints what an orthophoto, several as one, an ONNX model, or a result of Ocsol's, is, as one JSON object. */
export async function info(args: string[], signal: AbortSignal): Promise<void> {
  const { paths, values } = parseSeveral(
    args,
    `info <ortho | folder>... ${inputUsage} | <model.onnx> | <result.gpkg>`,
    inputOptions,
  );
  const [path] = paths;
  if (paths.length === 1 && path !== undefined && /\.onnx$/i.test(path)) {
    process.stdout.write(`${JSON.stringify(await modelInfo(path))}\n`);
    return;
  }
  const result = paths.length === 1 && path !== undefined && /\.gpkg$/i.test(path) ? await resultInfo(path) : undefined;
  if (result !== undefined) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { source, close } = await openInputs(paths, values, signal);
  try {
    const { grid, levels, facts } = source;
    const { width, height, crs, affine, gsdMetres } = grid;
    process.stdout.write(
      `${JSON.stringify({
        file: facts.file,
        files: facts.files,
        format: facts.format,
        compression: facts.compression,
        width,
        height,
        crs: { code: crs.code, name: crs.name },
        bands: facts.bands,
        bandNames: facts.bandNames,
        bits: facts.bits,
        tiled: facts.tiled,
        affine,
        gsdMetres,
        levels: levels.map((level) => level.scale),
      })}\n`,
    );
  } finally {
    await close();
  }
}
