import { coverOf } from "../core/landcover/ocsge.ts";
import type { Summary, ZoneSummary } from "../core/landcover/summary.ts";
import type { Survey } from "../core/landcover/survey.ts";
import type { Areas } from "../core/vector/measure.ts";

const SQUARE_METRES_A_HECTARE = 10_000;

/** To the square metre. */
const hectares = (squareMetres: number): number => Math.round(squareMetres) / SQUARE_METRES_A_HECTARE;

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
 * The table by zone and class as CSV (RFC 4180): one line a zone and class, then what of the zone is artificialised,
 * impermeable and not mapped. `part`: of the zone's area, planimetric. `hectares_confiance`: weighted by confidence.
 */
export function zoneTable(zones: readonly ZoneSummary[], names: readonly string[]): string {
  const lines = ["zone,nom,poste,libelle,hectares,hectares_ellipsoide,part,hectares_confiance"];
  zones.forEach((zone, index) => {
    const { artificialisation: figures } = zone;
    const rows: [post: string, label: string, areas: Areas, weighted?: number | null][] = [
      ...zone.classes.map((found): [string, string, Areas, number | null] => [
        found.code,
        coverOf(found.code)?.labelFr ?? "",
        found,
        found.confidenceWeighted,
      ]),
      ["artif_certain", "Artificialisé quel que soit l’usage", figures.certain],
      ["artif_selon_usage", "Artificialisé selon l’usage", figures.dependsOnUse],
      ["artif_jamais", "Non artificialisé", figures.never],
      ["impermeable", "Imperméable (CS1.1.1)", figures.impermeable],
      ["non_cartographie", "Hors de la carte", zone.unmapped],
      ["zone", "Zone entière", zone.area],
    ];
    for (const [post, label, areas, weighted] of rows) {
      lines.push(
        [
          index + 1,
          quoted(names[index] ?? ""),
          post,
          quoted(label),
          hectares(areas.planimetric).toFixed(4),
          hectares(areas.ellipsoidal).toFixed(4),
          (areas.planimetric / zone.area.planimetric).toFixed(4),
          weighted === undefined || weighted === null ? "" : hectares(weighted).toFixed(4),
        ].join(),
      );
    }
  });
  return `${lines.join("\r\n")}\r\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Where the table goes: beside the map, "result.gpkg" → "result.zones.csv". */
export function zoneTablePath(out: string): string {
  return out.replace(/\.[^./\\]+$/, ".zones.csv");
}
