import type { Area } from "./area.ts";
import type { BackendSettings } from "./backend-choice.ts";
import type { OpenImageOptions } from "./open-options.ts";
import type { SceneChoice } from "./scene-choice.ts";

/** A file by what is in it: found again under another name, and told from another of the same name. */
export interface FileIdentity {
  readonly name: string;
  /** what lies beside an image is found by it; "" at the top */
  readonly folder: string;
  /** bytes */
  readonly size: number;
  /** SHA-256 of samples of its content, hexadecimal */
  readonly fingerprint: string;
}

/** What is kept of a segmentation besides its class raster, so that it can be taken up after a reload or a crash. */
export interface RunRecord {
  /** the class raster's file name; the same image, model and grid give the same */
  readonly name: string;
  /** what the image was opened from */
  readonly files: readonly FileIdentity[];
  /** made by Ocsol's own generator, which can make it again */
  readonly synthetic: boolean;
  /** then, which scene; the demonstration's where nothing is said */
  readonly scene?: SceneChoice;
  /** where the image was opened by links, those: they are opened again without asking */
  readonly links: readonly string[];
  readonly options: OpenImageOptions;
  /** what the work was limited to */
  readonly area: Area | undefined;
  /** manifest id */
  readonly model: string;
  readonly backend: BackendSettings;
  /** the model was given pixels twice as wide; records of before the choice do not say */
  readonly coarse?: boolean;
  /** when it was last begun or taken up, milliseconds since 1970 */
  readonly begun: number;
  /** as the screen last said: the journal knows better after a crash */
  readonly tilesDone: number;
  readonly tilesTotal: number;
  /** saved as a file, with all the corrections it has */
  readonly exported: boolean;
}

export function isFinished({ tilesDone, tilesTotal }: RunRecord): boolean {
  return tilesDone === tilesTotal;
}

/** Finished results kept, so that the last images can be gone back to; more would be gigabytes nobody asked for. */
const FINISHED_KEPT = 5;

/**
 * Those that may go by themselves: finished, exported, and not among the newest five of that kind. An unfinished run,
 * or a result that was never saved, goes only when the user says so.
 */
export function dispensable<Run extends RunRecord>(runs: readonly Run[]): Run[] {
  return runs
    .filter((run) => isFinished(run) && run.exported)
    .sort((one, other) => other.begun - one.begun)
    .slice(FINISHED_KEPT);
}
