import { summariseMap } from "../core/landcover/summary.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { areaCells, areaColumns, areaRow, areaRows } from "./area-table.ts";
import { csvText, frenchSpreadsheet } from "./csv.ts";

/** The areas of the map by class, and what of it is artificialised: a table for a report, not the polygons. */
export const writeCsv: Exporter["write"] = async (map, _options, sink, onProgress, signal) => {
  signal?.throwIfAborted();
  const summary = summariseMap(map);
  onProgress(1, 1); // what remains takes no time
  signal?.throwIfAborted();
  const rows = [...areaRows(summary), areaRow("carte", "Carte entière", summary.area)];
  const cells = rows.map((row) => areaCells(row, summary.area.planimetric));
  await sink.write(new TextEncoder().encode(csvText([areaColumns, ...cells], frenchSpreadsheet)));
};
