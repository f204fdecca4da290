import type { EditCounts } from "../edits/edit.ts";
import type { Crs } from "../geo/crs.ts";
import type { Preset } from "../landcover/presets.ts";
import type { SurveyedMap } from "../landcover/surveyed-map.ts";
import type { MatchedColours } from "../raster/tones.ts";
import type { ByteSink } from "./byte-sink.ts";
import type { CancelSignal } from "./cancel.ts";
import type { VectorFormat } from "./export-formats.ts";

/** What an export says of itself, besides the shapes. */
export interface ExportOptions {
  /** year of the image, as text; "" when unknown */
  readonly millesime: string;
  /** model id and version, "" when the class raster was made elsewhere: goes into `source` */
  readonly model: string;
  /** file name of the orthophoto, or of the class raster made elsewhere */
  readonly image: string;
  /** what has to be said beside the image, where it is known: "© IGN – BD ORTHO®" */
  readonly imageCredit?: string | undefined;
  /** the image is of Ocsol's own generator: of no place on Earth */
  readonly synthetic?: boolean;
  /** the model saw the image in the colours of another */
  readonly matchedColours?: MatchedColours | undefined;
  /** how the map was generalised */
  readonly preset: Preset;
  /** how far its borders were allowed to move, m; 0, and with nothing said, not at all */
  readonly simplifyMetres?: number;
  /** whether its buildings were squared then */
  readonly squareBuildings?: boolean;
  /** what a person has done to the map; nothing said is nothing done */
  readonly edits?: EditCounts | undefined;
  /** of the file; the map's own where none is given. A format that knows but one (RFC 7946) ignores it */
  readonly crs?: Crs;
  /** when the file is made, ISO 8601 in UTC */
  readonly created: string;
}

export interface Exporter extends VectorFormat {
  /** Writes the whole file to `sink`. Rejects with an `AppError`; stops within a batch of features when aborted. */
  write(
    map: SurveyedMap,
    options: ExportOptions,
    sink: ByteSink,
    onProgress: (done: number, total: number) => void,
    signal?: CancelSignal,
  ): Promise<void>;
}
