import type { CancelSignal } from "../../core/ports/cancel.ts";
import { ByteCache } from "../byte-cache.ts";
import type { RasterFile } from "../raster-file.ts";
import { decodeBlock } from "./block-decoder.ts";
import { readParts } from "./block-reader.ts";
import { type Component, unsupported } from "./codestream.ts";
import { type Area, blockArea, blocksIn, type Resolution, type Subband, type TileComponent } from "./geometry.ts";
import { type Kernel, loadKernel, type Plane, placeIn } from "./kernel.ts";
import type { TileIndex } from "./tile-index.ts";
import { bandScale, MARGIN_5_3, MARGIN_9_7 } from "./wavelet.ts";
import { windowBytes } from "./window-bytes.ts";

/** A code-block's coefficients, doubled; null where nothing was coded. */
type Coefficients = Int16Array | Int32Array | null;

/** Where in a cache shared by all tiles a tile's code-blocks begin: far above what a tile may hold. */
const KEYS_PER_TILE = 2 ** 24;
/**
 * Coefficients of code-blocks that a neighbouring window will want too. Those along a row of windows 25 000 pixels long
 * take some 60 MB: with less, each would be decoded twice.
 */
const CACHE_BYTES = 80 * 1024 * 1024;
/** How far into a band's window a neighbouring window of the same resolution reaches: no more than this, whatever the filter. */
const SHARED_SAMPLES = 16;

/** What one resolution contributes to a window. */
interface Step {
  readonly resolution: Resolution;
  /** what is computed of it: what the next one needs and a margin for the filter */
  readonly area: Area;
  /** of the resolution before, what is needed */
  readonly low: Area;
  readonly bands: readonly { readonly band: Subband; readonly area: Area }[];
}

export interface TileDecoder {
  /**
   * The pixels of `area` (absolute, on the grid halved `halvings` times) of a tile: interleaved bytes.
   * Rejects as `TileIndex.upTo` does.
   */
  decode(index: TileIndex, halvings: number, area: Area, signal: CancelSignal | undefined): Promise<Uint8Array>;
  clear(): void;
}

/** Decodes the components in `order`. */
export function tileDecoder(file: RasterFile, components: readonly Component[], order: readonly number[]): TileDecoder {
  const loading = loadKernel();
  const cache = new ByteCache<{ readonly data: Coefficients }>(CACHE_BYTES, ({ data }) => (data?.byteLength ?? 0) + 64);

  return {
    async decode(index, halvings, area, signal) {
      const { tile, parts } = index;
      const resolutions = tile.components.map(({ coding }) => coding.levels - halvings);
      if (Math.min(...resolutions) < 0) throw unsupported(file, "a tile of fewer resolutions");
      await index.upTo(Math.max(...resolutions), signal);
      const plans = tile.components.map((component, at) => stepsTo(component, resolutions[at] as number, area));

      // Those at hand are held: while others are read, the cache may drop them.
      const blocks = new Map<number, { readonly data: Coefficients }>();
      const missing: WantedBlock[] = [];
      for (const [component, steps] of plans.entries()) {
        for (const block of blocksOf(steps)) {
          const cached = cache.get(tile.index * KEYS_PER_TILE + block.number);
          if (cached !== undefined) blocks.set(block.number, cached);
          else if (parts.passes[block.number] === 0) blocks.set(block.number, { data: null });
          else missing.push({ ...block, style: (tile.components[component] as TileComponent).coding.style });
        }
      }
      const kernel = await loading;
      const bytes = await readParts(
        file,
        missing.map(({ number }) => parts.of(number)),
        signal,
      );
      signal?.throwIfAborted();
      for (const [at, { band, number, place, isShared, style }] of missing.entries()) {
        // a neighbouring window, read at the same time, may have decoded it by now
        const decoded = cache.get(tile.index * KEYS_PER_TILE + number);
        if (decoded !== undefined) {
          blocks.set(number, decoded);
          continue;
        }
        const planes = band.planes - (parts.zeroPlanes[number] as number);
        const width = place.x1 - place.x0;
        const height = place.y1 - place.y0;
        const coded = { width, height, orientation: band.orientation, planes, style, parts: bytes[at] ?? [] };
        const kept = { data: decodeBlock(kernel, coded) };
        blocks.set(number, kept);
        if (isShared) cache.set(tile.index * KEYS_PER_TILE + number, kept);
      }

      const pixels = (area.x1 - area.x0) * (area.y1 - area.y0);
      kernel.reserve(
        plans.flat().map((step) => step.area),
        pixels,
        order.length,
      );
      const planes = plans.map((steps, component) => {
        const { reversible } = (tile.components[component] as TileComponent).coding;
        return synthesiseSteps(kernel, steps, reversible, blocks);
      });
      return windowBytes(kernel, planes, area, components, order, tile.parameters.colourTransform, file);
    },
    clear: () => cache.clear(),
  };
}

interface WantedBlock extends PlacedBlock {
  readonly style: number;
}

interface PlacedBlock {
  readonly band: Subband;
  readonly number: number;
  readonly place: Area;
  /** a neighbouring window will want it too */
  readonly isShared: boolean;
}

/** From the coarsest resolution up to the wanted one: which part of each it takes to have `area` of the last exactly. */
function stepsTo({ coding, resolutions }: TileComponent, wanted: number, area: Area): readonly Step[] {
  const margin = coding.reversible ? MARGIN_5_3 : MARGIN_9_7;
  const steps: Step[] = [];
  let needed = area;
  for (let r = wanted; r >= 0; r--) {
    const resolution = resolutions[r] as Resolution;
    if (r === 0) {
      const [band] = resolution.bands as [Subband];
      steps.unshift({ resolution, area: needed, low: needed, bands: [{ band, area: needed }] });
      break;
    }
    const grown: Area = {
      x0: Math.max(resolution.x0, needed.x0 - margin),
      y0: Math.max(resolution.y0, needed.y0 - margin),
      x1: Math.min(resolution.x1, needed.x1 + margin),
      y1: Math.min(resolution.y1, needed.y1 + margin),
    };
    const bands = resolution.bands.map((band) => ({ band, area: shareOf(grown, band.orientation) }));
    const low = shareOf(grown, 0);
    steps.unshift({ resolution, area: grown, low, bands });
    needed = low;
  }
  return steps;
}

/** The samples of one of the four bands that lie in an area of the resolution they make up. */
function shareOf({ x0, y0, x1, y1 }: Area, orientation: number): Area {
  const oddX = orientation & 1;
  const oddY = orientation >> 1;
  return {
    x0: Math.ceil((x0 - oddX) / 2),
    y0: Math.ceil((y0 - oddY) / 2),
    x1: Math.ceil((x1 - oddX) / 2),
    y1: Math.ceil((y1 - oddY) / 2),
  };
}

function* blocksOf(steps: readonly Step[]): Generator<PlacedBlock> {
  for (const { bands } of steps) {
    for (const { band, area } of bands) {
      const { column, row, width, height } = blocksIn(band, area);
      // No window of this tile lies beyond the band's own edge.
      const left = area.x0 > band.x0 ? area.x0 + SHARED_SAMPLES : band.x0;
      const top = area.y0 > band.y0 ? area.y0 + SHARED_SAMPLES : band.y0;
      const right = area.x1 < band.x1 ? area.x1 - SHARED_SAMPLES : band.x1;
      const bottom = area.y1 < band.y1 ? area.y1 - SHARED_SAMPLES : band.y1;
      for (let y = row; y < row + height; y++) {
        for (let x = column; x < column + width; x++) {
          const place = blockArea(band, x, y);
          const isShared = place.x0 < left || place.y0 < top || place.x1 > right || place.y1 > bottom;
          yield { band, number: band.firstBlock + y * band.blocksAcross + x, place, isShared };
        }
      }
    }
  }
}

/** The samples of the last step's area. */
function synthesiseSteps(
  kernel: Kernel,
  steps: readonly Step[],
  reversible: boolean,
  blocks: ReadonlyMap<number, { readonly data: Coefficients }>,
): Plane {
  let lower: Plane | undefined;
  for (const [r, { area, low, bands }] of steps.entries()) {
    const plane = kernel.plane(area, reversible);
    if (lower !== undefined) kernel.spreadLow(lower, low, plane);
    for (const { band, area: share } of bands) {
      const levels = r === 0 ? steps.length - 1 : steps.length - r;
      // Coefficients come doubled.
      const scale = reversible ? 0 : (band.step * bandScale(band.orientation, levels)) / 2;
      const { column, row, width, height } = blocksIn(band, share);
      for (let y = row; y < row + height; y++) {
        for (let x = column; x < column + width; x++) {
          const coefficients = blocks.get(band.firstBlock + y * band.blocksAcross + x)?.data;
          if (coefficients == null) continue;
          spreadBlock(kernel, coefficients, blockArea(band, x, y), share, plane, r === 0 ? undefined : band, scale);
        }
      }
    }
    if (r > 0) kernel.synthesise(plane);
    lower = plane;
  }
  return lower as Plane;
}

/**
 * The part of a code-block that lies in `share` (of its band) to its places in a plane: those of the four bands
 * interleaved, or as they lie without a `band`.
 */
function spreadBlock(
  kernel: Kernel,
  coefficients: Int16Array | Int32Array,
  place: Area,
  share: Area,
  plane: Plane,
  band: Subband | undefined,
  scale: number,
): void {
  const x0 = Math.max(place.x0, share.x0);
  const y0 = Math.max(place.y0, share.y0);
  const width = Math.min(place.x1, share.x1) - x0;
  const height = Math.min(place.y1, share.y1) - y0;
  const blockWidth = place.x1 - place.x0;
  const first = (y0 - place.y0) * blockWidth + x0 - place.x0;
  const step = band === undefined ? 1 : 2;
  const oddX = band === undefined ? 0 : band.orientation & 1;
  const oddY = band === undefined ? 0 : band.orientation >> 1;
  const at = placeIn(plane, step * x0 + oddX, step * y0 + oddY);
  kernel.spreadBlock(coefficients, first, blockWidth, plane, at, step, width, height, scale);
}
