import { appError } from "../../core/errors.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import { geoTags } from "./geo-tags.ts";
import type { TiffTag } from "./tiff-directory.ts";
import { deflate, differenceRows, padTile } from "./tile-codec.ts";
import { writeTiledFile } from "./tiled-file.ts";

/** What to write: 8-bit samples, bands interleaved. Georeferenced when it has a CRS and an affine. */
export interface TiffImage {
  readonly width: number;
  readonly height: number;
  readonly bands: 1 | 2 | 3 | 4;
  readonly georeference?: Pick<Grid, "affine" | "crs">;
  /** pixels a side, a multiple of 16 (TIFF's rule); 512 unless given */
  readonly tileSize?: number;
  /** deflate unless given */
  readonly compression?: "none" | "deflate";
  /** horizontal differences before deflate: smaller photographs, larger class maps. Off unless given */
  readonly predictor?: boolean;
  /** colours of the values 0–255 of a one-band image, [r, g, b] each */
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly nodata?: number;
  /** band 2 or 4 is alpha; else it is a band like any other (near infrared) */
  readonly alpha?: boolean;
  /** 64-bit offsets; by size unless given */
  readonly bigTiff?: boolean;
}

/** The pixels of a rectangle that lies inside the image: width × height × bands bytes. The buffer may be reused. */
export type TileReader = (rect: PixelRect) => Uint8Array | Promise<Uint8Array>;

/** Tiles that are read but not yet written: enough for compression to overlap reading, small enough to forget. */
const tilesInFlight = 4;

/** Classic TIFF counts bytes with 32 bits. */
const classicLimit = 2 ** 32 - 1;

/**
 * Writes a tiled GeoTIFF to an empty `sink`, tile by tile in rows: the image is never in memory. The directory comes
 * first in the file and is overwritten with the tiles' places at the end.
 * Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeGeoTiff(
  image: TiffImage,
  readTile: TileReader,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<void> {
  const { width, height, bands, tileSize = 512, compression = "deflate", nodata } = image;
  if (tileSize % 16 !== 0 || tileSize <= 0) throw appError("internal", { detail: `tile size ${tileSize}` });
  const predictor = compression === "deflate" && image.predictor === true;
  const columns = Math.ceil(width / tileSize);
  const total = columns * Math.ceil(height / tileSize);
  const tileBytes = tileSize * tileSize * bands;
  // zlib's worst case adds 5 bytes in 16 KiB; one part in a thousand and a tile's head is above it
  const big = image.bigTiff ?? total * (tileBytes * 1.001 + 64) + 1e6 > classicLimit;

  await writeTiledFile(
    {
      tiles: total,
      big,
      inFlight: tilesInFlight,
      tags: () => imageTags(image, tileSize, compression, predictor),
      async begin(index) {
        const column = (index % columns) * tileSize;
        const row = Math.floor(index / columns) * tileSize;
        const rect = {
          column,
          row,
          width: Math.min(tileSize, width - column),
          height: Math.min(tileSize, height - row),
        };
        const pixels = await readTile(rect);
        const tile = padTile(pixels, rect.width, rect.height, bands, tileSize, nodata ?? 0);
        if (predictor) differenceRows(tile, tileSize, bands);
        return { packed: compression === "deflate" ? deflate(tile) : Promise.resolve(tile) };
      },
    },
    sink,
    onProgress,
    signal,
  );
}

function imageTags(image: TiffImage, tileSize: number, compression: string, predictor: boolean): TiffTag[] {
  const { width, height, bands, palette, nodata, georeference } = image;
  const colours = bands >= 3 ? 3 : 1;
  const photometric = palette ? 3 : bands >= 3 ? 2 : 1;
  const tags: TiffTag[] = [
    { id: 256, type: "long", values: [width] },
    { id: 257, type: "long", values: [height] },
    { id: 258, type: "short", values: new Array(bands).fill(8) },
    { id: 259, type: "short", values: [compression === "deflate" ? 8 : 1] },
    { id: 262, type: "short", values: [photometric] },
    { id: 277, type: "short", values: [bands] },
    { id: 284, type: "short", values: [1] },
    { id: 305, type: "ascii", values: "Ocsol" },
    { id: 322, type: "long", values: [tileSize] },
    { id: 323, type: "long", values: [tileSize] },
    { id: 339, type: "short", values: new Array(bands).fill(1) },
  ];
  if (predictor) tags.push({ id: 317, type: "short", values: [2] });
  if (bands > colours) tags.push({ id: 338, type: "short", values: [image.alpha ? 2 : 0] });
  if (palette) tags.push({ id: 320, type: "short", values: colourMap(palette) });
  if (nodata !== undefined) tags.push({ id: 42113, type: "ascii", values: String(nodata) });
  if (georeference) tags.push(...geoTags(georeference));
  return tags;
}

/** All reds, then all greens, then all blues, 16 bits each. */
function colourMap(palette: readonly (readonly [number, number, number])[]): Uint16Array {
  const map = new Uint16Array(3 * 256);
  for (const [value, colour] of palette.slice(0, 256).entries()) {
    for (let band = 0; band < 3; band++) map[band * 256 + value] = colour[band]! * 257;
  }
  return map;
}
