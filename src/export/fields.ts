/** A column of a vector layer, for every format. */
export interface Field {
  readonly name: string;
  readonly type: "text" | "integer" | "real" | "boolean";
  /** ten letters for Shapefile, in capitals; the name itself in capitals where none is given */
  readonly shortName?: string;
  /** what a person reads at the head of the column; French, as everything in an export */
  readonly title: string;
  /** what the column says, in a sentence or less */
  readonly description: string;
  /** the one of `domains` that its codes are of, where that is not named as the column is */
  readonly domain?: string;
}

/** Reals are rounded to so many decimals: a square centimetre of an area, a hundredth of a per cent of a confidence. */
export const DECIMALS = 4;

/** A value in a column: null where nothing is known. A boolean is 0 or 1. */
export type Value = string | number | null;

export const field = (
  type: Field["type"],
  name: string,
  title: string,
  description: string,
  shortName?: string,
): Field => ({
  name,
  type,
  title,
  description,
  ...(shortName && { shortName }),
});

export const AREA = "Surface planimétrique du polygone, en m²";
export const AREA_TITLE = "Surface (m²)";

/** The delivered OCS GE fields, in their order. */
export const ocsgeFields: readonly Field[] = [
  // "OCSOL_0000001": by the face's place on the map, so the same map gives the same ids
  field("text", "id", "Identifiant", "Identifiant du polygone dans cette carte"),
  field("text", "code_cs", "Couverture du sol", "Code de couverture (CS) de la nomenclature OCS GE"),
  // use cannot be seen on an image: null, unless the user has brought it
  field(
    "text",
    "code_us",
    "Usage du sol",
    "Code d’usage (US) de la nomenclature OCS GE ; vide s’il n’est pas connu, car une image ne montre pas l’usage",
  ),
  field("text", "millesime", "Millésime", "Année de l’image"),
  field("text", "source", "Source", "Logiciel, modèle et image dont le polygone est issu"),
  // 1 for the framework of roads and water courses, which no image gives: always 0
  field("integer", "ossature", "Ossature", "1 pour l’ossature de l’OCS GE, qu’une image ne donne pas : toujours 0"),
  // id of the object in the source: a prediction has none
  field("text", "id_origine", "Identifiant d’origine", "Identifiant de l’objet dans la source : toujours vide"),
  // code in the source's nomenclature: the CoSIA number
  field("text", "code_or", "Code d’origine", "Code dans la nomenclature de la source : numéro de la classe CoSIA"),
];

/** Ours, after those: nobody takes them for the product's. */
export const ocsolFields: readonly Field[] = [
  field("integer", "ocsol_numero", "Numéro CoSIA", "Numéro de la classe CoSIA prédite", "OCSO_NUM"),
  field("text", "ocsol_classe", "Classe CoSIA", "Nom de la classe CoSIA prédite", "OCSO_CLASS"),
  // mean confidence, 0–1; null where the class raster came without
  field(
    "real",
    "ocsol_confiance",
    "Confiance",
    "Confiance moyenne du modèle dans le polygone, de 0 à 1 ; vide si elle n’est pas connue",
    "OCSO_CONF",
  ),
  // area of the polygon, m²: planimetric, see `core/vector/measure.ts`
  field("real", "ocsol_aire", AREA_TITLE, AREA, "OCSO_AIRE"),
  // "certain", "selon usage" or "jamais": without an apostrophe, which a filter in QGIS would have to escape
  field(
    "text",
    "ocsol_artif",
    "Artificialisation",
    "Sol artificialisé à coup sûr, selon son usage, ou jamais (décret 2022-763 modifié)",
    "OCSO_ARTIF",
  ),
  // "non", "vérifié" or "corrigé"
  field(
    "text",
    "ocsol_controle",
    "Contrôle",
    "Ce qu’une personne a fait du polygone : rien (non), vérifié à l’écran, ou corrigé",
    "OCSO_CTRL",
  ),
  // id and version of the model
  field("text", "ocsol_modele", "Modèle", "Modèle de prédiction et sa version", "OCSO_MODEL"),
  // file name of the orthophoto
  field("text", "ocsol_image", "Image", "Nom de fichier de l’image", "OCSO_IMAGE"),
  field("text", "ocsol_date", "Date de l’image", "Jour de la prise de vue s’il est connu, sinon l’année", "OCSO_DATE"),
];

/** What the product `artif_{year}_{department}` has after OCS GE's fields. */
export const artificialisationFields: readonly Field[] = [
  field("real", "aire", AREA_TITLE, AREA),
  // "artif" or "non artif"; null where only the use can tell
  field("text", "artif", "Artificialisé", "« artif » ou « non artif » ; vide là où seul l’usage peut le dire"),
  // whether a threshold of the decree decided and not the matrix of cover and use
  field(
    "boolean",
    "crit_seuil",
    "Critère de seuil",
    "Vrai si un seuil du décret a décidé, et non la matrice de la couverture et de l’usage",
  ),
];
