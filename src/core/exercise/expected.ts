import type { Summary } from "../landcover/summary.ts";
import type { Survey } from "../landcover/survey.ts";
import type { ExerciseZone, Measure, Unit } from "./exercise.ts";

const SQUARE_METRES_A_HECTARE = 10_000;

/**
 * What a survey says to a question, rounded as it is printed in the file: hectares to the square metre, per cent to the
 * hundredth. Planimetric, as the report's hectares are.
 * @param zones those the survey was made by, in its order
 */
export function measured(
  { what, codes, zone }: Measure,
  unit: Unit,
  survey: Survey,
  zones: readonly ExerciseZone[],
): number {
  const summary: Summary =
    zone === undefined ? survey.summary : survey.zones[zones.findIndex(({ name }) => name === zone)]!;
  const mapped = summary.classes.reduce((sum, { planimetric }) => sum + planimetric, 0);
  const area = areaOf(summary, what, codes);
  if (unit === "%") return round(mapped === 0 ? 0 : (100 * area) / mapped, 2);
  return round(area / SQUARE_METRES_A_HECTARE, 4);
}

function areaOf({ classes, artificialisation }: Summary, what: Measure["what"], codes: readonly string[]): number {
  switch (what) {
    case "cover":
      return classes.reduce((sum, { code, planimetric }) => (codes.includes(code) ? sum + planimetric : sum), 0);
    case "impermeable":
      return artificialisation.impermeable.planimetric;
    case "certain":
      return artificialisation.certain.planimetric;
    case "depends-on-use":
      return artificialisation.dependsOnUse.planimetric;
    case "never":
      return artificialisation.never.planimetric;
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
