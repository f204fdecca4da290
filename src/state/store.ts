import { createStore, type StoreApi } from "zustand/vanilla";
import type { Contact } from "../core/contacts.ts";
import type { Edit } from "../core/edits/edit.ts";
import type { AppError } from "../core/errors.ts";
import type { Exercise } from "../core/exercise/exercise.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import type { Crs } from "../core/geo/crs.ts";
import type { PaletteId } from "../core/landcover/palettes.ts";
import type { PresetId } from "../core/landcover/presets.ts";
import type { ModelDraft } from "../core/models/description.ts";
import { createPause, type PauseSwitch } from "../core/pause.ts";
import type { Area } from "../core/ports/area.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { ExportFormat, SavedFile } from "../core/ports/export-formats.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { ResultRecord } from "../core/ports/result-record.ts";
import type { FileIdentity } from "../core/ports/run-record.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { SegmentationProgress } from "../core/ports/segmentation.ts";
import type { Grid } from "../core/raster/grid.ts";
import type { TilePlan } from "../core/raster/tile-plan.ts";
import type { ChangeReport } from "../core/report/change-report.ts";
import type { Report } from "../core/report/report.ts";
import type {
  BegunRaster,
  Compared,
  Corrected,
  ImageInput,
  KeptRun,
  ModelSource,
  OpenedRaster,
  ReferenceFacts,
  StoredWork,
  VectorSummary,
} from "../workers/api.ts";
import type { Engine } from "../workers/engine.ts";
import { type ChangeState, initialChange } from "./change.ts";
import { type Correcting, notCorrecting } from "./correcting.ts";
import type { History } from "./history.ts";
import type { Identified, Measured, MeasureKind, Overlay, PositionState } from "./map-tools.ts";
import { type CopyKeeper, nothingKnownOffline, type OfflineState } from "./offline.ts";
import type { OnlineState } from "./online.ts";
import { notSampling, type SamplingState } from "./sampling.ts";
import type { Settings } from "./settings-record.ts";

export interface OpenImage {
  readonly inputs: readonly ImageInput[];
  /** what the user has said where the files leave it open */
  readonly options: OpenImageOptions;
  readonly opened: OpenedRaster;
  /** made by Ocsol's own generator: the screen says so */
  readonly synthetic: boolean;
  /** then, which scene */
  readonly scene?: SceneChoice;
}

export type { Area, KeptRun, StoredWork };

/** The image on its way in; the one open before stays until the new one is there. */
export type OpeningState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "opening";
      readonly name: string;
      readonly synthetic: boolean;
      /** 0–1, where it is known */
      readonly share?: number;
    }
  /** the files leave something open: the user is asked, and what was dropped is opened again with the answer */
  | {
      readonly phase: "asking";
      readonly question: Question;
      readonly inputs: readonly ImageInput[];
      readonly options: OpenImageOptions;
    };

/** Errors of opening that the user can answer. */
export type QuestionTag = "crs-missing" | "crs-unknown" | "stretch-needed" | "images-differ";
export type Question = { [T in QuestionTag]: AppError<T> }[QuestionTag];

/** A model on its way in; the chosen one stays until the new one has proved sound. */
export type AddingState =
  | { readonly phase: "idle" }
  | { readonly phase: "reading"; readonly file: string }
  /** its files do not say all: the user is asked */
  | {
      readonly phase: "describing";
      readonly graph: File;
      readonly draft: ModelDraft;
      /** what was filled in is being tried */
      readonly busy: boolean;
      /** why what was filled in does not do */
      readonly refused: AppError | undefined;
    }
  | { readonly phase: "added"; readonly model: ModelSource; readonly durable: boolean };

export type RunState =
  | { readonly phase: "none" }
  | { readonly phase: "loading"; readonly what: "raster" | "model" }
  | {
      readonly phase: "running";
      readonly choice: BackendChoice;
      /** of this run; an earlier one may have done some tiles already */
      readonly progress: SegmentationProgress;
      /** asked for by the user; `progress.atRest` says when it has come */
      readonly paused: boolean;
      readonly tilesDone: number;
      readonly tilesTotal: number;
    }
  /** cancelled or failed half-way: what is done is kept */
  | { readonly phase: "stopped"; readonly tilesDone: number; readonly tilesTotal: number }
  | {
      readonly phase: "done";
      /** undefined when an earlier run had finished it */
      readonly ran:
        | {
            readonly choice: BackendChoice;
            readonly seconds: number;
            /** nothing of it was done before this run */
            readonly whole: boolean;
          }
        | undefined;
    };

/** What the map shows and files are made of: made here by a run, or opened from a file that was made so. */
export type Result = RunResult | OpenedResult;

/** The class raster being made or finished, and what the map needs to show it. */
export interface RunResult {
  readonly from: "run";
  readonly plan: TilePlan;
  readonly raster: BegunRaster;
  readonly model: ModelSource;
  /** under which it is kept; undefined where it lasts only as long as the page */
  readonly name: string | undefined;
  /** tiles that an earlier run had done and that were found lost or cut short */
  readonly lost: number;
  /** pixels of each numero, index = numero */
  readonly counts: Float64Array;
  /** grows when tiles have been written: the map asks for its tiles again */
  readonly revision: number;
}

/** A map in the vector worker. How it was generalised is as it was: there is no class raster to make it anew from. */
export interface OpenedResult {
  readonly from: "file";
  readonly file: string;
  /** the file itself and what it is known by */
  readonly source: File;
  readonly identity: FileIdentity;
  readonly record: ResultRecord;
  readonly raster: { readonly grid: Grid; readonly levels: readonly RasterLevel[] };
  readonly confidenceKnown: boolean;
  /** pixels of each numero, index = numero */
  readonly counts: Float64Array;
  readonly revision: number;
}

/** Another map of the same ground, brought to be compared with. */
export interface OpenReference extends ReferenceFacts {
  readonly file: string;
  /** what the map paints it on */
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  /** how it is shown on the map */
  readonly shown: "hidden" | "outlines" | "colours";
  /** maps made from now on have its uses */
  readonly usesTaken: boolean;
  /** the result of the moment against it, and what that was made of: other settings make it old */
  readonly comparison: (Compared & { readonly of: MappedResult }) | undefined;
}

export type ReferenceState =
  | { readonly phase: "none" }
  | { readonly phase: "reading"; readonly file: string }
  | { readonly phase: "open"; readonly reference: OpenReference }
  | { readonly phase: "comparing"; readonly reference: OpenReference; readonly share: number };

/** What earlier sessions have left. */
export interface KeptRuns {
  /** undefined until the browser has been asked; false where nothing outlives the page */
  readonly durable: boolean | undefined;
  /** newest first */
  readonly list: readonly KeptRun[];
  /** the run whose file the user is asked to give again */
  readonly asking: KeptRun | undefined;
  /** what was done on runs and on results opened from a file; newest first */
  readonly work: readonly StoredWork[];
  /** what was chosen last could not be kept so far */
  readonly unwritten: boolean;
}

export type ExportState =
  | { readonly phase: "idle" }
  /** the year of the photograph is not known: the user is asked before anything is made */
  | { readonly phase: "asking"; readonly format: ExportFormat }
  | { readonly phase: "vectorising" | "writing"; readonly share: number }
  /** made: its size is known, and the next click saves it */
  | {
      readonly phase: "ready";
      readonly blob: Blob;
      readonly name: string;
      readonly format: ExportFormat;
      /** undefined for a raster */
      readonly faces: number | undefined;
    }
  | { readonly phase: "saved"; readonly file: string; readonly bytes: number; readonly faces: number | undefined };

/** One at a time; Escape lays it down. */
export type Tool = "area" | "identify" | "measure" | "reclass" | "merge" | "split" | "brush";

export interface View {
  readonly showImage: boolean;
  readonly showResult: boolean;
  readonly layer: "classes" | "confidence";
  readonly opacity: number;
  /** where the result begins, as a share of the map's width from the left; undefined: it lies over all of it */
  readonly swipe: number | undefined;
  readonly palette: PaletteId;
  /** what is less sure than `hatchBelow`, 0–1, has stripes over its class */
  readonly hatched: boolean;
  readonly hatchBelow: number;
  /** numeros the user has switched off in the legend */
  readonly hidden: ReadonlySet<number>;
}

/** What lies under the pointer, in the image's CRS. */
export interface Pointer {
  readonly x: number;
  readonly y: number;
  /** 0 where no class is known */
  readonly numero: number;
  /** 0–1 */
  readonly confidence: number;
}

/** What an export does to the map on its way from pixels to polygons. */
export interface Generalisation {
  readonly preset: PresetId;
  /** for the preset "libre" */
  readonly minAreaSquareMetres: number;
  /** borders leave the pixels' staircase */
  readonly smooth: boolean;
  /** only where borders are smoothed */
  readonly squareBuildings: boolean;
}

/** What the vector worker holds, and what it was made of: the same again need not be traced again. */
export interface MappedResult {
  readonly raster: Result["raster"];
  /** of the result */
  readonly revision: number;
  readonly generalisation: Generalisation;
  readonly edits: readonly Edit[];
  readonly corrected: Corrected;
  /** its figures, once a file or a report has asked for them, and what else they depend on */
  readonly surveyed:
    | { readonly area: Area | undefined; readonly usesTaken: boolean; readonly summary: VectorSummary }
    | undefined;
}

export interface State {
  readonly image: OpenImage | undefined;
  readonly opening: OpeningState;
  /** undefined: the whole image */
  readonly area: Area | undefined;
  /** what a click on the map does; undefined: it moves the map */
  readonly tool: Tool | undefined;
  /** the user's corrections, in the order they were made */
  readonly edits: readonly Edit[];
  readonly correcting: Correcting;
  /** what can be undone and redone */
  readonly history: History;
  readonly models: readonly ModelSource[];
  readonly chosenModel: string;
  readonly adding: AddingState;
  readonly backend: BackendSettings;
  /** the model is given pixels twice as wide: a quarter of the work, a less accurate map */
  readonly coarse: boolean;
  /** the user wants to be told when the run ends, should the page be out of sight */
  readonly noticeWanted: boolean;
  readonly kept: KeptRuns;
  readonly run: RunState;
  readonly result: Result | undefined;
  readonly reference: ReferenceState;
  /** two dates compared */
  readonly change: ChangeState;
  readonly sampling: SamplingState;
  readonly view: View;
  /** middle of the map's view, in the image's pixels: what is segmented first */
  readonly viewCentre: readonly [column: number, row: number] | undefined;
  /** what the map shows, in the image's CRS */
  readonly viewBounds: Bounds | undefined;
  /** what it is to show next; it goes there once */
  readonly viewWanted: Bounds | undefined;
  readonly pointer: Pointer | undefined;
  readonly exporting: ExportState;
  readonly generalisation: Generalisation;
  /** undefined where the vector worker holds no map of the result */
  readonly mapped: MappedResult | undefined;
  /** "" where it is not known */
  readonly millesime: string;
  /** the user was asked for the year and knowingly left it open */
  readonly millesimeWaived: boolean;
  /** of files; undefined: the image's own */
  readonly exportCrs: Crs | undefined;
  readonly identified: Identified | undefined;
  readonly measuring: MeasureKind;
  readonly measured: Measured | undefined;
  /** the first lies lowest */
  readonly overlays: readonly Overlay[];
  /** what is being read as an overlay */
  readonly overlayOpening: string | undefined;
  /** a layer of polygons of which the user is asked what it is to be */
  readonly offeredLayer: readonly File[] | undefined;
  readonly position: PositionState;
  /** shown instead of the map while there is one */
  readonly report: Report | ChangeReport | undefined;
  readonly error: AppError | undefined;
  /** Space is held down: drags move the map, whatever tool is in hand */
  readonly panning: boolean;
  /** the list of keys lies over the page */
  readonly keysShown: boolean;
  /** keys without Ctrl do something: the user may switch them off, for voice control types letters (WCAG 2.1.4) */
  readonly singleKeys: boolean;
  /** what the user has set for whatever is opened next, in this session and those before */
  readonly chosen: Partial<Settings>;
  /** the user has been told what is lost by leaving the page, and leaves */
  readonly leaving: boolean;
  /** undefined on the page that contacts nothing */
  readonly online: OnlineState | undefined;
  /** undefined outside of workshops */
  readonly exercise: ExerciseState | undefined;
  /** every origin that page and workers have asked for something, or tried to */
  readonly contacts: readonly Contact[];
  readonly offline: OfflineState;
}

/** A trainer's exercise and how far a participant has come. */
export interface ExerciseState {
  readonly exercise: Exercise;
  /** what has been typed, by question */
  readonly answers: readonly string[];
  /** by question; undefined before it is checked, and again once the answer changes */
  readonly verdicts: readonly ("right" | "wrong" | "unreadable" | undefined)[];
}

/** The browser's way of saving: its dialogue where it has one, else a download. */
export interface FileSaving {
  save(blob: Blob, name: string, format: SavedFile): Promise<void>;
}

/** What commands act on: the store, the threads, and the browser's save dialogue. */
export interface App {
  readonly store: StoreApi<State>;
  readonly engine: Engine;
  readonly saving: FileSaving;
  /** of Ocsol */
  readonly version: string;
  /** of the run that goes on */
  readonly pause: PauseSwitch;
  /** what can be cancelled now */
  readonly running: {
    image?: AbortController;
    area?: AbortController;
    model?: AbortController;
    run?: AbortController;
    export?: AbortController;
    taking?: AbortController;
    reference?: AbortController;
    /** what is being done to the comparison of two dates */
    change?: AbortController;
    /** points are being drawn, or answered by a layer */
    sampling?: AbortController;
    /** what brings the polygons to the user's corrections */
    corrections?: AbortController;
    /** what is asked of the polygons: facts of a face, parts, the least sure */
    asking?: AbortController;
    identify?: AbortController;
    position?: AbortController;
  };
  /** what is done one after the other: the last that was asked for, which never rejects */
  readonly turns: { overlay: Promise<unknown>; dates: Promise<unknown> };
  /** the copy of the app on this machine; no keeper where there can be none */
  readonly offline: { keeper?: CopyKeeper };
}

/** CoSIA shows everything; 50 m² removes specks without eating a house. */
const DEFAULT_MIN_AREA_SQUARE_METRES = 50;

export const initialGeneralisation: Generalisation = {
  preset: "libre",
  minAreaSquareMetres: DEFAULT_MIN_AREA_SQUARE_METRES,
  smooth: false,
  squareBuildings: false,
};

export const initialBackend: BackendSettings = { wanted: "auto", allowSoftwareGpu: false };

/**
 * Of what the bundled model is less sure of than a half, it has the class wrong more often than right: 45 % are right, and
 * 59 to 97 % in the steps above, measured on the part of an orthophoto of Béziers kept from training. That is a seventh to
 * a quarter of real land.
 */
const HATCH_BELOW = 0.5;

export const noHistory: History = { past: [], future: [], told: undefined };

export function createApp(
  engine: Engine,
  models: readonly ModelSource[],
  chosenModel: string,
  saving: FileSaving,
  version: string,
): App {
  const store = createStore<State>(() => ({
    image: undefined,
    opening: { phase: "idle" },
    area: undefined,
    tool: undefined,
    edits: [],
    correcting: notCorrecting,
    history: noHistory,
    models,
    chosenModel,
    adding: { phase: "idle" },
    backend: initialBackend,
    coarse: false,
    noticeWanted: false,
    kept: { durable: undefined, list: [], asking: undefined, work: [], unwritten: false },
    run: { phase: "none" },
    result: undefined,
    reference: { phase: "none" },
    change: initialChange,
    sampling: notSampling,
    view: {
      showImage: true,
      showResult: true,
      layer: "classes",
      opacity: 0.6,
      swipe: undefined,
      palette: "official",
      hatched: true,
      hatchBelow: HATCH_BELOW,
      hidden: new Set(),
    },
    viewCentre: undefined,
    viewBounds: undefined,
    viewWanted: undefined,
    pointer: undefined,
    exporting: { phase: "idle" },
    generalisation: initialGeneralisation,
    mapped: undefined,
    millesime: "",
    millesimeWaived: false,
    exportCrs: undefined,
    identified: undefined,
    measuring: "length",
    measured: undefined,
    overlays: [],
    overlayOpening: undefined,
    offeredLayer: undefined,
    position: { phase: "off" },
    report: undefined,
    error: undefined,
    panning: false,
    keysShown: false,
    singleKeys: true,
    chosen: {},
    leaving: false,
    online: undefined,
    exercise: undefined,
    contacts: [],
    offline: nothingKnownOffline,
  }));
  return {
    store,
    engine,
    saving,
    version,
    pause: createPause(),
    running: {},
    turns: { overlay: Promise.resolve(), dates: Promise.resolve() },
    offline: {},
  };
}

export function chosenModelOf({ models, chosenModel }: State): ModelSource {
  return models.find(({ manifest }) => manifest.id === chosenModel) ?? models[0]!;
}

/** While a run goes on, its model and backend stay. */
export function isBusy({ run }: State): boolean {
  return run.phase === "loading" || run.phase === "running";
}
