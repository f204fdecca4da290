import { type AppError, appError, type ImageGroup, isAppError } from "../core/errors.ts";
import { cellSize } from "../core/geo/affine.ts";
import { type PlacedFile, pathOf } from "../core/placed-file.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { orAborted } from "./cancellation.ts";
import { companionKind, type ImageFiles, withCompanions } from "./companions/group-files.ts";
import { readPlace } from "./companions/read-place.ts";
import { type MosaicPart, openMosaic } from "./mosaic/open-mosaic.ts";
import { type OpenOptions, openRaster, type RasterFile, recognise } from "./registry.ts";

export interface OpenedImages {
  readonly source: RasterSource;
  /** the images it is made of, with their folders */
  readonly images: readonly string[];
  /** files that were among them and are neither an image we read nor a companion of one */
  readonly ignored: readonly string[];
  /** size of the images' files together */
  readonly bytes: number;
}

/**
 * Opens what was dropped or named together: images with the files beside them, several as one mosaic, in order. What a
 * file says of itself wins over its companions, these over what `options` assume.
 * Rejects as `openRaster` and `openMosaic` do, with `images-differ` where a choice is to be made among them, and with
 * `companion-alone`.
 */
export async function openImages(
  files: readonly PlacedFile<RasterFile>[],
  options: OpenOptions,
): Promise<OpenedImages> {
  const { images, refused } = await sortOut(files, options.signal);
  const bytes = images.reduce((sum, { file }) => sum + file.size, 0);
  const told = { images: images.map(pathOf), ignored: refused, bytes };
  const [first, ...others] = images;
  if (first !== undefined && others.length === 0) return { source: await openOne(first, options), ...told };
  const parts: MosaicPart[] = [];
  for (const image of images) {
    const { grid, levels, facts, close } = await openOne(image, options);
    close();
    // The signal is the opening's: what is opened again later has reads' own.
    parts.push({ grid, levels, facts, open: () => openOne(image, { ...options, signal: undefined }) });
  }
  const groups = groupsOf(parts, told.images);
  if (groups.length > 1) throw appError("images-differ", { groups });
  return { source: openMosaic(parts), ...told };
}

/** Images by their first bytes, companions by their names. */
async function sortOut(
  files: readonly PlacedFile<RasterFile>[],
  signal: CancelSignal | undefined,
): Promise<{ images: readonly ImageFiles<RasterFile>[]; refused: readonly string[] }> {
  const images: PlacedFile<RasterFile>[] = [];
  const refused: { readonly path: string; readonly why: AppError }[] = [];
  const beside: PlacedFile<RasterFile>[] = [];
  for (const placed of files) {
    const kind = companionKind(placed.file.name);
    if (kind !== undefined && (kind !== "other" || files.length > 1)) {
      beside.push(placed);
      continue;
    }
    const recognised = await recognise(placed.file, signal);
    if (recognised.format !== undefined) images.push(placed);
    else refused.push({ path: pathOf(placed), why: recognised.refusal });
  }
  if (images.length === 0) {
    const telling = refused.find(({ why }) => !isAppError(why, "file-not-a-raster")) ?? refused[0];
    throw telling?.why ?? appError("companion-alone", { file: beside[0]?.file.name ?? "" });
  }
  return { images: withCompanions(images, beside), refused: refused.map(({ path }) => path) };
}

async function openOne(image: ImageFiles<RasterFile>, options: OpenOptions): Promise<RasterSource> {
  const { file, companions } = image;
  const place = await orAborted(readPlace(image), options.signal);
  const unknown = place.crs?.crs === undefined ? place.crs?.detail : undefined;
  // A code is never overridden, not by the user either: the file beside names a system we do not carry.
  const assumedCrs = unknown?.startsWith("EPSG:") ? undefined : (place.crs?.crs?.code ?? options.assumedCrs);
  try {
    return await openRaster(file, {
      ...options,
      assumedCrs,
      assumedAffine: place.affine ?? options.assumedAffine,
      overviews: companions.overviews,
    });
  } catch (error) {
    if (unknown !== undefined && isAppError(error, "crs-missing"))
      throw appError("crs-unknown", { file: file.name, detail: unknown }, error);
    throw error;
  }
}

/** Pixel sizes this close are meant to be the same; whether they lie on one pattern is `openMosaic`'s question. */
const SAME_SIZE = 1e-3;

function groupsOf(parts: readonly MosaicPart[], paths: readonly string[]): readonly ImageGroup[] {
  const groups: { crs: number; gsdMetres: number; cell: number; files: string[] }[] = [];
  for (const [index, { grid }] of parts.entries()) {
    const cell = cellSize(grid.affine); // in map units: degrees are longer in the south
    const same = groups.find((group) => group.crs === grid.crs.code && Math.abs(group.cell / cell - 1) < SAME_SIZE);
    if (same !== undefined) same.files.push(paths[index]!);
    else groups.push({ crs: grid.crs.code, gsdMetres: grid.gsdMetres, cell, files: [paths[index]!] });
  }
  return groups.map(({ crs, gsdMetres, files }) => ({ crs, gsdMetres, files }));
}
