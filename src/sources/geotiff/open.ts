import { appError } from "../../core/errors.ts";
import { windowAffine } from "../../core/geo/affine.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterLevel, RasterSource } from "../../core/ports/raster-source.ts";
import { type Grid, gsdMetresOf, intersectRect, type PixelRect } from "../../core/raster/grid.ts";
import { eachLimited, orAborted } from "../cancellation.ts";
import { emptyPatch, type Patch, withReducedLevels } from "../pyramid.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { affineOf } from "./affine.ts";
import { applyMaskBlock, type Composition, composeBlock } from "./compose.ts";
import { chunkDecoder } from "./decompress.ts";
import { crsOfGeoKeys, geoKeysOf, isPixelPoint } from "./geokeys.ts";
import { type Ifd, readIfds } from "./ifd.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { compositionOf } from "./samples.ts";
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

/** Opens a TIFF whose signature has been seen. See `openRaster` for the errors. */
export async function openGeoTiff(file: RasterFile, options: OpenOptions): Promise<RasterSource> {
  const ifds = await readIfds(file);
  const [main, ...others] = ifds;
  if (main === undefined) throw appError("file-truncated", { file: file.name });

  const { bandNames, ...composition } = compositionOf(main, file.name, options.content);
  const levels = levelsOf(main, others, composition, file, options);
  const [full] = levels as [StoredLevel, ...StoredLevel[]];
  const keys = geoKeysOf(main);
  const affine = affineOf(main, isPixelPoint(keys), file.name) ?? options.assumedAffine;
  if (affine === undefined) throw appError("georeference-missing", { file: file.name });
  const crs = crsOfGeoKeys(keys, options.assumedCrs, file.name);
  const grid: Grid = {
    width: full.width,
    height: full.height,
    affine,
    crs,
    bands: composition.bands,
    gsdMetres: gsdMetresOf(affine, crs, full.width, full.height),
  };

  let closed = false;
  const pyramid = withReducedLevels(
    levels.map(({ width, height, scale }) => ({ width, height, scale })),
    composition.bands,
    full.layout.tiled,
    (rect, level, signal) => readLevel(levels[level] as StoredLevel, composition, rect, signal),
  );
  return {
    grid,
    levels: pyramid.levels,
    facts: {
      file: file.name,
      format: "GeoTIFF",
      compression: compressionName(full.layout.compression),
      bands: composition.bands,
      bits: 8,
      tiled: full.layout.tiled,
      bandNames,
      copyright: main.text(TAG.copyright) || undefined,
    },
    async read(rect, level, signal) {
      signal?.throwIfAborted();
      if (closed) throw appError("internal", { detail: `${file.name} is closed` });
      const scale = pyramid.levels[level]?.scale;
      if (scale === undefined) throw appError("internal", { detail: `${file.name} has no level ${level}` });
      const { pixels, mask } = await orAborted(pyramid.read(rect, level, signal), signal);
      return {
        width: rect.width,
        height: rect.height,
        bands: composition.bands,
        pixels,
        mask,
        affine: windowAffine(affine, rect.column * scale, rect.row * scale, scale),
      };
    },
    close() {
      closed = true;
      pyramid.clear();
      for (const { blocks, mask } of levels) {
        blocks.clear();
        mask?.clear();
      }
    },
  };
}

interface StoredLevel extends RasterLevel {
  readonly layout: Layout;
  readonly blocks: BlockReader;
  readonly mask: BlockReader | undefined;
}

/** The full image and its overviews, finest first, each with its mask. Other pages of the file are none of our business. */
function levelsOf(
  main: Ifd,
  others: readonly Ifd[],
  composition: Composition,
  file: RasterFile,
  options: OpenOptions,
): readonly StoredLevel[] {
  const kind = (ifd: Ifd) => ifd.number(TAG.newSubfileType) ?? 0;
  const sizeOf = (ifd: Ifd) => `${ifd.number(TAG.imageWidth)}x${ifd.number(TAG.imageLength)}`;
  const masks = new Map(others.filter((ifd) => kind(ifd) & MASK).map((ifd) => [sizeOf(ifd), ifd]));
  const overviews = others.filter((ifd) => kind(ifd) === REDUCED);
  const width = main.number(TAG.imageWidth) ?? 0;

  const levels = [main, ...overviews].map((ifd, index): StoredLevel => {
    const layout = layoutOf(ifd, composition.samples, 8, file);
    const maskIfd = masks.get(sizeOf(ifd));
    const maskLayout = maskIfd && layoutOf(maskIfd, 1, maskIfd.number(TAG.bitsPerSample) === 8 ? 8 : 1, file);
    const cacheBytes = index === 0 ? CACHE_BYTES : OVERVIEW_CACHE_BYTES;
    return {
      width: layout.width,
      height: layout.height,
      scale: scaleOf(width, layout.width),
      layout,
      blocks: blocksOf(ifd, layout, composition, cacheBytes, file, options),
      mask: maskIfd && maskLayout && blocksOf(maskIfd, maskLayout, undefined, MASK_CACHE_BYTES, file, options),
    };
  });
  return levels.sort((one, other) => one.scale - other.scale);
}

/**
 * A whole number where the sizes allow it: 1001 pixels halved are 501 (gdaladdo) or 500 (GDAL's COG), and the scale is
 * 2 for both. The far edge is then off by less than one reduced pixel, and both axes have the same scale.
 */
function scaleOf(full: number, reduced: number): number {
  const rounded = Math.round(full / reduced);
  return Math.abs(full / rounded - reduced) < 1 ? rounded : full / reduced;
}

function blocksOf(
  ifd: Ifd,
  layout: Layout,
  composition: Composition | undefined,
  cacheBytes: number,
  file: RasterFile,
  options: OpenOptions,
): BlockReader {
  const decode = chunkDecoder(layout, options.decoder);
  const refused = (compression: string) => appError("tiff-compression-unsupported", { file: file.name, compression });
  const name = compressionName(layout.compression);
  if (decode === undefined) throw refused(name);
  if (layout.compression === COMPRESSION.webp && composition?.bands === 4) throw refused(`${name}, 4 bands`);
  if (layout.predictor > 2) throw refused(`${name}, predictor ${layout.predictor}`);
  if ((ifd.number(TAG.fillOrder) ?? 1) !== 1) throw refused(`${name}, bits reversed`);
  return blockReader(file, layout, decode, cacheBytes);
}

async function readLevel(
  level: StoredLevel,
  composition: Composition,
  rect: PixelRect,
  signal: CancelSignal | undefined,
): Promise<Patch> {
  const patch = emptyPatch(rect.width, rect.height, composition.bands);
  const { width, height, blocks, mask } = level;
  const inside = intersectRect(rect, width, height);
  if (inside.width === 0 || inside.height === 0) return patch;
  const touched = blocks.indexesIn(inside);
  await eachLimited(touched, LANES, signal, async (index) => {
    composeBlock(patch, rect, await blocks.block(index), width, height, composition);
  });
  if (mask !== undefined) {
    await eachLimited(mask.indexesIn(inside), LANES, signal, async (index) => {
      applyMaskBlock(patch, rect, await mask.block(index), width, height);
    });
  }
  return patch;
}
