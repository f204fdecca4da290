import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { needsBigTiff, TILES_IN_FLIGHT, type TiffImage, type TileReader, tiledImage } from "./tiff-image.ts";
import { writeTiledFile } from "./tiled-file.ts";

/**
 * Writes a tiled GeoTIFF to an empty `sink`, tile by tile in rows: the image is never in memory. The directory comes
 * first in the file and is overwritten with the tiles' places at the end.
 * Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeGeoTiff(
  image: TiffImage,
  readTile: TileReader,
  sink: ByteSink,
  onProgress?: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const big = image.bigTiff ?? needsBigTiff([image]);
  const file = { images: [tiledImage(image, readTile)], big, inFlight: TILES_IN_FLIGHT };
  await writeTiledFile(file, sink, onProgress, signal);
}
