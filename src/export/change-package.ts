import { CHANGE_RECORD_URI, type ChangeRecord } from "../core/change/change-record.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { Sample } from "../core/sample/sample.ts";
import { describeChange } from "./change-description.ts";
import { changeLayer, type ExportedChanges, sampleLayer } from "./change-layers.ts";
import { writeLayers } from "./geopackage-writer.ts";

export interface ChangePackage extends Omit<ExportedChanges, "sides"> {
  readonly record: Omit<ChangeRecord, "software" | "version" | "sample">;
  readonly sample: Sample | undefined;
  /** what weakens the comparison and what its figures do not say, as sentences in French */
  readonly remarks: readonly string[];
}

/**
 * The GeoPackage of a comparison: CHANGEMENT and, where there is a sample, ECHANTILLON.
 * @throws AppError "write-failed"; the signal's reason when aborted
 */
export async function writeChangePackage(
  { crs, changes, outlineOf, record, sample, remarks }: ChangePackage,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const layer = changeLayer({ crs, sides: record, changes, outlineOf });
  const whole: ChangeRecord = {
    software: "Ocsol",
    version: 1,
    ...record,
    ...(sample && { sample: withoutPoints(sample) }),
  };
  const documents = {
    uri: CHANGE_RECORD_URI,
    record: whole,
    text: describeChange(whole, crs, remarks),
    created: whole.created,
  };
  const layers = sample === undefined ? [layer] : [layer, sampleLayer(sample, crs)];
  await writeLayers(layers, documents, sink, onProgress, signal);
}

function withoutPoints({ points: _, ...sample }: Sample): Omit<Sample, "points"> {
  return sample;
}
