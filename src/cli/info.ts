import { openRaster } from "../sources/registry.ts";
import { parse } from "./arguments.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { modelInfo } from "./model-info.ts";

/** Prints what an orthophoto, or an ONNX model, is, as one JSON object. */
export async function info(args: string[], signal: AbortSignal): Promise<void> {
  const { path } = parse(args, "info <ortho | model.onnx>", {});
  if (/\.onnx$/i.test(path)) {
    process.stdout.write(`${JSON.stringify(await modelInfo(path))}\n`);
    return;
  }
  const file = await openFileOnDisk(path);
  try {
    const { grid, levels, facts } = await openRaster(file, { decoder: wasmDecoder(), signal });
    const { width, height, crs, affine, gsdMetres } = grid;
    process.stdout.write(
      `${JSON.stringify({
        file: facts.file,
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
    await file.close();
  }
}
