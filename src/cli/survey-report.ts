import type { Summary, ZoneSummary } from "../core/landcover/summary.ts";
import type { Survey } from "../core/landcover/survey.ts";
import type { Areas } from "../core/vector/measure.ts";
import { areaCells, areaColumns, areaRow, areaRows, hectares } from "../export/area-table.ts";
import { csvText, rfc4180 } from "../export/csv.ts";

const both = ({ planimetric, ellipsoidal }: Areas) => ({
  hectares: hectares(planimetric),
  hectaresEllipsoid: hectares(ellipsoidal),
});

/** The figures of a survey for --json. */
export function surveyJson({ summary, zones }: Survey, names: readonly string[]): Record<string, unknown> {
  return {
    summary: {
      ...summaryJson(summary),
      perimetersMetres: Object.fromEntries(
        [...summary.perimeters].sort().map(([code, metres]) => [code, Math.round(metres)]),
      ),
    },
    ...(zones.length > 0 && {
      zones: zones.map((zone, index) => ({
        zone: index + 1,
        name: names[index],
        ...summaryJson(zone),
        unmapped: both(zone.unmapped),
      })),
    }),
  };
}

function summaryJson({ area, classes, artificialisation }: Summary) {
  return {
    ...both(area),
    classes: classes.map((found) => ({
      code_cs: found.code,
      ...both(found),
      hectaresByConfidence: found.confidenceWeighted === null ? null : hectares(found.confidenceWeighted),
    })),
    artificialisation: {
      certain: both(artificialisation.certain),
      dependsOnUse: both(artificialisation.dependsOnUse),
      never: both(artificialisation.never),
    },
    impermeable: both(artificialisation.impermeable),
  };
}

/**
 * The table by zone and class as CSV, for programs: one line a zone and class, then what of the zone is artificialised,
 * impermeable and not mapped.
 */
export function zoneTable(zones: readonly ZoneSummary[], names: readonly string[]): string {
  const lines = zones.flatMap((zone, index) =>
    [
      ...areaRows(zone),
      areaRow("non_cartographie", "Hors de la carte", zone.unmapped),
      areaRow("zone", "Zone entière", zone.area),
    ].map((row) => [String(index + 1), names[index] ?? "", ...areaCells(row, zone.area.planimetric)]),
  );
  return csvText([["zone", "nom", ...areaColumns], ...lines], rfc4180);
}

/** Where the table goes: beside the map, "result.gpkg" → "result.zones.csv". */
export function zoneTablePath(out: string): string {
  return out.replace(/\.[^./\\]+$/, ".zones.csv");
}
