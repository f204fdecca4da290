import type { Preset } from "../landcover/presets.ts";
import type { LandCoverMap } from "../vector/land-cover-map.ts";
import type { ByteSink } from "./byte-sink.ts";
import type { CancelSignal } from "./cancel.ts";

/** What an export says of itself, besides the shapes. */
export interface ExportOptions {
  /** year or date of the image, as text; "" when unknown */
  readonly millesime: string;
  /** model id and version, "" when the class raster was made elsewhere: goes into `source` */
  readonly model: string;
  /** file name of the orthophoto, or of the class raster made elsewhere */
  readonly image: string;
  /** how the map was generalised */
  readonly preset: Preset;
  /** how far its borders were allowed to move, m; 0, and with nothing said, not at all */
  readonly simplifyMetres?: number;
  /** whether its buildings were squared then */
  readonly squareBuildings?: boolean;
}

export interface Exporter {
  readonly id: string;
  readonly extension: string;
  readonly mediaType: string;
  /** Writes the whole file to `sink`. Rejects with an `AppError`; stops within a batch of features when aborted. */
  write(
    map: LandCoverMap,
    options: ExportOptions,
    sink: ByteSink,
    onProgress: (done: number, total: number) => void,
    signal?: CancelSignal,
  ): Promise<void>;
}
