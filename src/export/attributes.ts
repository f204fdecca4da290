import { type ClassMapping, coverCodes, defaultMapping } from "../core/landcover/class-mapping.ts";
import { cosiaOf } from "../core/landcover/cosia.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { Coverage } from "../core/vector/coverage.ts";
import { faceAreaSquareMetres } from "../core/vector/measure.ts";

/** One face as every vector format writes it: the delivered OCS GE fields first, then ours. */
export interface FaceAttributes {
  /** "OCSOL_0000001": by the face's place on the map, so the same map gives the same ids */
  readonly id: string;
  readonly codeCs: string;
  /** use cannot be seen on an image */
  readonly codeUs: null;
  readonly millesime: string;
  readonly source: string;
  /** 1 for the framework of roads and water courses, which no image gives: always 0 */
  readonly ossature: 0;
  /** id of the object in the source: a prediction has none */
  readonly idOrigine: null;
  /** code in the source's nomenclature: the CoSIA number */
  readonly codeOr: string;
  readonly numero: number;
  readonly classe: string;
  /** mean confidence, 0–1; null where the class raster came without */
  readonly confiance: number | null;
  /** area, m² */
  readonly aire: number;
}

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
      codeCs: codes[face]!,
      codeUs: null,
      millesime: options.millesime,
      source,
      ossature: 0,
      idOrigine: null,
      codeOr: String(numero),
      numero,
      classe: cosiaOf(numero)?.nameFr ?? `Classe ${numero}`,
      confiance: Number.isNaN(confidence) ? null : Math.round(confidence * 1e4) / 1e4,
      aire: Math.round(faceAreaSquareMetres(coverage, face) * 1e4) / 1e4,
    };
  };
}

function sourceOf({ model, image }: ExportOptions): string {
  return `Ocsol ${model} — prédiction automatique, image ${image}`;
}
