import type { Grid, PixelRect } from "../raster/grid.ts";
import type { RasterWindow } from "../raster/window.ts";
import type { CancelSignal } from "./cancel.ts";

/** A reduced resolution: level 0 is the full one, `scale` full pixels to one of this level. */
export interface RasterLevel {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** What a band of a file shows, as far as the file says; `undefined` where it does not. */
export type BandRole = "red" | "green" | "blue" | "nir" | "grey" | "palette" | "alpha" | "undefined";

export type SampleFormat = "uint" | "int" | "float";

/** The sample values given as 0 and as 255; linear between them, clamped beyond. In a file's own units. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** How the bands of a file become the 8-bit bands of a source. */
export interface Rendering {
  /** bands of the file, from 0, three at least: the first three are given as red, green and blue */
  readonly bands?: readonly number[] | undefined;
  /** the same for all bands; needed by samples other than 8-bit unsigned ones, which are given as they are */
  readonly stretch?: Stretch | undefined;
}

/** What a user should be able to read about the opened file. */
export interface RasterFacts {
  readonly file: string;
  /** the names of all, where several files are read as one; `file` then says the first and how many more */
  readonly files?: readonly string[];
  readonly format: string;
  readonly compression: string;
  /** in the file, alpha not counted */
  readonly bands: number;
  /** of each sample, in the file */
  readonly bits: number;
  readonly sampleFormat: SampleFormat;
  readonly tiled: boolean;
  /** of each sample by its order in the file, alpha included */
  readonly bandNames: readonly BandRole[];
  /** the rendering in force, asked for or taken */
  readonly rendering: Rendering;
  /** whose image it is, in the file's own words */
  readonly copyright?: string | undefined;
  /** when the file was written, as it says: the photograph is of that year or an earlier one */
  readonly yearWritten?: string | undefined;
}

/**
 * An opened orthophoto: 8-bit bands as its `facts.rendering` says. `read` takes a rectangle in the pixels of
 * `levels[level]`; parts outside the image come back with mask 0. Rejects with an `AppError`; rejects with the signal's reason when aborted.
 */
export interface RasterSource {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  readonly facts: RasterFacts;
  read(rect: PixelRect, level: number, signal?: CancelSignal): Promise<RasterWindow>;
  /**
   * A rough picture of the whole, at most 256 pixels a side, for a file whose coarse levels would take long to make;
   * undefined, or not there, where they would not.
   */
  preview?(signal?: CancelSignal): Promise<RasterWindow | undefined>;
  close(): void;
}
