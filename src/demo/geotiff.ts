import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import { cosiaPalette } from "../export/geotiff/class-raster.ts";
import { writeGeoTiff } from "../export/geotiff/write-geotiff.ts";
import type { SyntheticScene } from "./scene.ts";

type Progress = (done: number, total: number) => void;

/** The scene as an orthophoto: RGB, tiled, deflate with predictor, georeferenced. */
export function writeSceneGeoTiff(scene: SyntheticScene, sink: ByteSink, onProgress?: Progress, signal?: CancelSignal) {
  const { width, height } = scene.grid;
  return writeGeoTiff(
    { width, height, bands: 3, georeference: scene.grid, predictor: true },
    (rect) => scene.render(rect).pixels,
    sink,
    onProgress,
    signal,
  );
}

/** The scene's exact land cover: CoSIA numbers with CoSIA's colours. */
export function writeTruthGeoTiff(scene: SyntheticScene, sink: ByteSink, onProgress?: Progress, signal?: CancelSignal) {
  const { width, height } = scene.grid;
  return writeGeoTiff(
    { width, height, bands: 1, georeference: scene.grid, palette: cosiaPalette, nodata: 0 },
    (rect) => scene.truth(rect),
    sink,
    onProgress,
    signal,
  );
}
