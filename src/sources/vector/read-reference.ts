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
    uses: texts("code_us").map((code) => (code !== null && useOf(code) !== undefined ? code : null)),
  };
}

/** A column by its name in small letters or in capitals; null where it is empty or not there. */
export function textOf({ properties }: Pick<Feature, "properties">, name: string): string | null {
  const found = Object.entries(properties).find(([column]) => column.toLowerCase() === name);
  const text = String(found?.[1] ?? "").trim();
  return text === "" ? null : text;
}
