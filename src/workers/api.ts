import type { Edit } from "../core/edits/edit.ts";
import type { FaceFacts } from "../core/edits/face-facts.ts";
import type { Point } from "../core/geo/affine.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import type { Crs } from "../core/geo/crs.ts";
import type { AreaPlan } from "../core/geoplateforme/area-plan.ts";
import type { Comparison, Nomenclature } from "../core/landcover/comparison.ts";
import type { MapSummary } from "../core/landcover/summary.ts";
import type { GraphFacts, ModelDescription, ModelDraft } from "../core/models/description.ts";
import type { PlacedFile } from "../core/placed-file.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { RasterFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { Differences } from "../core/ports/image-decoder.ts";
import type { Precision } from "../core/ports/inference-session.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import type { RasterFacts, RasterLevel } from "../core/ports/raster-source.ts";
import type { ResultRecord } from "../core/ports/result-record.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { Grid, PixelRect } from "../core/raster/grid.ts";
import type { TilePlan } from "../core/raster/tile-plan.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import type { FoundCover } from "../core/sample/answers-from-zones.ts";
import type { Sample, SampleDesign } from "../core/sample/sample.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { StoredRun } from "../storage/run-records.ts";
import type { NamedZone } from "./change/api.ts";

export type { KeptSource, StoredComparison } from "../storage/kept-comparisons.ts";
export type { KeptImage, StoredWork } from "../storage/kept-work.ts";
export type { ChangeApi, ChangeExportOptions, ComparedDates, DecidedChanges, NamedZone } from "./change/api.ts";

/**
 * What each worker offers, as types only: the page compiles without the workers' own libraries.
 * Every method may reject with an `AppError`.
 */

/** What an image is opened from: files with the folders they were in, or a link on our own origin. */
export type ImageInput = PlacedFile<File> | { readonly url: string };

export interface OpenedRaster {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  readonly facts: RasterFacts;
  /** the files it is made of, with their folders */
  readonly images: readonly string[];
  /** what was among them and is no image we read */
  readonly ignored: readonly string[];
  /** size of the images' files together */
  readonly bytes: number;
}

/** The class raster of a run: what is already done (an earlier run that was cancelled or cut short) and where it is. */
export interface BegunRaster {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  /** 1 for each tile of the plan that is written: by an earlier run at first, then by this one as it goes */
  readonly written: Uint8Array;
  /** false where the browser offers no private file system: a reload loses the result */
  readonly durable: boolean;
  /** tiles an earlier run had written that were found cut short: to be done again */
  readonly damaged: number;
}

/** A run that can be taken up. */
export interface KeptRun extends StoredRun {
  /** what its class raster takes, bytes */
  readonly bytes: number;
  /** in this tab or another one */
  readonly open: boolean;
}

/** The files: the orthophoto that is read, the class raster that is written. One worker owns both. */
export interface RasterApi {
  /** Images with the files beside them, several as one. */
  open(inputs: readonly ImageInput[], options: OpenImageOptions): Promise<OpenedRaster>;
  /** What is being opened is not to become the open image any more. */
  giveUpOpening(): void;
  /** Lets go of the open image and of its run. */
  close(): Promise<void>;
  /** A rectangle of `levels[level]`, for the map; `cancel(request)` gives it up. */
  read(rect: PixelRect, level: number, request: number): Promise<RasterWindow>;
  cancel(request: number): void;
  /** A rough picture of the whole, where a sharper one takes long. */
  preview(): Promise<RasterWindow | undefined>;
  /**
   * Starts or takes up the class raster called `name`: the same name means the same image, model and plan. Where it is
   * not to be kept, or the browser keeps nothing, it is made in memory, and taken up as long as no other is begun.
   * Rejects with `storage-short` or `run-in-use`.
   */
  begin(plan: TilePlan, name: string, keep: boolean): Promise<BegunRaster>;
  readModelWindow(tile: number): Promise<RasterWindow | null>;
  /** `answer`'s buffers are detached after this call; null is a tile without data. */
  writeTile(tile: number, answer: ClassWindow | null): Promise<void>;
  readClasses(rect: PixelRect, level: number): Promise<ClassWindow>;
  /** Pixels of each numero so far, index = numero, 16 long. */
  counts(): Promise<Float64Array>;
  flush(): Promise<void>;
  /**
   * The class raster as a file: see `rasterFile`. `cancel(request)` gives it up.
   * @param onProgress share done, 0–1
   */
  exportRaster(
    kind: RasterFormatId,
    options: ExportOptions,
    area: readonly Zone[] | undefined,
    onProgress: (share: number) => void,
    request: number,
  ): Promise<Blob>;
  /** Lets another thread read the class raster through `port`. */
  serveClasses(port: MessagePort): void;
}

/** What `serveClasses` exposes. */
export interface ClassesApi {
  read: ClassRasterReader["read"];
}

/** A model: its manifest and where its graph is, on our own origin or this machine. */
export interface ModelSource {
  readonly manifest: ModelManifest;
  readonly url: string;
  /** where its graphs for a GPU are; without them a GPU runs the one above */
  readonly gpuUrls?: Readonly<Record<"classes" | "classes-fp16", string>>;
  /** brought by the user: it can be removed, and nobody has measured it here */
  readonly added?: boolean;
}

/** Ready to be tried, or for the user to complete. */
export type InspectedModel = { readonly manifest: ModelManifest } | { readonly draft: ModelDraft };

/** The models a user brings: read, described, kept on this machine. */
export interface ModelsApi {
  inspect(graph: File, sidecar: File | undefined): Promise<InspectedModel>;
  describe(graph: File, facts: GraphFacts, description: ModelDescription): Promise<ModelManifest>;
  /** The copy kept; undefined where the browser offers no private file system: a reload forgets the model. */
  keep(manifest: ModelManifest, graph: File): Promise<File | undefined>;
  list(): Promise<{ readonly manifest: ModelManifest; readonly graph: File }[]>;
  remove(id: string): Promise<void>;
}

export interface InferenceApi {
  /** Loads and verifies the model; says where it will run and, if not on the GPU, why. */
  load(model: ModelSource, settings: BackendSettings): Promise<BackendChoice>;
  /** `window`'s buffers are detached after this call. */
  run(window: RasterWindow): Promise<ClassWindow>;
  /** What the last window has shown of half floats. */
  precision(): Precision;
}

/** How the map is generalised and its borders drawn. */
export type MapOptions = Pick<ExportOptions, "preset" | "simplifyMetres" | "squareBuildings">;

/** Polygons a user brings to limit the work to. */
export interface AreaApi {
  /**
   * The features that touch a rectangle, as zones in its CRS.
   * @param files that belong together: a Shapefile has several
   */
  read(files: readonly File[], within: { readonly bounds: Bounds; readonly crs: Crs }): Promise<Zone[]>;
  /** What such files are: an area, a map to compare with, or a result of Ocsol's. */
  recognise(files: readonly File[]): Promise<Nomenclature | "result" | "area">;
  /** The same as `read`, each with what a user would call it. */
  readNamed(files: readonly File[], within: { readonly bounds: Bounds; readonly crs: Crs }): Promise<NamedZone[]>;
  /** What an OCS GE or a CoSIA says of places in a CRS. */
  coversAt(files: readonly File[], places: readonly Point[], crs: Crs): Promise<FoundCover[]>;
}

/** A layer that the user lays over the map, once read. */
export interface OverlayFacts {
  readonly id: number;
  readonly name: string;
  /** on the ground of the work */
  readonly features: number;
  readonly columns: readonly string[];
}

/** How an overlay is drawn. */
export interface OverlayLook {
  /** of lines, CSS */
  readonly colour: string;
  /** column whose values are written */
  readonly label: string | undefined;
}

/** A feature of an overlay at a place, with those attributes that say something. */
export interface OverlayHit {
  readonly id: number;
  readonly attributes: readonly (readonly [column: string, value: string])[];
}

/** Layers of polygons, lines or points to be seen over the map. */
export interface OverlaysApi {
  /** Every layer of files that belong together, the part of it on the grid, numbered from `firstId` on. */
  open(files: readonly File[], grid: Grid, firstId: number): Promise<OverlayFacts[]>;
  close(id: number): Promise<void>;
  /**
   * @param rect in the grid's own pixels
   * @param zoom pixels of the picture to one of the grid
   */
  paint(id: number, rect: PixelRect, zoom: number, look: OverlayLook): Promise<ImageBitmap>;
  /** @param reach map units from lines and points */
  at(ids: readonly number[], place: Point, reach: number): Promise<OverlayHit[]>;
}

/** A result opened from a file. */
export interface OpenedMap {
  readonly record: ResultRecord;
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  /** pixels of each numero, index = numero, 16 long: polygons' areas, so not whole */
  readonly counts: Float64Array;
  /** false where no face has any */
  readonly confidenceKnown: boolean;
}

/** `csv`: the same as a table for spreadsheets. */
export interface Compared {
  readonly areas: Comparison;
  readonly csv: string;
}

/** What a reference is, once read. */
export interface ReferenceFacts {
  readonly nomenclature: Nomenclature;
  /** classes, as `code_cs` or `numero`; the map's windows have their places in this list, from 1 on */
  readonly codes: readonly string[];
  readonly polygons: number;
  /** some of them have a use to lend */
  readonly hasUses: boolean;
}

export interface VectorSummary {
  readonly faces: number;
  readonly arcs: number;
  readonly summary: MapSummary;
}

/** The map in the vector worker after a change of its corrections. */
export interface Corrected {
  readonly faces: number;
  readonly arcs: number;
  /** pixels of each numero, index = numero, 16 long: polygons' areas, so not whole */
  readonly counts: Float64Array;
  /** corrections that found no place on this map */
  readonly unplaced: number;
  /** where the map has changed, in its CRS; undefined where it has not */
  readonly changed: Bounds | undefined;
}

export type { FaceFacts };

export interface VectorApi {
  /**
   * Makes the map of the class raster, without corrections.
   * @param classes port on which the raster worker serves the class raster
   * @param confidenceKnown false where the model gives none: no export may show any
   * @param onProgress share done, 0–1
   */
  vectorise(
    classes: MessagePort,
    grid: Grid,
    levels: readonly RasterLevel[],
    options: MapOptions,
    confidenceKnown: boolean,
    onProgress: (share: number) => void,
  ): Promise<void>;
  /** Opens a result from its file; where that cannot be done, what is there stays. */
  reopen(file: File, onProgress: (share: number) => void): Promise<OpenedMap>;
  /** The map with its corrections as the one that is exported, cut to an area if there is one. */
  resurvey(area: readonly Zone[] | undefined): Promise<VectorSummary>;
  /**
   * Brings the map to the corrections of a list: the first `kept` of those it has stay, those after are undone, and
   * `added` follow. The map that is exported is made anew of it by `resurvey`.
   */
  correct(kept: number, added: readonly Edit[], onProgress: (share: number) => void): Promise<Corrected>;
  /** The face at a place in the map's CRS, with its corrections. */
  faceAt(x: number, y: number): Promise<FaceFacts | undefined>;
  /** The parts into which a line, x, y pairs, cuts the face at a place; fewer than two: it does not cross it. */
  partsOf(at: Point, line: Float64Array): Promise<Zone[]>;
  /** Faces in an area, if there is one, that nobody has looked at, least sure first. */
  leastSure(count: number, area: readonly Zone[] | undefined): Promise<FaceFacts[]>;
  /** A rectangle of `levels[level]` of the map's grid, painted of its polygons with their corrections. */
  readMapped(rect: PixelRect, level: number): Promise<ClassWindow>;
  /** A rectangle of the opened result's `levels[level]`, as a class raster would give it. */
  readOpened(rect: PixelRect, level: number): Promise<ClassWindow>;
  /** Another map of the same ground, to be compared and to lend its uses; kept until another comes. */
  readReference(files: readonly File[], grid: Grid): Promise<ReferenceFacts>;
  forgetReference(): Promise<void>;
  /** A rectangle of the reference in the pixels of a level of `scale`: places in its `codes`. */
  paintReference(rect: PixelRect, scale: number): Promise<Uint8Array>;
  /** Whether maps made from now on have the reference's uses. */
  takeUses(taken: boolean): Promise<void>;
  /** Points of a stratified sample of the map that is exported, without answers. */
  drawSample(design: SampleDesign, size: number | undefined, seed: number): Promise<Sample>;
  /** What the reference says of places, in the map's CRS. */
  coversAt(places: readonly Point[]): Promise<FoundCover[]>;
  /** The map that is exported against the reference. */
  compare(): Promise<Compared>;
  /** The last vectorised map as a file. */
  exportAs(format: string, options: ExportOptions, onProgress: (share: number) => void): Promise<Blob>;
  /**
   * The last vectorised map as a picture of `bounds`, in its CRS.
   * @returns by pixel, rows from the north: place of the cover in `coverClasses`, from 1; 0 where there is none
   */
  paintCovers(bounds: Bounds, width: number, height: number): Promise<Uint8Array>;
}

/** Deflate for the raster worker. */
export interface UnpackApi {
  /** As `ImageDecoder.inflate`, but that damage is an answer: whose file it is only the caller knows. */
  inflate(bytes: Uint8Array<ArrayBuffer>, size: number, differences: Differences | undefined): Promise<Unpacked>;
}

/** Bytes, or what is wrong with them. */
export interface Unpacked {
  readonly plain?: Uint8Array<ArrayBuffer>;
  readonly damage?: string;
}

/** Images from IGN's Géoplateforme, on the online page. */
export interface ImageryApi {
  /**
   * BD ORTHO of an area as a GeoTIFF file called `name`; on disk where the browser has a private file system.
   * @param onProgress requests answered
   */
  take(plan: AreaPlan, name: string, onProgress: (done: number) => void): Promise<File>;
  /** Gives up what is being taken; settles when nothing is left of it. */
  cancel(): Promise<void>;
}

export interface DemoApi {
  /** A synthetic scene as a GeoTIFF file. */
  write(scene: SceneChoice): Promise<File>;
  /** The window on which every model's answer is known. */
  selfTestWindow(windowPx: number): Promise<RasterWindow>;
}

/** What a model did on the self-test's window. */
export interface SelfTested {
  readonly choice: BackendChoice;
  /** for one window, once warm */
  readonly milliseconds: number;
  readonly answer: ClassWindow;
}
