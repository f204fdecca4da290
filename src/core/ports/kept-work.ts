import type { Edit } from "../edits/edit.ts";
import type { Bounds } from "../geo/bounds.ts";
import type { Sample } from "../sample/sample.ts";
import type { Area } from "./area.ts";
import type { FileIdentity } from "./run-record.ts";

/**
 * What the user has chosen for one piece of work, a run or a result opened from a file, to be found again after a
 * reload. Only what has no default that does as well: everything else is in the settings.
 */
export interface KeptWork {
  /** a run's name, or that of an opened result: see `resultKey` */
  readonly of: string;
  /** when it was last changed, milliseconds since 1970 */
  readonly at: number;
  readonly area: Area | undefined;
  /** numeros switched off in the legend */
  readonly hidden: readonly number[];
  readonly millesime: string;
  readonly millesimeWaived: boolean;
  /** EPSG code of files; undefined: the image's own system */
  readonly exportCrs: number | undefined;
  /** what the map showed, in the image's CRS */
  readonly view: Bounds | undefined;
  /** how many edits are kept beside it */
  readonly corrections: number;
  /** points drawn of the map, with their answers; records of before there were any lack it */
  readonly sample?: Sample | undefined;
  /** the file that an opened result is in; undefined for a run */
  readonly file: FileIdentity | undefined;
}

/** With the user's corrections, in their order: they are written only when they change, and read only to go on. */
export interface FoundWork extends KeptWork {
  readonly edits: readonly Edit[];
}

/** What a result opened from a file is kept under: the same bytes are the same result, whatever they are called. */
export function resultKey({ size, fingerprint }: FileIdentity): string {
  return `result ${size} ${fingerprint}`;
}
