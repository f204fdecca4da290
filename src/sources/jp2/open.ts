import { appError } from "../../core/errors.ts";
import { windowAffine } from "../../core/geo/affine.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterLevel, RasterSource } from "../../core/ports/raster-source.ts";
import { type Grid, gsdMetresOf, intersectRect, type PixelRect } from "../../core/raster/grid.ts";
import { orAborted } from "../cancellation.ts";
import { composeBlock } from "../geotiff/compose.ts";
import { emptyPatch, type Patch, withReducedLevels } from "../pyramid.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { readBoxes } from "./boxes.ts";
import { channelsOf } from "./channels.ts";
import { type ImageSize, readMainHeader, tileCounts } from "./codestream.ts";
import { reducedArea } from "./geometry.ts";
import { placeOf } from "./place.ts";
import { readTileParts } from "./tile-parts.ts";
import { unitReader } from "./unit-reader.ts";

/** Opens a JPEG 2000 file whose signature has been seen. See `openRaster` for the errors. */
export async function openJpeg2000(file: RasterFile, options: OpenOptions): Promise<RasterSource> {
  const boxes = await readBoxes(file);
  const { start, end } = boxes.codestream;
  const { size, parameters, end: firstPart } = await readMainHeader(file, start, end);
  const { bands, alpha, bandNames } = channelsOf(size.components, boxes.header, options.content, file);
  const { affine, crs } = await placeOf(boxes, file, options);
  const { across, down } = tileCounts(size);
  const parts = await readTileParts(file, firstPart, end, across * down);

  const stored = levelsOf(size, Math.min(...parameters.codings.map(({ levels }) => levels)));
  const [full] = stored as [RasterLevel, ...RasterLevel[]];
  const order = alpha === undefined ? bands : [...bands, alpha];
  const composition = {
    bands: bands.length,
    samples: order.length,
    alpha: alpha === undefined ? undefined : bands.length,
    nodata: undefined,
  };
  const units = unitReader(file, size, parameters, parts, order);

  async function readStored(rect: PixelRect, level: number, signal: CancelSignal | undefined): Promise<Patch> {
    const patch = emptyPatch(rect.width, rect.height, bands.length);
    const { width, height } = stored[level] as RasterLevel;
    const inside = intersectRect(rect, width, height);
    if (inside.width === 0 || inside.height === 0) return patch;
    await units.read(inside, level, signal, (unit) => composeBlock(patch, rect, unit, width, height, composition));
    return patch;
  }

  const pyramid = withReducedLevels(stored, bands.length, true, readStored);
  const grid: Grid = {
    width: full.width,
    height: full.height,
    affine,
    crs,
    bands: bands.length,
    gsdMetres: gsdMetresOf(affine, crs, full.width, full.height),
  };
  let closed = false;
  return {
    grid,
    levels: pyramid.levels,
    facts: {
      file: file.name,
      format: "JPEG 2000",
      compression: parameters.codings[0]?.reversible ? "5/3" : "9/7",
      bands: bands.length,
      bits: 8,
      tiled: across * down > 1,
      bandNames,
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
        bands: bands.length,
        pixels,
        mask,
        affine: windowAffine(affine, rect.column * scale, rect.row * scale, scale),
      };
    },
    close() {
      closed = true;
      pyramid.clear();
      units.clear();
    },
  };
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
