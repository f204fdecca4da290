import { type ClassMapping, coverCodes, defaultMapping } from "../core/landcover/class-mapping.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { Coverage } from "../core/vector/coverage.ts";
import { faceAreaSquareMetres } from "../core/vector/measure.ts";

/** The columns of every vector format, in order, with their SQL types: the delivered OCS GE fields, then ours. */
export const fields = {
  /** "OCSOL_0000001": by the face's place on the map, so the same map gives the same ids */
  id: "TEXT",
  code_cs: "TEXT",
  /** use cannot be seen on an image: always null */
  code_us: "TEXT",
  millesime: "TEXT",
  source: "TEXT",
  /** 1 for the framework of roads and water courses, which no image gives: always 0 */
  ossature: "MEDIUMINT",
  /** id of the object in the source: a prediction has none */
  id_origine: "TEXT",
  /** code in the source's nomenclature: the CoSIA number */
  code_or: "TEXT",
  ocsol_numero: "MEDIUMINT",
  ocsol_classe: "TEXT",
  /** mean confidence, 0–1; null where the class raster came without */
  ocsol_confiance: "DOUBLE",
  /** area, m² */
  ocsol_aire: "DOUBLE",
} as const;

export type FieldName = keyof typeof fields;

/** One face, its keys in the order of `fields`. */
export type FaceAttributes = Readonly<Record<FieldName, string | number | null>>;

/** The attributes of each face of a coverage, by face number. */
export function attributesOf(
  coverage: Coverage,
  options: ExportOptions,
  mapping: ClassMapping = defaultMapping,
): (face: number) => FaceAttributes {
  const codes = coverCodes(coverage, mapping);
  const source = sourceOf(options);
  return (face) => {
    const numero = coverage.faces.numero[face]!;
    const confidence = coverage.faces.confidence[face]!;
    return {
      id: `OCSOL_${String(face + 1).padStart(7, "0")}`,
      code_cs: codes[face]!,
      code_us: null,
      millesime: options.millesime,
      source,
      ossature: 0,
      id_origine: null,
      code_or: String(numero),
      ocsol_numero: numero,
      ocsol_classe: cosiaOf(numero)?.nameFr ?? `Classe ${numero}`,
      ocsol_confiance: Number.isNaN(confidence) ? null : Math.round(confidence * 1e4) / 1e4,
      ocsol_aire: Math.round(faceAreaSquareMetres(coverage, face) * 1e4) / 1e4,
    };
  };
}

/** Without a model the classes are somebody else's: nothing is said of how they were found. */
function sourceOf({ model, image }: ExportOptions): string {
  if (model === "") return `Ocsol — polygones de la trame ${image}`;
  return `Ocsol ${model} — prédiction automatique, image ${image}`;
}
