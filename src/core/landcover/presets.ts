/** How much of a map is kept: the smallest areas, and what else is done on the way. Plain data, so that it can be posted. */

/** m²; a face of exactly the smallest area stays. */
export interface MinAreas {
  readonly others: number;
  /** by CoSIA numero, where a class has its own */
  readonly ofClass?: Readonly<Partial<Record<number, number>>>;
}

export interface PlainPreset {
  /** "cosia": the raw cover map, without its specks at most. "libre": the user's own numbers. */
  readonly id: "cosia" | "libre";
  readonly minAreas: MinAreas;
}

export interface OcsgePreset {
  readonly id: "ocsge";
  readonly built: {
    readonly numero: number;
    /** Smaller built faces belong to what surrounds them; the others make the built zone. */
    readonly detectedSquareMetres: number;
    /** Built faces between the two are dilated to this. */
    readonly collectedSquareMetres: number;
  };
  /** radius of the closing that joins built faces into the built zone */
  readonly closingMetres: number;
  readonly insideZone: MinAreas;
  readonly outsideZone: MinAreas;
}

export type Preset = PlainPreset | OcsgePreset;
export type PresetId = Preset["id"];

export const presetIds: readonly PresetId[] = ["cosia", "ocsge", "libre"];

/** @param speckleSquareMetres 0 keeps every pixel, as the published product does */
export const cosiaPreset = (speckleSquareMetres = 0): PlainPreset => ({
  id: "cosia",
  minAreas: { others: speckleSquareMetres },
});

export const librePreset = (squareMetres: number, ofClass?: MinAreas["ofClass"]): PlainPreset => ({
  id: "libre",
  minAreas: { others: squareMetres, ...(ofClass && { ofClass }) },
});

const BUILT = 1;
const BUILT_SQUARE_METRES = 200;

/**
 * Collection thresholds of OCS GE (IGN's comparison sheet, 09/10/2023). How IGN draws the zone construite is not
 * published: the closing and its 25 m are ours.
 */
export const ocsgePreset: OcsgePreset = {
  id: "ocsge",
  built: { numero: BUILT, detectedSquareMetres: 50, collectedSquareMetres: BUILT_SQUARE_METRES },
  closingMetres: 25,
  insideZone: { others: 500, ofClass: { [BUILT]: BUILT_SQUARE_METRES } },
  outsideZone: { others: 2500, ofClass: { [BUILT]: BUILT_SQUARE_METRES } },
};

/** @param minAreaSquareMetres for "libre" */
export function presetFor(id: PresetId, minAreaSquareMetres: number): Preset {
  switch (id) {
    case "cosia":
      return cosiaPreset();
    case "libre":
      return librePreset(minAreaSquareMetres);
    case "ocsge":
      return ocsgePreset;
  }
}

export function minAreaOf({ others, ofClass }: MinAreas, numero: number): number {
  return ofClass?.[numero] ?? others;
}

/** For the description of the layer, in French like the rest of an export. */
export function describeBuiltZone({ built, closingMetres }: OcsgePreset): string {
  return `Zone construite : bâti d’au moins ${built.detectedSquareMetres} m² réuni par une fermeture de ${closingMetres} m`;
}

/** For the description of an export, in French like the rest of it. */
export function describePreset(preset: Preset): string {
  if (preset.id === "ocsge") {
    const { built, insideZone, outsideZone } = preset;
    return `seuils OCS GE : bâti ${built.collectedSquareMetres} m², ${insideZone.others} m² en zone construite, ${outsideZone.others} m² ailleurs`;
  }
  return `seuil ${preset.minAreas.others} m²`;
}
