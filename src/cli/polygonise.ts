import { cosiaOf } from "../core/landcover/cosia.ts";
import { guessMillesime } from "../core/millesime.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { openRaster } from "../sources/registry.ts";
import { numberOf, parse, required, userPath } from "./arguments.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { exporterFor, exportMap } from "./export-map.ts";
import { checkOutputs } from "./file-sink.ts";
import { report } from "./report.ts";

const usage = "polygonise <classes.tif> --out result.gpkg [--min-area m2] [--json]";

/** From a raster of CoSIA numbers, whoever made it, to a GeoPackage or GeoJSON. */
export async function polygonise(args: string[], signal: AbortSignal): Promise<void> {
  const { path, values } = parse(args, usage, {
    out: { type: "string" },
    "min-area": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const out = userPath(required(values.out, `--out : ${usage}`));
  exporterFor(out);
  await checkOutputs(path, { "--out": out });
  const minAreaSquareMetres = numberOf(values["min-area"], "--min-area", 0, 0);
  const started = performance.now();
  const file = await openFileOnDisk(path);
  try {
    const source = await openRaster(file, { decoder: wasmDecoder(), content: "classes", signal });
    const image = source.facts.file;
    const map = await exportMap(
      classesOf(source),
      out,
      { millesime: guessMillesime(image), model: "", image, minAreaSquareMetres },
      false,
      signal,
    );
    const { width, height } = source.grid;
    report(values.json, {
      out,
      pixels: width * height,
      polygons: map.polygons,
      seconds: { ...map.seconds, total: (performance.now() - started) / 1000 },
    });
  } finally {
    await file.close();
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
