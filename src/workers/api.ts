import type { EpsgCode } from "../core/geo/crs.ts";
import type { Preset } from "../core/landcover/presets.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterFacts, RasterLevel } from "../core/ports/raster-source.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { TilePlan } from "../core/raster/tile-plan.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";

/**
 * What each worker offers, as types only: the page compiles without the workers' own libraries.
 * Every method may reject with an `AppError`.
 */

export interface OpenedRaster {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  readonly facts: RasterFacts;
}

/** The class raster of a run: what is already done (an earlier run that was cancelled or cut short) and where it is. */
export interface BegunRaster {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  /** 1 for each tile of the plan that an earlier run has written */
  readonly written: Uint8Array;
  /** false where the browser offers no private file system: a reload loses the result */
  readonly durable: boolean;
}

/** The files: the orthophoto that is read, the class raster that is written. One worker owns both. */
export interface RasterApi {
  open(file: File, assumedCrs: EpsgCode | undefined): Promise<OpenedRaster>;
  /** A rectangle of `levels[level]`, for the map; `cancelRead(request)` gives it up. */
  read(rect: PixelRect, level: number, request: number): Promise<RasterWindow>;
  cancelRead(request: number): void;
  /** Starts or takes up the class raster called `name`: the same name means the same image, model and plan. */
  begin(plan: TilePlan, name: string): Promise<BegunRaster>;
  readModelWindow(tile: number): Promise<RasterWindow | null>;
  /** `answer`'s buffers are detached after this call; null is a tile without data. */
  writeTile(tile: number, answer: ClassWindow | null): Promise<void>;
  readClasses(rect: PixelRect, level: number): Promise<ClassWindow>;
  /** Pixels of each numero so far, index = numero, 16 long. */
  counts(): Promise<Float64Array>;
  flush(): Promise<void>;
  /** Lets another thread read the class raster through `port`. */
  serveClasses(port: MessagePort): void;
}

/** What `serveClasses` exposes. */
export interface ClassesApi {
  read: ClassRasterReader["read"];
}

/** A bundled model: its manifest and where its file is on our own origin. */
export interface ModelSource {
  readonly manifest: ModelManifest;
  readonly url: string;
}

export interface InferenceApi {
  /** Loads and verifies the model; says where it will run and, if not on the GPU, why. */
  load(model: ModelSource, settings: BackendSettings): Promise<BackendChoice>;
  /** `window`'s buffers are detached after this call. */
  run(window: RasterWindow): Promise<ClassWindow>;
}

export interface VectorSummary {
  readonly faces: number;
  readonly arcs: number;
}

export interface VectorApi {
  /** @param classes port on which the raster worker serves the class raster; @param onProgress share done, 0–1 */
  vectorise(
    classes: MessagePort,
    grid: Grid,
    levels: readonly RasterLevel[],
    preset: Preset,
    onProgress: (share: number) => void,
  ): Promise<VectorSummary>;
  /** The last vectorised map as a file. */
  exportAs(format: string, options: ExportOptions, onProgress: (share: number) => void): Promise<Blob>;
}

export interface DemoApi {
  /** The synthetic scene as a GeoTIFF file. */
  write(): Promise<File>;
}
