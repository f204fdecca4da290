import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Coverage } from "./coverage.ts";
import { withRings } from "./rings.ts";
import { sieve } from "./sieve.ts";
import { trace } from "./trace.ts";

export interface VectoriseOptions {
  /** Faces smaller than this go to a neighbour; 0 keeps them all. */
  readonly minAreaSquareMetres: number;
  /**
   * Settles in a later task, so that a worker hears of a cancellation while it sieves (`core` has no timer of its own).
   * Without it only cancellations that arrive between strips are seen.
   */
  readonly pause?: () => Promise<void>;
}

/**
 * The vector map of a class raster: traced, then sieved.
 * @param onProgress rows traced, rows in all
 * @throws AppError "map-too-noisy"; the signal's reason when aborted
 */
export async function vectorise(
  reader: ClassRasterReader,
  { minAreaSquareMetres, pause }: VectoriseOptions,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<Coverage> {
  const traced = await trace(reader, {}, onProgress, signal);
  return withRings(await sieve(traced, minAreaSquareMetres, pause, signal));
}
