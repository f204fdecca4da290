import type { ChangeFacts } from "../../core/change/change-facts.ts";
import type { DateName } from "../../core/change/change-map.ts";
import type { SideFacts } from "../../core/change/comparability.ts";
import type { ChangeDecision } from "../../core/change/decision.ts";
import type { ChangeFigures } from "../../core/change/figures.ts";
import type { ChangeSettings } from "../../core/change/settings.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import type { RasterLevel } from "../../core/ports/raster-source.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import type { Misregistration } from "../../core/registration/misregistration.ts";
import type { Sample, SampleDesign } from "../../core/sample/sample.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";

/** The two maps and what has changed between them: one worker holds them. Every method may reject with an `AppError`. */
export interface ChangeApi {
  /** A map's file, or the files of one: an Ocsol result, an OCS GE, a CoSIA. It takes the place of the one before. */
  setSide(date: DateName, files: readonly File[], onProgress: (share: number) => void): Promise<SideFacts>;
  clearSide(date: DateName): Promise<void>;
  /** The change map, without decisions, of the two maps inside an area, if there is one. */
  compare(
    settings: ChangeSettings,
    area: readonly Zone[] | undefined,
    onProgress: (share: number) => void,
  ): Promise<ComparedDates>;
  /** Under these decisions, and no others. */
  decide(decisions: readonly ChangeDecision[]): Promise<RevisedChanges>;
  figuresByZone(zones: readonly Zone[]): Promise<ChangeFigures[]>;
  changeAt(x: number, y: number): Promise<number | undefined>;
  /** Outlines of a change. */
  shapeOf(id: number): Promise<Zone>;
  /** A rectangle of `levels[level]` of the change map's grid: place of the kind in `changeKinds`, from 1; 0 no change. */
  paintKinds(rect: PixelRect, level: number): Promise<Uint8Array>;
  /** The same of a date's covers as decided: place in `coverClasses`, from 1; 0 outside. */
  paintCovers(date: DateName, rect: PixelRect, level: number): Promise<Uint8Array>;
  /** As a picture of `bounds`, rows from the north, for a report. */
  paintPicture(bounds: Bounds, width: number, height: number): Promise<Uint8Array>;
  /** Points of a stratified sample of the change map, without answers. */
  drawSample(design: SampleDesign, size: number | undefined, seed: number): Promise<Sample>;
  /** GeoPackage with CHANGEMENT and, where there is a sample, ECHANTILLON. */
  exportPackage(options: ChangeExportOptions, onProgress: (share: number) => void): Promise<Blob>;
  /** The figures as decided, as CSV for a spreadsheet: the flows, or what was taken and given back, by zone and in all. */
  exportTable(table: "flows" | "land-take", zones: readonly NamedZone[]): Promise<Blob>;
}

/** What an export of a comparison says of itself, besides what the worker holds. */
export interface ChangeExportOptions {
  readonly created: string;
  /** as in `ChangeRecord` */
  readonly area?: { readonly name: string } | undefined;
  readonly misregistration: Misregistration | undefined;
  /** the user has said yes to maps of different models */
  readonly modelsAccepted: boolean;
  readonly sample: Sample | undefined;
  readonly zones: readonly NamedZone[];
  /** what weakens the comparison and what its figures do not say, as sentences in French: they go with the file */
  readonly remarks?: readonly string[];
}

export interface NamedZone {
  readonly name: string;
  readonly zone: Zone;
}

export interface ComparedDates extends DecidedChanges {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
}

/** What decisions have altered: of tens of thousands of changes all but a few are as they were told last. */
export interface RevisedChanges {
  readonly figures: ChangeFigures;
  readonly revised: readonly ChangeFacts[];
}

export interface DecidedChanges {
  readonly figures: ChangeFigures;
  /** in the order of `id`; rejected ones too */
  readonly changes: readonly ChangeFacts[];
}
