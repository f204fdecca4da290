import * as Comlink from "comlink";
import type { DateName } from "../core/change/change-map.ts";
import type { Edit } from "../core/edits/edit.ts";
import { appError } from "../core/errors.ts";
import type { Point } from "../core/geo/affine.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import type { Crs } from "../core/geo/crs.ts";
import type { AreaPlan } from "../core/geoplateforme/area-plan.ts";
import type { Pause } from "../core/pause.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { RasterFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { SegmentationProgress, SegmentationSummary } from "../core/ports/segmentation.ts";
import type { Stored } from "../core/ports/site-data.ts";
import { type Grid, gridBounds, type PixelRect } from "../core/raster/grid.ts";
import type { TilePlan } from "../core/raster/tile-plan.ts";
import type { Tones } from "../core/raster/tones.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import type { FoundCover } from "../core/sample/answers-from-zones.ts";
import type { Sample, SampleDesign } from "../core/sample/sample.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import { chooseBackend } from "../inference/choose-backend.ts";
import { segment } from "../pipeline/segment.ts";
import { type ComparisonShelf, createComparisonShelf } from "../storage/kept-comparisons.ts";
import { createWorkShelf, type WorkShelf } from "../storage/kept-work.ts";
import { measureSiteData } from "../storage/site-data.ts";
import type {
  AreaApi,
  BegunRaster,
  Compared,
  Corrected,
  DemoApi,
  FaceFacts,
  ImageInput,
  ImageryApi,
  MapOptions,
  ModelSource,
  NamedZone,
  OpenedMap,
  OpenedRaster,
  RasterApi,
  ReferenceFacts,
  SelfTested,
  VectorApi,
  VectorSummary,
} from "./api.ts";
import areaWorkerUrl from "./area.worker.ts?worker&url";
import { cancellable } from "./cancellable.ts";
import { type ChangeShelf, createChangeShelf } from "./change/change-shelf.ts";
import type { MatchedImages } from "./change/match-api.ts";
import { createMatchImages } from "./change/match-images.ts";
import { createSideImages, type SideImages } from "./change/side-images.ts";
import changeWorkerUrl from "./change.worker.ts?worker&url";
import { createWorkerClient } from "./client.ts";
import demoWorkerUrl from "./demo.worker.ts?worker&url";
import imageryWorkerUrl from "./imagery.worker.ts?worker&url";
import inferenceWorkerUrl from "./inference.worker.ts?worker&url";
import { createInferencePool } from "./inference-pool.ts";
import matchWorkerUrl from "./match.worker.ts?worker&url";
import { createModelShelf, type ModelShelf } from "./model-shelf.ts";
import modelsWorkerUrl from "./models.worker.ts?worker&url";
import { createOverlayShelf, type OverlayShelf } from "./overlay-shelf.ts";
import overlaysWorkerUrl from "./overlays.worker.ts?worker&url";
import rasterWorkerUrl from "./raster.worker.ts?worker&url";
import { createRunShelf, type RunShelf } from "./run-shelf.ts";
import { selfTest } from "./self-test.ts";
import { telling } from "./telling.ts";
import vectorWorkerUrl from "./vector.worker.ts?worker&url";
import { startWebWorker } from "./web-worker.ts";

/** More workers than this bring little: memory bandwidth is shared, and each holds some 250 MB. */
const MOST_INFERENCE_WORKERS = 4;

/** Ocsol's threads as one object: what the page may ask of them. Every promise settles when aborted. */
export interface Engine {
  open(inputs: readonly ImageInput[], options: OpenImageOptions, signal: AbortSignal): Promise<OpenedRaster>;
  /** Lets go of what is open; what a run has done is kept. */
  close(): Promise<void>;
  /** Polygons out of a user's files, those that touch the grid, as zones in its CRS. */
  readArea(files: readonly File[], grid: Grid, signal: AbortSignal): Promise<Zone[]>;
  /** The same, each with what a user would call it, those that touch a rectangle. */
  readZones(files: readonly File[], bounds: Bounds, crs: Crs, signal: AbortSignal): Promise<NamedZone[]>;
  /** What such files are: an area, a map to compare with, or a result of Ocsol's. */
  recognise(files: readonly File[], signal: AbortSignal): ReturnType<AreaApi["recognise"]>;
  /** Opens a result from its file; the map stays in its worker until a run is vectorised or another is opened. */
  reopen(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<OpenedMap>;
  /** Nothing of a map, opened or made, is needed any more; the reference has to be forgotten first. */
  closeMap(): void;
  /**
   * The map that was vectorised or opened, with its corrections, as the one that `exportAs`, `paintCovers` and `compare`
   * work on, cut to an area if there is one.
   */
  resurvey(area: readonly Zone[] | undefined, signal: AbortSignal): Promise<VectorSummary>;
  /** Brings the vectorised or opened map to these corrections: quick where the list goes on or falls short of the last. */
  correct(edits: readonly Edit[], onProgress: (share: number) => void, signal: AbortSignal): Promise<Corrected>;
  /** The face at a place in the map's CRS. */
  faceAt(x: number, y: number, signal: AbortSignal): Promise<FaceFacts | undefined>;
  /** The parts into which a line, x, y pairs, cuts the face at a place; fewer than two: it does not cross it. */
  partsOf(at: Point, line: Float64Array, signal: AbortSignal): Promise<Zone[]>;
  /** Faces in an area, if there is one, that nobody has looked at, least sure first. */
  leastSure(count: number, area: readonly Zone[] | undefined, signal: AbortSignal): Promise<FaceFacts[]>;
  /** The polygons with their corrections, as a class raster would give them. */
  readMapped(rect: PixelRect, level: number, signal: AbortSignal): Promise<ClassWindow>;
  readOpened(rect: PixelRect, level: number, signal: AbortSignal): Promise<ClassWindow>;
  /** Another map of the same ground, the part of it on the grid; it stays in the vector worker. */
  readReference(files: readonly File[], grid: Grid, signal: AbortSignal): Promise<ReferenceFacts>;
  forgetReference(): Promise<void>;
  /** A rectangle in the pixels of a level of `scale`: places in the reference's `codes`, from 1 on. */
  paintReference(rect: PixelRect, scale: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Whether maps vectorised or surveyed from now on have the reference's uses. */
  takeUses(taken: boolean, signal: AbortSignal): Promise<void>;
  /** Points of a stratified sample of the vectorised or surveyed map, without answers. */
  drawSample(design: SampleDesign, size: number | undefined, seed: number, signal: AbortSignal): Promise<Sample>;
  /** What the reference says of places, in the map's CRS. */
  coversAt(places: readonly Point[], signal: AbortSignal): Promise<FoundCover[]>;
  /** What an OCS GE or a CoSIA in a file says of places in a CRS. */
  coversIn(files: readonly File[], places: readonly Point[], crs: Crs, signal: AbortSignal): Promise<FoundCover[]>;
  /** A sample as a table; `epsg` is of its coordinates. */
  sampleCsv(sample: Sample, epsg: number): Promise<string>;
  /** The vectorised or surveyed map against the reference. */
  compare(signal: AbortSignal): Promise<Compared>;
  readonly models: ModelShelf;
  readonly runs: RunShelf;
  readonly overlays: OverlayShelf;
  /** Two dates compared, and their photographs. */
  readonly change: ChangeShelf & {
    readonly images: SideImages;
    /** How far the earlier of the two photographs lies beside the later one; null where they cannot be matched. */
    match(images: MatchedImages, signal: AbortSignal): Promise<Misregistration | null>;
    /** The tones of the image open in the steps, which is of `date`, in those of the other date's photograph; see `MatchApi`. */
    matchTones(
      images: MatchedImages,
      date: DateName,
      seen: Tones | undefined,
      signal: AbortSignal,
    ): Promise<Tones | null>;
  };
  /** Comparisons, from one session to the next. */
  readonly comparisons: ComparisonShelf;
  /** What Ocsol keeps on the machine. */
  siteData(): Promise<Stored[]>;
  /** A synthetic scene as a GeoTIFF file. */
  demo(scene: SceneChoice, signal: AbortSignal): Promise<File>;
  /** BD ORTHO of an area from IGN's server, as a GeoTIFF file called `name`; `onProgress`: requests answered. */
  takeOrthophoto(plan: AreaPlan, name: string, onProgress: (done: number) => void, signal: AbortSignal): Promise<File>;
  readImage(rect: PixelRect, level: number, signal: AbortSignal): Promise<RasterWindow>;
  /** A rough picture of the whole, where a sharper one takes long. */
  previewImage(signal: AbortSignal): Promise<RasterWindow | undefined>;
  loadModel(model: ModelSource, settings: BackendSettings, signal: AbortSignal): Promise<BackendChoice>;
  /** Where the loaded model runs now: a worker restarted after a lost GPU may have fallen back. */
  backend(): BackendChoice | undefined;
  /** How many windows a run infers at once. */
  windowsAtOnce(backend: BackendChoice["backend"], settings: BackendSettings): number;
  /** Where a run would be inferred and, if not on a GPU, why: as far as this thread can tell. */
  chooseBackend(settings: BackendSettings): Promise<BackendChoice>;
  /** Rejects as loading and running the model do. */
  selfTest(model: ModelSource, settings: BackendSettings, signal: AbortSignal): Promise<SelfTested>;
  begin(plan: TilePlan, name: string, keep: boolean, signal: AbortSignal): Promise<BegunRaster>;
  segment(
    plan: TilePlan,
    tiles: ArrayLike<number>,
    onProgress: (progress: SegmentationProgress) => void,
    pause: Pause,
    signal: AbortSignal,
  ): Promise<SegmentationSummary>;
  readClasses(rect: PixelRect, level: number, signal: AbortSignal): Promise<ClassWindow>;
  counts(signal: AbortSignal): Promise<Float64Array>;
  /**
   * Traces the class raster of the present run; the map, without corrections, stays in its worker until the next call.
   */
  vectorise(
    raster: BegunRaster,
    options: MapOptions,
    confidenceKnown: boolean,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** The class raster of the present run as a file, without data outside an area, if there is one. */
  exportRaster(
    kind: RasterFormatId,
    options: ExportOptions,
    area: readonly Zone[] | undefined,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  /** The vectorised result as a file of the given format. */
  exportAs(
    format: string,
    options: ExportOptions,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  /** A picture of the vectorised result, as `VectorApi` gives it. */
  paintCovers(bounds: Bounds, width: number, height: number, signal: AbortSignal): Promise<Uint8Array>;
  /** What the user has chosen for each piece of work, from one session to the next. */
  readonly work: WorkShelf;
}

export function createEngine(): Engine {
  // What a fresh raster worker must be told after a crash, in order.
  let image: { inputs: readonly ImageInput[]; options: OpenImageOptions } | undefined;
  let run: { plan: TilePlan; name: string; keep: boolean } | undefined;
  /** models asked for so far */
  let loads = 0;
  const raster = createWorkerClient<RasterApi>(
    "raster",
    () => startWebWorker(rasterWorkerUrl, "raster"),
    async (api) => {
      const { image: reopened, run: resumed } = { image, run };
      // Should either fail, the next call starts from an empty worker rather than failing for ever.
      image = undefined;
      run = undefined;
      if (reopened !== undefined) await api.open(reopened.inputs, reopened.options);
      image = reopened;
      if (resumed === undefined) return;
      const { durable } = await api.begin(resumed.plan, resumed.name, resumed.keep);
      // What was in the worker's memory is gone: going on would leave holes in the map.
      if (!durable) throw appError("worker-crashed", { worker: "raster", detail: "its memory is lost" });
      run = resumed;
    },
  );
  const startDemo = () => startWebWorker(demoWorkerUrl, "demo");
  const demo = createWorkerClient<DemoApi>("demo", startDemo);
  // What a fresh vector worker must be told after a cancel or a crash.
  let reopenedFile: File | undefined;
  /** of the map in the worker; a run's is traced again after a restart, and corrected then */
  let corrections: readonly Edit[] = [];
  let reference: { readonly files: readonly File[]; readonly grid: Grid; usesTaken: boolean } | undefined;
  const vector = createWorkerClient<VectorApi>(
    "vector",
    () => startWebWorker(vectorWorkerUrl, "vector"),
    async (api) => {
      const { file, edits, beside } = { file: reopenedFile, edits: corrections, beside: reference };
      // Should either fail (a file changed or gone), the next call starts from an empty worker rather than failing for ever.
      reopenedFile = undefined;
      corrections = [];
      reference = undefined;
      if (file !== undefined) {
        const silent = Comlink.proxy(() => {});
        await api.reopen(file, silent);
        if (edits.length > 0) await api.correct(0, edits, silent);
        corrections = edits;
      }
      reopenedFile = file;
      if (beside === undefined) return;
      await api.readReference(beside.files, beside.grid);
      await api.takeUses(beside.usesTaken);
      reference = beside;
    },
  );
  const startInference = () => startWebWorker(inferenceWorkerUrl, "inference");
  const processorWorkers = Math.min(MOST_INFERENCE_WORKERS, Math.max(1, navigator.hardwareConcurrency));
  const inference = createInferencePool(startInference, processorWorkers);

  /** Work of the vector worker that reads from the raster worker: what it asks of a dead one is never answered. */
  const whileRasterLives = async <T>(work: Promise<T>): Promise<T> => {
    const over = new AbortController();
    const death = raster.call(() => new Promise<never>(() => {}), over.signal);
    death.catch(() => over.signal.aborted || vector.stop());
    try {
      return await Promise.race([work, death]);
    } finally {
      over.abort(appError("cancelled", {}));
    }
  };

  /** Tracing and exporting loop for seconds: the only prompt cancel is to end the worker. */
  const orStop = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
    // At once, not when the rejection comes round: what is asked of the worker next must find a fresh one.
    const stop = () => vector.stop();
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await work;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  };

  /** Reads polygons in a thread that ends with it. */
  const inArea = async <T>(read: (api: Comlink.Remote<AreaApi>) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const area = createWorkerClient<AreaApi>("area", () => startWebWorker(areaWorkerUrl, "area"));
    try {
      return await area.call(read, signal);
    } finally {
      area.stop();
    }
  };

  const work = createWorkShelf();
  const images = createSideImages(() => startWebWorker(rasterWorkerUrl, "raster"));

  const matcher = createMatchImages(() => startWebWorker(matchWorkerUrl, "match"));
  const readImage: Engine["readImage"] = (rect, level, signal) =>
    cancellable(raster, (api, request) => api.read(rect, level, request), signal);
  return {
    models: createModelShelf(() => startWebWorker(modelsWorkerUrl, "models"), startInference),
    runs: createRunShelf(work),
    siteData: () => measureSiteData(new URL(".", location.href).href),
    overlays: createOverlayShelf(() => startWebWorker(overlaysWorkerUrl, "overlays")),
    change: {
      ...createChangeShelf(() => startWebWorker(changeWorkerUrl, "change")),
      images,
      match: (both, signal) => matcher.misregistration(both, images.read, signal),
      matchTones: (both, date, seen, signal) =>
        matcher.tones(
          both,
          date,
          seen,
          (of, ...asked) => (of === date ? readImage(...asked) : images.read(of, ...asked)),
          signal,
        ),
    },
    comparisons: createComparisonShelf(),
    work,
    async open(inputs, options, signal) {
      const before = { image, run };
      // A worker that must be started for this call has nothing else to reopen first.
      image = undefined;
      run = undefined;
      const giveUp = () => void raster.call((api) => api.giveUpOpening()).catch(() => {});
      signal.addEventListener("abort", giveUp, { once: true });
      try {
        const opened = await raster.call((api) => api.open(inputs, options), signal);
        image = { inputs, options };
        run = undefined;
        return opened;
      } catch (error) {
        if (image === undefined) ({ image, run } = before);
        throw error;
      } finally {
        signal.removeEventListener("abort", giveUp);
      }
    },
    async close() {
      image = undefined;
      run = undefined;
      reopenedFile = undefined;
      await raster.call((api) => api.close());
    },
    readArea: (files, grid, signal) =>
      inArea((api) => api.read(files, { bounds: gridBounds(grid), crs: grid.crs }), signal),
    readZones: (files, bounds, crs, signal) => inArea((api) => api.readNamed(files, { bounds, crs }), signal),
    recognise: (files, signal) => inArea((api) => api.recognise(files), signal),
    coversIn: (files, places, crs, signal) => inArea((api) => api.coversAt(files, places, crs), signal),
    async reopen(file, onProgress, signal) {
      const opened = await telling(onProgress, (told) =>
        orStop(
          vector.call((api) => api.reopen(file, told), signal),
          signal,
        ),
      );
      reopenedFile = file;
      corrections = [];
      return opened;
    },
    async correct(edits, onProgress, signal) {
      const corrected = await telling(onProgress, (told) =>
        orStop(
          vector.call((api) => {
            // Asked when the worker is ready: one started for this call has been brought to `corrections`.
            let kept = 0;
            while (kept < edits.length && edits[kept] === corrections[kept]) kept++;
            return api.correct(kept, edits.slice(kept), told);
          }, signal),
          signal,
        ),
      );
      corrections = edits;
      return corrected;
    },
    faceAt: (x, y, signal) => vector.call((api) => api.faceAt(x, y), signal),
    partsOf: (at, line, signal) => vector.call((api) => api.partsOf(at, line), signal),
    leastSure: (count, area, signal) => vector.call((api) => api.leastSure(count, area), signal),
    readMapped: (rect, level, signal) => vector.call((api) => api.readMapped(rect, level), signal),
    closeMap() {
      reopenedFile = undefined;
      corrections = [];
      vector.stop();
    },
    resurvey: (area, signal) =>
      orStop(
        vector.call((api) => api.resurvey(area), signal),
        signal,
      ),
    readOpened: (rect, level, signal) => vector.call((api) => api.readOpened(rect, level), signal),
    async readReference(files, grid, signal) {
      const facts = await orStop(
        vector.call((api) => api.readReference(files, grid), signal),
        signal,
      );
      reference = { files, grid, usesTaken: false };
      return facts;
    },
    async forgetReference() {
      reference = undefined;
      await vector.call((api) => api.forgetReference());
    },
    paintReference: (rect, scale, signal) => vector.call((api) => api.paintReference(rect, scale), signal),
    async takeUses(taken, signal) {
      await vector.call((api) => api.takeUses(taken), signal);
      if (reference !== undefined) reference.usesTaken = taken;
    },
    drawSample: (design, size, seed, signal) => vector.call((api) => api.drawSample(design, size, seed), signal),
    coversAt: (places, signal) => vector.call((api) => api.coversAt(places), signal),
    sampleCsv: async (sample, epsg) => (await import("../export/sample-csv.ts")).sampleCsv(sample, epsg),
    compare: (signal) =>
      orStop(
        vector.call((api) => api.compare(), signal),
        signal,
      ),
    async demo(scene, signal) {
      try {
        return await demo.call((api) => api.write(scene), signal);
      } finally {
        demo.stop();
      }
    },
    async takeOrthophoto(plan, name, onProgress, signal) {
      // a worker of its own for each: the one given up may still be clearing away
      const imagery = createWorkerClient<ImageryApi>("imagery", () => startWebWorker(imageryWorkerUrl, "imagery"));
      try {
        return await imagery.call((api) => api.take(plan, name, Comlink.proxy(onProgress)), signal);
      } finally {
        if (signal.aborted) await imagery.call((api) => api.cancel()).catch(() => {});
        imagery.stop();
      }
    },
    readImage,
    previewImage: (signal) => raster.call((api) => api.preview(), signal),
    loadModel(model, settings, signal) {
      loads++;
      return inference.load(model, settings, signal);
    },
    backend: inference.backend,
    windowsAtOnce: inference.atOnce,
    chooseBackend,
    selfTest: (model, settings, signal) => selfTest(model, settings, startDemo, startInference, signal),
    async begin(plan, name, keep, signal) {
      const begun = await raster.call((api) => api.begin(plan, name, keep), signal);
      run = { plan, name, keep };
      return begun;
    },
    async segment(plan, tiles, onProgress, pause, signal) {
      const mine = loads;
      const flush = (until?: AbortSignal) => raster.call((api) => api.flush(), until);
      const told = (progress: SegmentationProgress) => {
        // A pause may last: a laptop is shut, a battery runs out. What cannot be written the next window will say.
        if (progress.atRest) flush().catch(() => {});
        onProgress(progress);
      };
      try {
        const summary = await segment(
          plan,
          tiles,
          {
            readWindow: (tile) => raster.call((api) => api.readModelWindow(tile), signal),
            infer: (window) => inference.run(window, signal),
            writeTile: (tile, answer) =>
              raster.call(
                (api) =>
                  api.writeTile(
                    tile,
                    answer && Comlink.transfer(answer, [answer.classes.buffer, answer.confidence.buffer]),
                  ),
                signal,
              ),
            lanes: inference.lanes(),
            now: () => performance.now(),
            pause,
          },
          told,
          signal,
        );
        await flush(signal);
        return summary;
      } finally {
        // Unless another run has the workers by now. A WASM heap never shrinks: some 250 MB a worker that tracing can use; and a window given up computes no longer.
        if (loads === mine) inference.close();
      }
    },
    readClasses: (rect, level, signal) => raster.call((api) => api.readClasses(rect, level), signal),
    counts: (signal) => raster.call((api) => api.counts(), signal),
    async vectorise({ grid, levels }, options, confidenceKnown, onProgress, signal) {
      reopenedFile = undefined; // a run has taken its place
      corrections = [];
      const { port1, port2 } = new MessageChannel();
      await raster.call((api) => api.serveClasses(Comlink.transfer(port1, [port1])), signal);
      const work = telling(onProgress, (told) =>
        vector.call(
          (api) => api.vectorise(Comlink.transfer(port2, [port2]), grid, levels, options, confidenceKnown, told),
          signal,
        ),
      );
      return await whileRasterLives(orStop(work, signal));
    },
    exportRaster: (kind, options, area, onProgress, signal) =>
      telling(onProgress, (told) =>
        cancellable(raster, (api, request) => api.exportRaster(kind, options, area, told, request), signal),
      ),
    exportAs: (format, options, onProgress, signal) =>
      telling(onProgress, (told) =>
        orStop(
          vector.call((api) => api.exportAs(format, options, told), signal),
          signal,
        ),
      ),
    paintCovers: (bounds, width, height, signal) =>
      vector.call((api) => api.paintCovers(bounds, width, height), signal),
  };
}
