import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterLevel, RasterSource } from "../../core/ports/raster-source.ts";
import { type Grid, gsdMetresOf, intersectRect, type PixelRect } from "../../core/raster/grid.ts";
import { composeBlock } from "../geotiff/compose.ts";
import { emptyPatch, type Patch, type PatchReader, withReducedLevels } from "../pyramid.ts";
import { pyramidSource } from "../pyramid-source.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { sampledPreview } from "../sampled-preview.ts";
import { readBoxes } from "./boxes.ts";
import { channelsOf } from "./channels.ts";
import { type ImageSize, readMainHeader, tileCounts } from "./codestream.ts";
import { reducedArea } from "./geometry.ts";
import { placeOf } from "./place.ts";
import { readTileParts } from "./tile-parts.ts";
import { UNIT_PX, unitReader } from "./unit-reader.ts";

/** Of a coarse level, whose small tiles take longer by the pixel: half a second at 2 Mpx/s. */
const PREVIEW_PIXELS = 1e6;

/** Opens a JPEG 2000 file whose signature has been seen. See `openRaster` for the errors. */
export async function openJpeg2000(file: RasterFile, options: OpenOptions): Promise<RasterSource> {
  const boxes = await readBoxes(file);
  const { start, end } = boxes.codestream;
  const { size, parameters, end: firstPart } = await readMainHeader(file, start, end);
  const { shown, alpha, roles } = channelsOf(size.components, boxes.header, options, file);
  const bands = shown.length;
  const { affine, crs } = await placeOf(boxes, file, options);
  const { across, down } = tileCounts(size);
  const parts = await readTileParts(file, firstPart, end, across * down);

  const stored = levelsOf(size, Math.min(...parameters.codings.map(({ levels }) => levels)));
  const [full] = stored as [RasterLevel, ...RasterLevel[]];
  const units = unitReader(file, size, parameters, parts, alpha === undefined ? shown : [...shown, alpha]);

  async function readStored(rect: PixelRect, level: number, signal: CancelSignal | undefined): Promise<Patch> {
    const patch = emptyPatch(rect.width, rect.height, bands);
    const { width, height } = stored[level] as RasterLevel;
    const image = { column: 0, row: 0, width, height };
    const inside = intersectRect(rect, width, height);
    if (inside.width === 0 || inside.height === 0) return patch;
    await units.read(inside, level, signal, (unit) => {
      const block = { ...unit, ...(alpha === undefined ? { mask: null } : withoutAlpha(unit.data, bands)) };
      composeBlock(patch, rect, block, image, bands);
    });
    return patch;
  }

  const pyramid = withReducedLevels(stored, bands, true, readStored);
  const grid: Grid = {
    width: full.width,
    height: full.height,
    affine,
    crs,
    bands,
    gsdMetres: gsdMetresOf(affine, crs, full.width, full.height),
  };
  const coarsest = stored[stored.length - 1] as RasterLevel;
  const sampled = {
    width: coarsest.width,
    height: coarsest.height,
    bands,
    blockWidth: Math.min(UNIT_PX, Math.ceil(size.tileWidth / coarsest.scale)),
    blockHeight: Math.min(UNIT_PX, Math.ceil(size.tileHeight / coarsest.scale)),
    budget: PREVIEW_PIXELS,
  };
  const readCoarsest: PatchReader = (rect, _, signal) => readStored(rect, stored.length - 1, signal);
  return pyramidSource({
    grid,
    facts: {
      file: file.name,
      format: "JPEG 2000",
      compression: parameters.codings[0]?.reversible ? "5/3" : "9/7",
      bands: roles.length - (alpha === undefined ? 0 : 1),
      bits: 8,
      sampleFormat: "uint",
      tiled: across * down > 1,
      bandNames: roles,
      rendering: { bands: shown },
    },
    pyramid,
    preview: (signal) => sampledPreview(sampled, readCoarsest, signal),
    clear: units.clear,
  });
}

/** Interleaved bands and alpha, parted: where alpha is 0 there is no data. */
function withoutAlpha(samples: Uint8Array, bands: number): { data: Uint8Array; mask: Uint8Array } {
  const pixels = samples.length / (bands + 1);
  const data = new Uint8Array(pixels * bands);
  const mask = new Uint8Array(pixels);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++) {
    for (let band = 0; band < bands; band++) data[to++] = samples[from++]!;
    mask[pixel] = samples[from++] === 0 ? 0 : 255;
  }
  return { data, mask };
}

/** The resolutions the codestream holds: each halving rounds up, on the reference grid and so not always to half. */
function levelsOf(size: ImageSize, halvings: number): readonly RasterLevel[] {
  const levels: RasterLevel[] = [];
  for (let level = 0; level <= halvings; level++) {
    const { x0, y0, x1, y1 } = reducedArea(size, level);
    if (x1 <= x0 || y1 <= y0) break;
    levels.push({ width: x1 - x0, height: y1 - y0, scale: 2 ** level });
  }
  return levels;
}
