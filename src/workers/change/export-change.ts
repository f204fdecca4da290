import { metresLeft, weaknessesOf } from "../../core/change/comparability.ts";
import { appError } from "../../core/errors.ts";
import { BlobSink } from "../../export/blob-sink.ts";
import { flowsCsv, landTakeCsv } from "../../export/change-csv.ts";
import { type ChangePackage, writeChangePackage } from "../../export/change-package.ts";
import { frenchSpreadsheet } from "../../export/csv.ts";
import type { ChangeApi, ChangeExportOptions, NamedZone } from "./api.ts";
import type { HeldChange } from "./held-change.ts";

/** What is compared, as decided, as its file tells it. */
export function packageOf(
  held: HeldChange,
  { created, area, misregistration, modelsAccepted, sample, zones, remarks = [] }: ChangeExportOptions,
): ChangePackage {
  const { ledger, settings } = held;
  const [before, after] = [held.factsOf("before"), held.factsOf("after")];
  if (before === undefined || after === undefined) throw appError("internal", { detail: "a date is missing" });
  return {
    crs: ledger.map.grid.crs,
    changes: ledger.changes,
    outlineOf: (index) => [...ledger.shapeOf(index).polygons[0]!],
    record: {
      created,
      before,
      after,
      settings,
      ...(area && { area }),
      misregistration: misregistration ?? null,
      weaknesses: weaknessesOf(before, after, metresLeft(misregistration, settings)),
      modelsAccepted,
      figures: ledger.figures,
      zones: figuresByName(held, zones),
    },
    sample,
    remarks,
  };
}

function figuresByName({ ledger }: HeldChange, zones: readonly NamedZone[]): ChangePackage["record"]["zones"] {
  const figures = ledger.figuresByZone(zones.map(({ zone }) => zone));
  return zones.map(({ name }, index) => ({ name, figures: figures[index]! }));
}

/** Files of what is compared, as decided. */
export function createChangeExports(held: HeldChange): Pick<ChangeApi, "exportPackage" | "exportTable"> {
  return {
    async exportPackage(options, onProgress) {
      const sink = new BlobSink();
      await writeChangePackage(packageOf(held, options), sink, (done, total) => onProgress(done / total));
      return sink.blob("application/geopackage+sqlite3");
    },
    async exportTable(table, zones) {
      const { figures } = held.ledger;
      const text =
        table === "flows"
          ? flowsCsv(figures, frenchSpreadsheet)
          : landTakeCsv(
              [
                ...figuresByName(held, zones).map((zone, index) => ({ zone: String(index + 1), ...zone })),
                { zone: "ensemble", name: "", figures },
              ],
              frenchSpreadsheet,
            );
      return new Blob([text], { type: "text/csv" });
    },
  };
}
