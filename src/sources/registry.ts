import type { AppError } from "../core/errors.ts";
import type { Affine } from "../core/geo/affine.ts";
import type { EpsgCode } from "../core/geo/crs.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { ImageDecoder } from "../core/ports/image-decoder.ts";
import type { RasterSource, Rendering } from "../core/ports/raster-source.ts";
import { orAborted } from "./cancellation.ts";
import { type RasterFile, readRange, unreadable } from "./raster-file.ts";
import { refusalOf } from "./unreadable.ts";

export type { RasterFile } from "./raster-file.ts";

export interface OpenOptions {
  /** JPEG and WebP: `browserDecoder` in a worker, the WASM codecs in Node */
  readonly decoder: ImageDecoder;
  /** used only when the file names no CRS we can make out; a code the file does name is never overridden */
  readonly assumedCrs?: EpsgCode | undefined;
  /** used only when the file has no georeference of its own (a world file beside it, a test) */
  readonly assumedAffine?: Affine | undefined;
  /** what the samples must be: colours, unless `classes` (one band of class numbers) is asked for */
  readonly content?: "colours" | "classes" | undefined;
  /** which bands to give, and how deep samples become 8-bit ones */
  readonly rendering?: Rendering | undefined;
  /** a GeoTIFF's reduced levels in a file of their own (`.ovr`) */
  readonly overviews?: RasterFile | undefined;
  readonly signal?: CancelSignal | undefined;
}

export interface RasterFormat {
  readonly id: string;
  /** `head`: the first 16 bytes, fewer in a shorter file */
  matches(head: Uint8Array): boolean;
  open(file: RasterFile, options: OpenOptions): Promise<RasterSource>;
}

/** A format's reader is loaded when a file of that format is opened. */
const formats: readonly RasterFormat[] = [
  {
    id: "geotiff",
    matches: isTiff,
    open: async (file, options) => (await import("./geotiff/open.ts")).openGeoTiff(file, options),
  },
  {
    id: "jp2",
    matches: isJpeg2000,
    open: async (file, options) => (await import("./jp2/open.ts")).openJpeg2000(file, options),
  },
];

/** "II*\0" or "MM\0*"; 43 instead of 42 is BigTIFF. */
function isTiff(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head;
  if (first === 0x49 && second === 0x49) return fourth === 0 && (third === 42 || third === 43);
  return first === 0x4d && second === 0x4d && third === 0 && (fourth === 42 || fourth === 43);
}

/** The signature box of a JP2 file, or the first two markers of a bare codestream (ISO/IEC 15444-1 I.5.1, A.3). */
function isJpeg2000(head: Uint8Array): boolean {
  return [
    [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a],
    [0xff, 0x4f, 0xff, 0x51],
  ].some((signature) => signature.every((byte, at) => head[at] === byte));
}

/** longest signature among the formats, in bytes */
const HEAD_BYTES = 16;

/** The format of a file, or why it has none of ours. */
export async function recognise(
  file: RasterFile,
  signal: CancelSignal | undefined,
): Promise<{ readonly format: RasterFormat } | { readonly format: undefined; readonly refusal: AppError }> {
  signal?.throwIfAborted();
  const head = await orAborted(readRange(file, 0, Math.min(HEAD_BYTES, file.size)), signal);
  const format = formats.find((candidate) => candidate.matches(head));
  return format === undefined ? { format, refusal: refusalOf(head, file.name) } : { format };
}

/**
 * Opens an orthophoto, recognised by its first bytes and never by its name. Reads tags only: cheap for any size.
 * Rejects as `refusalOf` says what we do not read, with `file-truncated`, `file-unreadable`, `tiff-compression-unsupported`,
 * `jp2-unsupported`, `samples-unsupported`, `georeference-missing`, `affine-unsupported`, `crs-missing`, `crs-unknown`, `band-missing` or
 * `stretch-needed` (which looks at some pixels), or with the signal's reason.
 */
export async function openRaster(file: RasterFile, options: OpenOptions): Promise<RasterSource> {
  const recognised = await recognise(file, options.signal);
  if (recognised.format === undefined) throw recognised.refusal;
  const { format } = recognised;
  const opening = format.open(file, options).catch((cause: unknown) => {
    options.signal?.throwIfAborted();
    throw unreadable(file, cause);
  });
  return orAborted(opening, options.signal);
}
