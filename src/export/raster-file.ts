import { makeZip } from "client-zip";
import { resultName } from "../core/millesime.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { RasterFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import { BlobSink } from "./blob-sink.ts";
import { classFiles } from "./geotiff/class-names.ts";
import { writeClassRaster } from "./geotiff/class-raster.ts";

/**
 * A class raster as one file to save: the confidence as a GeoTIFF, the classes as a zip of a GeoTIFF and of the files that
 * name its values. For what it holds see `writeClassRaster`.
 */
export async function rasterFile(
  kind: RasterFormatId,
  raster: Pick<ClassRasterReader, "grid" | "read">,
  options: ExportOptions,
  area: readonly Zone[] | undefined,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<Blob> {
  const sink = new BlobSink();
  await writeClassRaster(kind, raster, options, area, sink, onProgress, signal);
  const image = sink.blob("image/tiff");
  if (kind === "confidence") return image;

  const [modelId = ""] = options.model.split(" ");
  const name = `${resultName(options.image, options.millesime, modelId)}_classes.tif`;
  const lastModified = new Date(options.created);
  const files = [{ name, content: image }, ...classFiles(name)];
  const zip = new BlobSink();
  const entries = files.map((file) => ({ name: file.name, input: file.content, lastModified }));
  for await (const bytes of chunksOf(makeZip(entries))) {
    signal?.throwIfAborted();
    await zip.write(bytes);
  }
  return zip.blob("application/zip");
}

/** Safari's streams cannot be looped over. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel(); // of a loop that was left: what is not read is not made
  }
}
