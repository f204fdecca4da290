import { appError } from "../../core/errors.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import { geoTags } from "./geo-tags.ts";
import type { TiffTag } from "./tiff-directory.ts";
import { deflate, differenceRows, padTile } from "./tile-codec.ts";
import type { TiledImage } from "./tiled-file.ts";

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
  /** in words, for whoever opens the file */
  readonly description?: string;
  /** when it was made, ISO 8601 in UTC */
  readonly created?: string;
  /** what GDAL's GDAL_METADATA tag holds, XML */
  readonly gdalMetadata?: string;
  /** a reduced copy of the file's image, which alone says what it is and where. Off unless given */
  readonly overview?: boolean;
}

/** The pixels of a rectangle that lies inside the image: width × height × bands bytes. The buffer may be reused. */
export type TileReader = (rect: PixelRect) => Uint8Array | Promise<Uint8Array>;

const DEFAULT_TILE_SIZE = 512;

/** Tiles that are read but not yet written: enough for compression to overlap reading, small enough to forget. */
export const TILES_IN_FLIGHT = 4;

/** Classic TIFF counts bytes with 32 bits. */
const CLASSIC_LIMIT = 2 ** 32 - 1;

export function tileSizeOf({ tileSize = DEFAULT_TILE_SIZE }: TiffImage): number {
  if (tileSize % 16 !== 0 || tileSize <= 0) throw appError("internal", { detail: `tile size ${tileSize}` });
  return tileSize;
}

/** The tiles of an image, in rows. */
export function tileRects(image: TiffImage): PixelRect[] {
  const { width, height } = image;
  const side = tileSizeOf(image);
  const rects: PixelRect[] = [];
  for (let row = 0; row < height; row += side)
    for (let column = 0; column < width; column += side)
      rects.push({ column, row, width: Math.min(side, width - column), height: Math.min(side, height - row) });
  return rects;
}

/** Whether a file of these images may need 64-bit offsets. */
export function needsBigTiff(images: readonly TiffImage[]): boolean {
  // zlib's worst case adds 5 bytes in 16 KiB; one part in a thousand and a tile's head is above it
  const bytes = images.map((image) => tileRects(image).length * (tileSizeOf(image) ** 2 * image.bands * 1.001 + 64));
  return bytes.reduce((sum, some) => sum + some, 1e6) > CLASSIC_LIMIT;
}

/** An image whose tiles are packed as they are read. */
export function tiledImage(image: TiffImage, readTile: TileReader): TiledImage {
  const rects = tileRects(image);
  return {
    tiles: rects.length,
    tags: () => tagsOf(image),
    async begin(index) {
      const rect = rects[index]!;
      return { packed: packTile(image, rect, await readTile(rect)) };
    },
  };
}

/** A tile as it lies in the file; `pixels` may be used again at once. */
export function packTile(
  image: TiffImage,
  { width, height }: Pick<PixelRect, "width" | "height">,
  pixels: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const side = tileSizeOf(image);
  const tile = padTile(pixels, width, height, image.bands, side, image.nodata ?? 0);
  if (image.compression === "none") return Promise.resolve(tile);
  if (image.predictor) differenceRows(tile, side, image.bands);
  return deflate(tile);
}

/** All but its tiles' places. */
export function tagsOf(image: TiffImage): TiffTag[] {
  const { width, height, bands, palette, nodata, compression } = image;
  const tileSize = tileSizeOf(image);
  const colours = bands >= 3 ? 3 : 1;
  const photometric = palette ? 3 : bands >= 3 ? 2 : 1;
  const tags: TiffTag[] = [
    { id: 256, type: "long", values: [width] },
    { id: 257, type: "long", values: [height] },
    { id: 258, type: "short", values: new Array(bands).fill(8) },
    { id: 259, type: "short", values: [compression === "none" ? 1 : 8] },
    { id: 262, type: "short", values: [photometric] },
    { id: 277, type: "short", values: [bands] },
    { id: 284, type: "short", values: [1] },
    { id: 322, type: "long", values: [tileSize] },
    { id: 323, type: "long", values: [tileSize] },
    { id: 339, type: "short", values: new Array(bands).fill(1) },
  ];
  if (compression !== "none" && image.predictor) tags.push({ id: 317, type: "short", values: [2] });
  if (bands > colours) tags.push({ id: 338, type: "short", values: [image.alpha ? 2 : 0] });
  if (palette) tags.push({ id: 320, type: "short", values: colourMap(palette) });
  if (nodata !== undefined) tags.push({ id: 42113, type: "ascii", values: String(nodata) });
  return [...tags, ...(image.overview ? [{ id: 254, type: "long", values: [1] } as const] : identityTags(image))];
}

/** What a file says of itself once, and not again of its overviews. */
function identityTags({ description, created, gdalMetadata, georeference }: TiffImage): TiffTag[] {
  const tags: TiffTag[] = [{ id: 305, type: "ascii", values: "Ocsol" }];
  const text = (id: number, values: string | undefined) => {
    if (values !== undefined) tags.push({ id, type: "ascii", values });
  };
  text(270, description);
  text(306, created?.slice(0, 19).replaceAll("-", ":").replace("T", " ")); // "2026:11:22 22:10:39"
  text(42112, gdalMetadata);
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
