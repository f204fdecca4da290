import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { makeOverviews, overviewsOf } from "./overviews.ts";
import type { Reduce } from "./reduce.ts";
import { needsBigTiff, TILES_IN_FLIGHT, type TiffImage, type TileReader, tagsOf, tiledImage } from "./tiff-image.ts";
import { writeTiledFile } from "./tiled-file.ts";

/**
 * Writes a Cloud Optimized GeoTIFF of one band, in which 0 is no data, to an empty `sink`, laid out as GDAL's COG driver
 * does: directories, overviews from the smallest, then the image, so that a reader over a network gets an overview of it
 * with its first requests. The image is read twice, tile by tile: for its overviews, whose packed tiles wait in Blobs
 * since they come first in the file, and for itself.
 *
 * @param onProgress tiles read for overviews and tiles written
 * Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeCog(
  image: TiffImage & { readonly bands: 1; readonly nodata: 0 },
  readTile: TileReader,
  reduce: Reduce,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<void> {
  const full = tiledImage(image, readTile);
  const overviews = overviewsOf(image);
  const toRead = overviews.length === 0 ? 0 : full.tiles;
  const total = toRead + full.tiles + overviews.reduce((sum, { tiles }) => sum + tiles, 0);
  const packed = await makeOverviews(image, overviews, readTile, reduce, (done) => onProgress(done, total), signal);
  const reduced = overviews.map((overview, index) => ({
    tiles: overview.tiles,
    tags: () => tagsOf(overview.image),
    begin: async (tile: number) => ({ packed: bytesOf(packed[index]![tile]!) }),
  }));
  const big = image.bigTiff ?? needsBigTiff([image, ...overviews.map((overview) => overview.image)]);
  const file = { images: [full, ...reduced], big, inFlight: TILES_IN_FLIGHT, cloudOptimized: true };
  await writeTiledFile(file, sink, (written) => onProgress(toRead + written, total), signal);
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
