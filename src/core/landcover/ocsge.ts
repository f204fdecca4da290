/**
 * The OCS GE nomenclature: 14 leaf codes of cover (CS) and 20 of use (US), with IGN's labels and colours, and the matrix
 * of the two that says what is artificialised (decree 2022-763, as the State's own monitoring application applies it).
 */
export interface CoverClass {
  /** e.g. "CS1.1.1.1" */
  readonly code: string;
  readonly labelFr: string;
  /** ours: IGN publishes no English label */
  readonly labelEn: string;
  /** "#rrggbb" */
  readonly colour: string;
  readonly artificialised: Artificialised;
}

/** Whether the cover counts as artificialised, which for herbaceous land and mineral surfaces the use (US) decides. */
export type Artificialised = "always" | "never" | "depends-on-use" | "unless-us1.3";

const row = (
  code: string,
  labelFr: string,
  labelEn: string,
  colour: string,
  artificialised: Artificialised,
): CoverClass => ({ code, labelFr, labelEn, colour, artificialised });

export const coverClasses: readonly CoverClass[] = [
  row("CS1.1.1.1", "Zones bâties", "Built-up areas", "#ff377a", "always"),
  row("CS1.1.1.2", "Zones non bâties", "Sealed areas without buildings", "#ff9191", "always"),
  row("CS1.1.2.1", "Zones à matériaux minéraux", "Areas of mineral materials", "#ffff99", "unless-us1.3"),
  row("CS1.1.2.2", "Zones à autres matériaux composites", "Areas of other composite materials", "#a64d00", "always"),
  row("CS1.2.1", "Sols nus", "Bare soil", "#cccccc", "never"),
  row("CS1.2.2", "Surfaces d'eau", "Water", "#00ccf2", "never"),
  row("CS1.2.3", "Névés et glaciers", "Snowfields and glaciers", "#a6e6cc", "never"),
  row("CS2.1.1.1", "Peuplement de feuillus", "Broad-leaved stands", "#80ff00", "never"),
  row("CS2.1.1.2", "Peuplement de conifères", "Coniferous stands", "#00a600", "never"),
  row("CS2.1.1.3", "Peuplement mixte", "Mixed stands", "#80be00", "never"),
  row("CS2.1.2", "Formations arbustives et sous-arbrisseaux", "Shrubs and sub-shrubs", "#a6ff80", "never"),
  row("CS2.1.3", "Autres formations ligneuses", "Other woody formations", "#e68000", "never"),
  row("CS2.2.1", "Formations herbacées", "Herbaceous formations", "#ccf24d", "depends-on-use"),
  row("CS2.2.2", "Autres formations non ligneuses", "Other non-woody formations", "#ccffcc", "depends-on-use"),
];

const byCode = new Map(coverClasses.map((cover) => [cover.code, cover]));

export function coverOf(code: string): CoverClass | undefined {
  return byCode.get(code);
}

/** A use (US), the other half of OCS GE: no image shows it. */
export interface UseClass {
  /** e.g. "US5" */
  readonly code: string;
  readonly labelFr: string;
  /** ours: IGN publishes no English label */
  readonly labelEn: string;
  /** "#rrggbb" */
  readonly colour: string;
  /** whether herbaceous land of this use is artificialised: a lawn is, a meadow is not */
  readonly artificialisesHerbaceous: boolean;
}

const use = (code: string, labelFr: string, labelEn: string, colour: string, artificialises: 0 | 1): UseClass => ({
  code,
  labelFr,
  labelEn,
  colour,
  artificialisesHerbaceous: artificialises === 1,
});

export const useClasses: readonly UseClass[] = [
  use("US1.1", "Agriculture", "Agriculture", "#ffffa8", 0),
  use("US1.2", "Sylviculture", "Forestry", "#008000", 0),
  use("US1.3", "Activités d'extraction", "Extraction", "#a600cc", 0),
  use("US1.4", "Pêche et aquaculture", "Fishing and aquaculture", "#000099", 0),
  use("US1.5", "Autre production primaire", "Other primary production", "#996633", 0),
  use("US2", "Production secondaire", "Secondary production", "#e6004d", 1),
  use(
    "US235",
    "Production secondaire, tertiaire et usage résidentiel",
    "Secondary and tertiary production, residential use",
    "#e6004d",
    1,
  ),
  use("US3", "Production tertiaire", "Tertiary production", "#ff8c00", 1),
  use("US4.1.1", "Transport routier", "Road transport", "#cc0000", 1),
  use("US4.1.2", "Transport ferré", "Rail transport", "#5a5a5a", 1),
  use("US4.1.3", "Transport aérien", "Air transport", "#e6cce6", 1),
  use("US4.1.4", "Transport eau", "Water transport", "#0066ff", 1),
  use("US4.1.5", "Autres réseaux de transport", "Other transport networks", "#660033", 1),
  use("US4.2", "Services de logistique et de stockage", "Logistics and storage", "#ff0000", 1),
  use("US4.3", "Réseaux d'utilité publique", "Public utilities", "#ff4b00", 1),
  use("US5", "Usage résidentiel", "Residential use", "#be0961", 1),
  use("US6.1", "Zones en transition", "Areas in transition", "#ff4dff", 1),
  use("US6.2", "Zones abandonnées", "Abandoned areas", "#404040", 1),
  use("US6.3", "Sans usage", "No use", "#f0f028", 0),
  // A finding of OCS GE's own, not "nobody has looked yet": that is null wherever Ocsol speaks of a use.
  use("US6.6", "Usage inconnu", "Unknown use", "#ffcc00", 0),
];

const byUse = new Map(useClasses.map((known) => [known.code, known]));

export function useOf(code: string): UseClass | undefined {
  return byUse.get(code);
}

/**
 * The matrix: whether cover × use is artificialised.
 * @param cover,use leaf codes
 * @returns undefined for a code there is none of
 */
export function isArtificialised(cover: string, use: string): boolean | undefined {
  const known = byUse.get(use);
  if (known === undefined) return undefined;
  switch (byCode.get(cover)?.artificialised) {
    case "always":
      return true;
    case "never":
      return false;
    case "depends-on-use":
      return known.artificialisesHerbaceous;
    case "unless-us1.3":
      return use !== "US1.3";
    case undefined:
      return undefined;
  }
}
