import { coverCodes } from "../core/landcover/class-mapping.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { LandCoverMap } from "../core/vector/land-cover-map.ts";
import { measureFaces } from "../core/vector/measure.ts";

/** The columns of every vector format, in order, with their SQL types: the delivered OCS GE fields, then ours. */
export const fields = {
  /** "OCSOL_0000001": by the face's place on the map, so the same map gives the same ids */
  id: "TEXT",
  code_cs: "TEXT",
  /** use cannot be seen on an image: null, unless the user has brought it */
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
  /** area of the polygon, m²: planimetric, see `core/vector/measure.ts` */
  ocsol_aire: "DOUBLE",
} as const;

export type FieldName = keyof typeof fields;

/** One face, its keys in the order of `fields`. */
export type FaceAttributes = Readonly<Record<FieldName, string | number | null>>;

/** The attributes of each face of a map, by face number. */
export function attributesOf(map: LandCoverMap, options: ExportOptions): (face: number) => FaceAttributes {
  const covers = map.covers ?? coverCodes(map);
  const { planimetric } = measureFaces(map);
  const source = sourceOf(options);
  return (face) => {
    const numero = map.faces.numero[face]!;
    const confidence = map.faces.confidence[face]!;
    return {
      id: `OCSOL_${String(face + 1).padStart(7, "0")}`,
      code_cs: covers[face]!,
      code_us: map.uses?.[face] ?? null,
      millesime: options.millesime,
      source,
      ossature: 0,
      id_origine: null,
      code_or: String(numero),
      ocsol_numero: numero,
      ocsol_classe: cosiaOf(numero)?.nameFr ?? `Classe ${numero}`,
      ocsol_confiance: Number.isNaN(confidence) ? null : Math.round(confidence * 1e4) / 1e4,
      ocsol_aire: Math.round(planimetric[face]! * 1e4) / 1e4,
    };
  };
}

/** Without a model the classes are somebody else's: nothing is said of how they were found. */
function sourceOf({ model, image }: ExportOptions): string {
  if (model === "") return `Ocsol — polygones de la trame ${image}`;
  return `Ocsol ${model} — prédiction automatique, image ${image}`;
}
