/** A column of a vector layer, for every format. */
export interface Field {
  readonly name: string;
  readonly type: "text" | "integer" | "real" | "boolean";
  /** ten letters for Shapefile, in capitals; the name itself in capitals where none is given */
  readonly shortName?: string;
}

/** Reals are rounded to so many decimals: a square centimetre of an area, a hundredth of a per cent of a confidence. */
export const DECIMALS = 4;

/** A value in a column: null where nothing is known. A boolean is 0 or 1. */
export type Value = string | number | null;

const text = (name: string, shortName?: string) => ({ name, type: "text", ...(shortName && { shortName }) }) as const;

/** The delivered OCS GE fields, in their order. */
export const ocsgeFields: readonly Field[] = [
  // "OCSOL_0000001": by the face's place on the map, so the same map gives the same ids
  text("id"),
  text("code_cs"),
  // use cannot be seen on an image: null, unless the user has brought it
  text("code_us"),
  text("millesime"),
  text("source"),
  // 1 for the framework of roads and water courses, which no image gives: always 0
  { name: "ossature", type: "integer" },
  // id of the object in the source: a prediction has none
  text("id_origine"),
  // code in the source's nomenclature: the CoSIA number
  text("code_or"),
];

/** Ours, after those: nobody takes them for the product's. */
export const ocsolFields: readonly Field[] = [
  { name: "ocsol_numero", type: "integer", shortName: "OCSO_NUM" },
  text("ocsol_classe", "OCSO_CLASS"),
  // mean confidence, 0–1; null where the class raster came without
  { name: "ocsol_confiance", type: "real", shortName: "OCSO_CONF" },
  // area of the polygon, m²: planimetric, see `core/vector/measure.ts`
  { name: "ocsol_aire", type: "real", shortName: "OCSO_AIRE" },
  // "certain", "selon usage" or "jamais": without an apostrophe, which a filter in QGIS would have to escape
  text("ocsol_artif", "OCSO_ARTIF"),
  // id and version of the model
  text("ocsol_modele", "OCSO_MODEL"),
  // file name of the orthophoto
  text("ocsol_image", "OCSO_IMAGE"),
];

/** What the product `artif_{year}_{department}` has after OCS GE's fields. */
export const artificialisationFields: readonly Field[] = [
  { name: "aire", type: "real" },
  // "artif" or "non artif"; null where only the use can tell
  text("artif"),
  // whether a threshold of the decree decided and not the matrix of cover and use
  { name: "crit_seuil", type: "boolean" },
];
