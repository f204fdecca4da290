import type { Coverage } from "../vector/coverage.ts";
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
  /** the threshold applied, m² */
  readonly minAreaSquareMetres: number;
}

export interface Exporter {
  readonly id: string;
  readonly extension: string;
  readonly mediaType: string;
  /** Writes the whole file to `sink`. Rejects with an `AppError`; stops within a batch of features when aborted. */
  write(
    coverage: Coverage,
    options: ExportOptions,
    sink: ByteSink,
    onProgress: (done: number, total: number) => void,
    signal?: CancelSignal,
  ): Promise<void>;
}
