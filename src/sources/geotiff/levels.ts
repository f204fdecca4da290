import { appError } from "../../core/errors.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterLevel } from "../../core/ports/raster-source.ts";
import { intersectRect, type PixelRect } from "../../core/raster/grid.ts";
import { eachLimited } from "../cancellation.ts";
import { emptyPatch, type Patch } from "../pyramid.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { type ChunkReader, chunkReader } from "./chunk-reader.ts";
import { applyMaskBlock, composeBlock } from "./compose.ts";
import { chunkDecoder, predictorOf } from "./decompress.ts";
import { type Ifd, readIfds } from "./ifd.ts";
import { type Layout, layoutOf, type Stored } from "./layout.ts";
import type { Composition } from "./render.ts";
import type { Samples } from "./samples.ts";
import { COMPRESSION, compressionName, TAG } from "./tags.ts";
import { type BlockReader, blockReader } from "./tile-reader.ts";

const REDUCED = 1;
const MASK = 4;
/** Two rows of 512-pixel tiles across 25 000 pixels of RGBN are 102 MB: windows with a halo touch two rows. */
const CACHE_BYTES = 128 * 1024 * 1024;
const OVERVIEW_CACHE_BYTES = 32 * 1024 * 1024;
const MASK_CACHE_BYTES = 16 * 1024 * 1024;
/** Reading and decoding overlap; more lanes only hold more compressed tiles in memory. */
const LANES = 4;
/** An internal mask as pixels: its one sample, 0 or not. */
const MASK_COMPOSITION: Composition = {
  channels: [{ sample: 0, tone: "same" }],
  alpha: undefined,
  nodata: undefined,
  floats: false,
};

/** A directory and the file it lies in. */
export interface Page {
  readonly ifd: Ifd;
  readonly file: RasterFile;
}

/** A stored resolution whose layout is known, not yet rendered. */
export interface StoredLevel extends RasterLevel {
  readonly layout: Layout;
  readonly chunks: ChunkReader;
  readonly file: RasterFile;
  readonly mask: BlockReader | undefined;
}

export interface RenderedLevel extends StoredLevel {
  readonly blocks: BlockReader;
}

/** All directories of the file and of the overviews beside it. */
export async function readPages(file: RasterFile, overviews: RasterFile | undefined): Promise<readonly Page[]> {
  const files = overviews === undefined ? [file] : [file, overviews];
  const pages = await Promise.all(
    files.map(async (each) => (await readIfds(each)).map((ifd) => ({ ifd, file: each }))),
  );
  return pages.flat();
}

/**
 * The full image (the first page) and its overviews, finest first, each with its mask. Other pages are none of our
 * business, nor are overviews whose samples are of another kind, nor those that lack the mask the image has (GDAL
 * writes none into a `.ovr`): what they show outside of it would pass for data. Of two of one size, the file's own.
 */
export function storedLevels(pages: readonly Page[], samples: Samples, options: OpenOptions): readonly StoredLevel[] {
  const [main, ...others] = pages as [Page, ...Page[]];
  const kindOf = ({ ifd, file }: Page) => ifd.number(TAG.newSubfileType) ?? (file === main.file ? 0 : REDUCED);
  const nameOfSize = (page: Page) => `${sizeIn(page).width}x${sizeIn(page).height}`;
  const masks = new Map(others.filter((page) => kindOf(page) & MASK).map((page) => [nameOfSize(page), page]));
  const full = sizeIn(main);
  const isMasked = masks.has(nameOfSize(main));
  const overviews = others.filter(
    (page) =>
      kindOf(page) === REDUCED &&
      isReduction(full, sizeIn(page)) &&
      isAlike(page.ifd, samples) &&
      (!isMasked || masks.has(nameOfSize(page))),
  );
  return [main, ...overviews]
    .map((page): StoredLevel => {
      const layout = layoutOf(page.ifd, samples, page.file);
      const mask = masks.get(nameOfSize(page));
      return {
        width: layout.width,
        height: layout.height,
        scale: scaleOf(full, layout),
        layout,
        file: page.file,
        chunks: chunksOf(page, layout, options, samples.roles.includes("alpha")),
        mask: mask && maskOf(mask, options),
      };
    })
    .sort((one, other) => one.scale - other.scale)
    .filter(({ scale }, index, sorted) => scale !== sorted[index - 1]?.scale);
}

export function renderedLevel(level: StoredLevel, composition: Composition): RenderedLevel {
  const cacheBytes = level.scale === 1 ? CACHE_BYTES : OVERVIEW_CACHE_BYTES;
  return { ...level, blocks: blockReader(level.file, level.layout, level.chunks, composition, cacheBytes) };
}

/** A rectangle of one level; what lies outside the image, or holds no data, has mask 0. */
export async function readLevel(
  level: RenderedLevel,
  bands: number,
  rect: PixelRect,
  signal: CancelSignal | undefined,
): Promise<Patch> {
  const patch = emptyPatch(rect.width, rect.height, bands);
  const { width, height, blocks } = level;
  const inside = intersectRect(rect, width, height);
  if (inside.width === 0 || inside.height === 0) return patch;
  const image = { column: 0, row: 0, width, height };
  await eachLimited(blocks.indexesIn(inside), LANES, signal, async (index) => {
    composeBlock(patch, rect, await blocks.block(index), image, bands);
  });
  await applyMask(patch, level, rect, signal);
  return patch;
}

/** Takes out of a patch's mask what the level's internal mask says. */
export async function applyMask(
  patch: Patch,
  { mask, width, height }: StoredLevel,
  rect: PixelRect,
  signal: CancelSignal | undefined,
): Promise<void> {
  if (mask === undefined) return;
  const inside = intersectRect(rect, width, height);
  const image = { column: 0, row: 0, width, height };
  await eachLimited(mask.indexesIn(inside), LANES, signal, async (index) => {
    applyMaskBlock(patch, rect, await mask.block(index), image);
  });
}

function maskOf(page: Page, options: OpenOptions): BlockReader {
  const stored: Stored = { count: 1, bits: page.ifd.number(TAG.bitsPerSample) === 8 ? 8 : 1, format: "uint" };
  const layout = layoutOf(page.ifd, stored, page.file);
  return blockReader(page.file, layout, chunksOf(page, layout, options, false), MASK_COMPOSITION, MASK_CACHE_BYTES);
}

function chunksOf({ ifd, file }: Page, layout: Layout, options: OpenOptions, hasAlpha: boolean): ChunkReader {
  const refused = (compression: string) => appError("tiff-compression-unsupported", { file: file.name, compression });
  const decode = chunkDecoder(layout, options.decoder, refused);
  const name = compressionName(layout.compression);
  const { compression, samples, planes, bits, format } = layout;
  const predictor = predictorOf(layout);
  if ((ifd.number(TAG.fillOrder) ?? 1) !== 1) throw refused(`${name}, bits reversed`);
  if (compression === COMPRESSION.webp && samples / planes === 4 && !hasAlpha) throw refused(`${name}, 4 bands`);
  const eightBits = compression === COMPRESSION.jpeg || compression === COMPRESSION.webp;
  if (eightBits && (bits !== 8 || format !== "uint")) throw refused(`${name}, ${bits} bits`);
  if (compression === COMPRESSION.lerc && (bits < 8 || bits === 24 || (bits === 16 && format === "float"))) {
    throw refused(`${name}, ${bits} bits`);
  }
  // libtiff has these depths of each and no others.
  const wholeBytes = bits === 8 || bits === 16 || bits === 32 || bits === 64;
  const known = predictor === 1 || (predictor === 2 && wholeBytes) || (predictor === 3 && format === "float");
  if (!known) throw refused(`${name}, predictor ${predictor}, ${bits} bits`);
  return chunkReader(file, layout, decode);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeIn({ ifd }: Page): Size {
  return { width: ifd.number(TAG.imageWidth) ?? 0, height: ifd.number(TAG.imageLength) ?? 0 };
}

function isAlike(ifd: Ifd, samples: Samples): boolean {
  const bits = ifd.numbers(TAG.bitsPerSample) ?? Float64Array.of(1);
  return (ifd.number(TAG.samplesPerPixel) ?? 1) === samples.count && bits.every((each) => each === samples.bits);
}

function isReduction(full: Size, reduced: Size): boolean {
  if (reduced.width < 1 || reduced.height < 1) return false;
  const scale = scaleOf(full, reduced);
  const fits = (whole: number, part: number) => Math.abs(whole / scale - part) <= 1;
  return scale > 1 && fits(full.width, reduced.width) && fits(full.height, reduced.height);
}

/**
 * A whole number where the sizes allow it: 1001 pixels halved are 501 (gdaladdo) or 500 (GDAL's COG), and the scale is
 * 2 for both. The far edge is then off by less than one reduced pixel, and both axes have the same scale, the longer
 * one's: it is the more exact.
 */
function scaleOf(full: Size, reduced: Size): number {
  const [whole, part] = full.width >= full.height ? [full.width, reduced.width] : [full.height, reduced.height];
  const rounded = Math.round(whole / part);
  return Math.abs(whole / rounded - part) < 1 ? rounded : whole / part;
}
