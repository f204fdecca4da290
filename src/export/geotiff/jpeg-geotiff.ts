import { appError } from "../../core/errors.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { Grid } from "../../core/raster/grid.ts";
import { geoTags } from "./geo-tags.ts";
import { type JpegFrame, jpegFrameOf } from "./jpeg-frame.ts";
import type { TiffTag } from "./tiff-directory.ts";
import { writeTiledFile } from "./tiled-file.ts";

/** A photograph that exists as JPEG tiles: they become the file's own, not decoded, nothing lost. */
export interface JpegImage {
  readonly width: number;
  readonly height: number;
  /** pixels a side of every tile, those at the far edges too; a multiple of 16 */
  readonly tileSize: number;
  readonly georeference: Pick<Grid, "affine" | "crs">;
  /** for whoever opens the file elsewhere */
  readonly description: string;
  readonly copyright: string;
}

/** Tiles asked for at once: a connection's wait is filled by the others. */
const TILES_IN_FLIGHT = 8;

/**
 * Writes a JPEG-compressed tiled GeoTIFF to an empty `sink` ("TIFF Technical Note 2": each tile a whole stream, no
 * shared tables). Rejects with `online-answer-invalid` when a tile is no YCbCr JPEG of that size, or differs from the
 * first in its chroma subsampling, of which a TIFF has one; with whatever `readTile` rejects with; with the signal's
 * reason when aborted.
 */
export async function writeJpegGeoTiff(
  image: JpegImage,
  readTile: (index: number) => Promise<Uint8Array>,
  sink: ByteSink,
  onProgress?: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const { width, height, tileSize } = image;
  let subsampling: JpegFrame["subsampling"] | undefined;
  const checked = (bytes: Uint8Array): Uint8Array => {
    const frame = jpegFrameOf(bytes);
    const found = frame && `${frame.width} × ${frame.height} × ${frame.components}, ${frame.subsampling.join(":")}`;
    subsampling ??= frame?.subsampling;
    const wanted = `${tileSize} × ${tileSize} × 3, ${subsampling?.join(":")}`;
    if (found !== wanted) throw appError("online-answer-invalid", { detail: `JPEG ${found ?? "?"}` });
    return bytes;
  };
  await writeTiledFile(
    {
      images: [
        {
          tiles: Math.ceil(width / tileSize) * Math.ceil(height / tileSize),
          tags: () => tagsOf(image, subsampling ?? [2, 2]),
          begin: async (index) => ({ packed: readTile(index).then(checked) }),
        },
      ],
      big: false,
      inFlight: TILES_IN_FLIGHT,
    },
    sink,
    onProgress,
    signal,
  );
}

function tagsOf(image: JpegImage, subsampling: JpegFrame["subsampling"]): TiffTag[] {
  const { width, height, tileSize, georeference, description, copyright } = image;
  return [
    { id: 256, type: "long", values: [width] },
    { id: 257, type: "long", values: [height] },
    { id: 258, type: "short", values: [8, 8, 8] },
    { id: 259, type: "short", values: [7] }, // JPEG
    { id: 262, type: "short", values: [6] }, // YCbCr
    { id: 270, type: "ascii", values: description },
    { id: 277, type: "short", values: [3] },
    { id: 284, type: "short", values: [1] }, // interleaved
    { id: 305, type: "ascii", values: "Ocsol" },
    { id: 322, type: "long", values: [tileSize] },
    { id: 323, type: "long", values: [tileSize] },
    { id: 530, type: "short", values: subsampling },
    { id: 33432, type: "ascii", values: copyright },
    ...geoTags(georeference),
  ];
}
