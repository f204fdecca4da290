/**
 * An exercise for a workshop: an image, settings, zones and questions, in one file a trainer shares. `docs/atelier.md`
 * describes every field.
 */
import type { PresetId } from "../landcover/presets.ts";
import type { SceneChoice } from "../ports/scene-choice.ts";

export interface Exercise {
  readonly title: Text;
  readonly instructions: Text;
  /** the link is relative to the page, or to the exercise where that was opened by a link */
  readonly image: { readonly scene: SceneChoice } | { readonly link: string };
  readonly settings: ExerciseSettings;
  readonly zones: readonly ExerciseZone[];
  readonly questions: readonly Question[];
}

export interface Text {
  readonly fr: string;
  readonly en: string;
}

export interface ExerciseSettings {
  /** manifest id; undefined: the one chosen */
  readonly model: string | undefined;
  readonly millesime: string | undefined;
  readonly generalisation: {
    readonly preset: PresetId;
    readonly minAreaSquareMetres: number;
    readonly smooth: boolean;
    readonly squareBuildings: boolean;
  };
}

export interface ExerciseZone {
  readonly name: string;
  /** a FeatureCollection of this zone alone, with the `crs` of the whole */
  readonly geojson: string;
}

export interface Question {
  readonly text: Text;
  readonly unit: Unit;
  /** in that unit */
  readonly expected: number;
  /** how far an answer may be off, in that unit */
  readonly tolerance: number;
  readonly explanation: Text;
  /** what the expected answer measures; undefined where a trainer knows it from elsewhere */
  readonly measure: Measure | undefined;
}

export type Unit = "ha" | "%";

/** Of a zone, or of the whole map; in per cent of what is mapped there. */
export interface Measure {
  readonly what: Measured;
  /** of what "cover": OCS GE codes, counted together */
  readonly codes: readonly string[];
  readonly zone: string | undefined;
}

export const measuredKinds = ["cover", "impermeable", "certain", "depends-on-use", "never"] as const;
export type Measured = (typeof measuredKinds)[number];

/** Known among the files that are dropped; a browser that saves it twice puts a number before the last ending. */
export function isExercise(fileName: string): boolean {
  return /\.ocsol-exercice[^/]*\.json$/i.test(fileName);
}
