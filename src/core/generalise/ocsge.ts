/**
 * What the OCS GE preset does to a class raster before it is traced, in this order: the built zone from the built faces
 * that are large enough to be detected, those that are not marked for their surroundings, those that are but are smaller
 * than what is collected dilated to that. All of it from one pass over the raster, which never lies whole in memory.
 */
import type { OcsgePreset } from "../landcover/presets.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { PixelRect } from "../raster/grid.ts";
import { type BuiltSurvey, surveyBuilt } from "./built-survey.ts";
import { type BuiltZone, builtZone } from "./built-zone.ts";
import { grow } from "./grow.ts";
import { minPixelsFor } from "./min-pixels.ts";
import { type Overrides, OverrideWriter } from "./overrides.ts";

/** The class of built faces too small to be detected, until they are merged. No nomenclature has it. */
export const UNDETECTED = 255;

/** Patches grown between two looks at the signal: some tens of milliseconds. */
const GROWTHS_PER_PAUSE = 50;

export interface OcsgePlan {
  readonly zone: BuiltZone;
  readonly overrides: Overrides;
}

export async function planOcsge(
  reader: ClassRasterReader,
  { built, closingMetres }: OcsgePreset,
  pause: () => Promise<void>,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<OcsgePlan> {
  const survey = await surveyBuilt(reader, built.numero, onProgress, signal);
  const detected = minPixelsFor(built.detectedSquareMetres, reader.grid);
  const collected = minPixelsFor(built.collectedSquareMetres, reader.grid);
  const zone = builtZone(survey, detected, closingMetres);
  const writer = new OverrideWriter();
  markUndetected(survey, detected, writer);
  let grown = 0;
  for (const [patch, rect] of patchesBetween(survey, detected, collected)) {
    const growth = grow(survey, patch, rect, detected, collected);
    if (growth !== undefined) writeTaken(growth, built.numero, writer);
    if (++grown % GROWTHS_PER_PAUSE === 0) {
      await pause();
      signal?.throwIfAborted();
    }
  }
  return { zone, overrides: writer.finish(reader.grid.height) };
}

function markUndetected({ built, patchOf, pixels, grid }: BuiltSurvey, minPixels: number, writer: OverrideWriter) {
  for (let row = 0; row < grid.height; row++) {
    for (let run = built.ofRow[row]!; run < built.ofRow[row + 1]!; run++) {
      if (pixels[patchOf[run]!]! < minPixels) writer.add(row, built.start[run]!, built.end[run]!, UNDETECTED);
    }
  }
}

/** The patches of `minPixels` to less than `maxPixels`, each with its bounding rectangle. */
function patchesBetween(
  { built, patchOf, pixels, grid }: BuiltSurvey,
  minPixels: number,
  maxPixels: number,
): Map<number, PixelRect> {
  const found = new Map<number, { column: number; row: number; width: number; height: number }>();
  for (let row = 0; row < grid.height; row++) {
    for (let run = built.ofRow[row]!; run < built.ofRow[row + 1]!; run++) {
      const patch = patchOf[run]!;
      if (pixels[patch]! < minPixels || pixels[patch]! >= maxPixels) continue;
      const start = built.start[run]!;
      const end = built.end[run]!;
      const rect = found.get(patch);
      if (rect === undefined) {
        found.set(patch, { column: start, row, width: end - start, height: 1 });
        continue;
      }
      const right = Math.max(rect.column + rect.width, end);
      rect.column = Math.min(rect.column, start);
      rect.width = right - rect.column;
      rect.height = row + 1 - rect.row;
    }
  }
  return found;
}

function writeTaken({ rect, taken }: { rect: PixelRect; taken: Uint8Array }, numero: number, writer: OverrideWriter) {
  const { column, row, width, height } = rect;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (taken[y * width + x] === 0) continue;
      const start = x;
      while (x < width && taken[y * width + x] === 1) x++;
      writer.add(row + y, column + start, column + x, numero);
    }
  }
}
