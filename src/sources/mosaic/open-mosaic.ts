import { appError } from "../../core/errors.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterFacts, RasterLevel, RasterSource } from "../../core/ports/raster-source.ts";
import { type Grid, overlapOf, type PixelRect } from "../../core/raster/grid.ts";
import { unionGrid } from "../../core/raster/union-grid.ts";
import { emptyPatch, type Patch, withReducedLevels } from "../pyramid.ts";
import { pyramidSource } from "../pyramid-source.ts";
import { sampledPreview } from "../sampled-preview.ts";
import { SourcePool } from "./source-pool.ts";

/** One file of a set: what its tags say, and how to open it again. */
export interface MosaicPart extends Pick<RasterSource, "grid" | "levels" | "facts"> {
  open(): Promise<RasterSource>;
}

/** A side of the squares that a preview looks at. */
const BLOCK_PX = 512;

/** What open files keep of what they have decoded: at most this much each, a small one what it has. */
const CACHE_BYTES = 128 * 1024 * 1024;
/** For all that are open together. */
const MEMORY_BYTES = 768 * 1024 * 1024;
/** A window meets four files of a regular set. */
const LEAST_OPEN = 4;
const MOST_OPEN = 64;

/**
 * Reduced levels up to this scale may feed a model (2.5 cm read for 20 cm), so that files must lie on whole pixels of
 * them; coarser ones are only looked at, and half a pixel of them may be off.
 */
const COARSEST_EXACT_SCALE = 8;

/** 262 144 × 262 144, 50 km on a side at 20 cm: beyond, a tile of another region has slipped in, and no disk is ready. */
const MOST_PIXELS = 2 ** 36;

/**
 * Several files as one: the union of their grids, windows read across their borders. Where two overlap, the first that
 * has data there has it; where none is, there is no data. Files are opened as they are read, a few at a time.
 * @throws AppError "grids-differ" unless all have one CRS, one pixel and one pattern of pixel corners, "area-too-large"
 */
export function openMosaic(parts: readonly MosaicPart[]): RasterSource {
  const { grid: union, places } = unionGrid(parts.map((part) => part.grid));
  const pixels = union.width * union.height;
  if (pixels > MOST_PIXELS) throw appError("area-too-large", { pixels, limit: MOST_PIXELS });
  const bands = Math.min(...parts.map((part) => part.grid.bands));
  const grid: Grid = { ...union, bands };
  const stored = commonScales(parts, places).map(
    (scale): RasterLevel => ({ width: Math.ceil(grid.width / scale), height: Math.ceil(grid.height / scale), scale }),
  );
  const pool = new SourcePool(
    parts.map((part) => part.open),
    mostOpen(parts),
  );

  /** Where a file lies in the pixels of a level. */
  const placeAt = (index: number, level: number): PixelRect => {
    const { scale } = stored[level]!;
    const { width, height } = parts[index]!.levels[level]!;
    const { column, row } = places[index]!;
    return { column: Math.round(column / scale), row: Math.round(row / scale), width, height };
  };

  async function readStored(rect: PixelRect, level: number, signal: CancelSignal | undefined): Promise<Patch> {
    const whole = emptyPatch(rect.width, rect.height, bands);
    for (const index of parts.keys()) {
      const place = placeAt(index, level);
      const common = overlapOf(place, rect);
      if (common.width === 0 || common.height === 0 || !hasHole(whole, rect, common)) continue;
      signal?.throwIfAborted();
      const asked = { ...common, column: common.column - place.column, row: common.row - place.row };
      const part = await pool.use(index, (source) => source.read(asked, level, signal), signal);
      fillHoles(whole, bands, part, part.bands, common.column - rect.column, common.row - rect.row);
    }
    return whole;
  }

  const pyramid = withReducedLevels(stored, bands, true, readStored);
  return pyramidSource({
    grid,
    facts: factsOf(parts),
    pyramid,
    async preview(signal) {
      // Sheets of one set are stored alike: the first one knows whether coarse levels take long to make.
      const slow = await pool.use(0, async (source) => await source.preview?.(signal), signal);
      if (slow === undefined) return undefined;
      const { width, height } = grid;
      const blocks = { width, height, bands, blockWidth: BLOCK_PX, blockHeight: BLOCK_PX, budget: PREVIEW_PIXELS };
      return await sampledPreview(blocks, readStored, signal);
    },
    clear: () => pool.close(),
  });
}

/** A second for most codecs, two for JPEG 2000. */
const PREVIEW_PIXELS = 12e6;

/** How many files may stay open: six of 25 000 × 25 000 pixels, nine of 5 000 × 5 000. */
function mostOpen(parts: readonly MosaicPart[]): number {
  const largest = Math.max(...parts.map(({ grid: { width, height, bands } }) => width * height * bands));
  const fitting = Math.floor(MEMORY_BYTES / Math.min(CACHE_BYTES, largest));
  return Math.min(MOST_OPEN, Math.max(LEAST_OPEN, fitting));
}

/** The scales that all files have, from full resolution up to the first that one lacks or does not lie on. */
function commonScales(parts: readonly MosaicPart[], places: readonly PixelRect[]): readonly number[] {
  const scales: number[] = [];
  for (const [level, { scale }] of parts[0]!.levels.entries()) {
    const shared = parts.every((part) => part.levels[level]?.scale === scale);
    const onPixels = places.every(({ column, row }) => column % scale === 0 && row % scale === 0);
    if (!shared || !(onPixels || scale > COARSEST_EXACT_SCALE)) break;
    scales.push(scale);
  }
  return scales;
}

function factsOf(parts: readonly MosaicPart[]): RasterFacts {
  const [first] = parts.map((part) => part.facts);
  const each = (value: (facts: RasterFacts) => string) =>
    [...new Set(parts.map(({ facts }) => value(facts)))].join(", ");
  return {
    ...first!,
    file: `${first!.file} + ${parts.length - 1}`,
    files: parts.map(({ facts }) => facts.file),
    format: each(({ format }) => format),
    compression: each(({ compression }) => compression),
    bands: Math.min(...parts.map(({ facts }) => facts.bands)),
    tiled: parts.every(({ facts }) => facts.tiled),
  };
}

/** Whether a part of `rect` has pixels without data yet. */
function hasHole({ mask, width }: Patch, rect: PixelRect, part: PixelRect): boolean {
  const left = part.column - rect.column;
  for (let row = part.row - rect.row; row < part.row - rect.row + part.height; row++) {
    if (mask.subarray(row * width + left, row * width + left + part.width).includes(0)) return true;
  }
  return false;
}

/** Lays the first bands of `part` into `whole` at a corner, where it has data and nothing is yet. */
function fillHoles(whole: Patch, bands: number, part: Patch, partBands: number, column: number, row: number): void {
  for (let y = 0; y < part.height; y++) {
    let to = (y + row) * whole.width + column;
    let from = y * part.width;
    const rowIsEmpty = !whole.mask.subarray(to, to + part.width).includes(255);
    if (bands === partBands && rowIsEmpty && !part.mask.subarray(from, from + part.width).includes(0)) {
      whole.mask.fill(255, to, to + part.width);
      whole.pixels.set(part.pixels.subarray(from * bands, (from + part.width) * bands), to * bands);
      continue;
    }
    for (let x = 0; x < part.width; x++, to++, from++) {
      if (whole.mask[to] !== 0 || part.mask[from] === 0) continue;
      whole.mask[to] = 255;
      for (let band = 0; band < bands; band++)
        whole.pixels[to * bands + band] = part.pixels[from * partBands + band] as number;
    }
  }
}
