import { appError } from "../../core/errors.ts";
import type { Within } from "../../core/geo/bounds-in.ts";
import { knownCode, type Reference } from "../../core/landcover/comparison.ts";
import { useOf } from "../../core/landcover/ocsge.ts";
import type { RasterFile } from "../raster-file.ts";
import { openZoneLayer } from "./open-zone-layer.ts";
import { recogniseLayer } from "./recognise-layer.ts";
import { type Feature, zonesOf } from "./zone-layer.ts";

/** A map of land cover that the user brings beside his own. */
export interface ReferenceLayer extends Reference {
  /** `code_us` of each zone, null where it has none that OCS GE knows */
  readonly uses: readonly (string | null)[];
  /** of Ocsol's exports: mean confidence of each, 0–1, null where none is said */
  readonly confidence: readonly (number | null)[];
}

/**
 * An OCS GE or CoSIA layer, the part of it that touches a rectangle: of a GeoPackage nothing else is read.
 * @param within its CRS is the zones'
 * @throws AppError "file-not-a-zone-layer" where its columns are neither's or empty, "area-elsewhere" where nothing is inside,
 * and those of `openZoneLayer`
 */
export async function readReference(files: readonly RasterFile[], within: Within): Promise<ReferenceLayer> {
  const found = await recogniseLayer(files);
  const file = files[0]?.name ?? "";
  if (found.kind === "area" || found.kind === "result") {
    throw appError("file-not-a-zone-layer", { file, detail: "code_cs, numero" });
  }
  const layer = await openZoneLayer(files, { within, path: found.path, layer: found.table });
  if (layer.features.length === 0) throw appError("area-elsewhere", { file });
  const texts = (name: string) => layer.features.map((feature) => textOf(feature, name));
  const { kind: nomenclature } = found;
  const column = nomenclature === "ocsge" ? "code_cs" : "numero";
  const codes = texts(column).map((code) => code && knownCode(nomenclature, code));
  if (codes.every((code) => code === null)) throw appError("file-not-a-zone-layer", { file, detail: column });
  return {
    nomenclature,
    zones: zonesOf(layer, within.crs),
    codes,
    confidence: layer.features.map((feature) => confidenceOf(textOf(feature, ...OCSOL.confidence))),
    uses: texts("code_us").map((code) => (code !== null && useOf(code) !== undefined ? code : null)),
  };
}

/** Columns of Ocsol's exports, by their name and by the one that a Shapefile has room for (`export/fields.ts`). */
export const OCSOL = {
  confidence: ["ocsol_confiance", "ocso_conf"],
  model: ["ocsol_modele", "ocso_model"],
  image: ["ocsol_image", "ocso_image"],
  date: ["ocsol_date", "ocso_date"],
} as const;

function confidenceOf(text: string | null): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return value >= 0 && value <= 1 ? value : null;
}

/** A column by one of its names, in small letters or in capitals; null where it is empty or not there. */
export function textOf({ properties }: Pick<Feature, "properties">, ...names: readonly string[]): string | null {
  const found = Object.entries(properties).find(([column]) => names.includes(column.toLowerCase()));
  const text = String(found?.[1] ?? "").trim();
  return text === "" ? null : text;
}
