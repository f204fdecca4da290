import { cosiaOf, rgbOf } from "../../core/landcover/cosia.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { ClassRasterReader } from "../../core/ports/class-raster.ts";
import { writeGeoTiff } from "./write-geotiff.ts";

/** CoSIA's official colour of each value 0–255; values without a class are black. */
export const cosiaPalette: readonly (readonly [number, number, number])[] = Array.from({ length: 256 }, (_, numero) => {
  const cosia = cosiaOf(numero);
  return cosia ? rgbOf(cosia.colour) : [0, 0, 0];
});

type Raster = Pick<ClassRasterReader, "grid" | "read">;
type Progress = (done: number, total: number) => void;

/** One band of CoSIA numbers with CoSIA's colours; 0 is nodata. */
export function writeClassGeoTiff(raster: Raster, sink: ByteSink, onProgress?: Progress, signal?: CancelSignal) {
  const { grid } = raster;
  return writeGeoTiff(
    { width: grid.width, height: grid.height, bands: 1, georeference: grid, palette: cosiaPalette, nodata: 0 },
    async (rect) => (await raster.read(rect, 0, signal)).classes,
    sink,
    onProgress,
    signal,
  );
}

/** One band, 0–255: the model's confidence in its answer. Where no class is known it is 0 too. */
export function writeConfidenceGeoTiff(raster: Raster, sink: ByteSink, onProgress?: Progress, signal?: CancelSignal) {
  const { grid } = raster;
  return writeGeoTiff(
    { width: grid.width, height: grid.height, bands: 1, georeference: grid },
    async (rect) => (await raster.read(rect, 0, signal)).confidence,
    sink,
    onProgress,
    signal,
  );
}
