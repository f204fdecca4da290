import { appError } from "../core/errors.ts";
import { windowAffine } from "../core/geo/affine.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { RasterFacts, RasterSource } from "../core/ports/raster-source.ts";
import type { Grid } from "../core/raster/grid.ts";
import { orAborted } from "./cancellation.ts";
import type { Patch, Pyramid } from "./pyramid.ts";

export interface PyramidSource {
  readonly grid: Grid;
  readonly facts: RasterFacts;
  readonly pyramid: Pyramid;
  /** of the whole, both sides reduced alike */
  preview(signal: CancelSignal | undefined): Promise<Patch | undefined>;
  /** lets go of what was decoded */
  clear(): void;
}

/** A source whose pixels come from a pyramid: what is read of it, placed on the map, as long as it is open. */
export function pyramidSource({ grid, facts, pyramid, preview, clear }: PyramidSource): RasterSource {
  let closed = false;
  const placed = (patch: Patch, column: number, row: number, scale: number) => ({
    ...patch,
    bands: grid.bands,
    affine: windowAffine(grid.affine, column, row, scale),
  });
  const broken = (detail: string) => appError("internal", { detail: `${facts.file} ${detail}` });
  return {
    grid,
    levels: pyramid.levels,
    facts,
    async read(rect, level, signal) {
      signal?.throwIfAborted();
      if (closed) throw broken("is closed");
      const scale = pyramid.levels[level]?.scale;
      if (scale === undefined) throw broken(`has no level ${level}`);
      const patch = await orAborted(pyramid.read(rect, level, signal), signal);
      return placed(patch, rect.column * scale, rect.row * scale, scale);
    },
    async preview(signal) {
      const patch = await orAborted(preview(signal), signal);
      return patch && placed(patch, 0, 0, Math.max(grid.width, grid.height) / Math.max(patch.width, patch.height));
    },
    close() {
      closed = true;
      pyramid.clear();
      clear();
    },
  };
}
