import { imageDate } from "../../core/millesime.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import { sourceOf } from "../layers.ts";
import { escapeXml } from "../qgis-style.ts";

/** Nobody is to take a raster for the product whose nomenclature it follows. */
export const NATURE = "Prédiction automatique ; ceci n’est pas un produit de l’IGN";

/** What is said of the one band. */
export interface BandFacts {
  readonly description: string;
  /** what a value is multiplied by to mean what the description says */
  readonly scale?: number;
  /** GDAL's raster attribute table, XML */
  readonly table?: string;
}

/** What the file is, in GDAL_METADATA's XML: GDAL and QGIS show it as the layer's metadata. */
export function gdalMetadata(options: ExportOptions, { description, scale, table }: BandFacts): string {
  const { model, image, imageCredit = "", millesime, created } = options;
  const facts = {
    NATURE,
    SOURCE: sourceOf(options),
    MODELE: model,
    IMAGE: image,
    MILLESIME: millesime,
    DATE_IMAGE: imageDate(image, millesime),
    CREDITS: imageCredit,
    DATE_PRODUCTION: created,
  };
  const items = Object.entries(facts).flatMap(([name, value]) =>
    value === "" ? [] : [`<Item name="${name}">${escapeTwice(value)}</Item>`],
  );
  const ofBand = (name: string, role: string, value: string) =>
    items.push(`<Item name="${name}" sample="0" role="${role}">${value}</Item>`);
  ofBand("DESCRIPTION", "description", escapeTwice(description));
  if (scale !== undefined) {
    ofBand("OFFSET", "offset", "0");
    ofBand("SCALE", "scale", String(scale));
  }
  if (table !== undefined) ofBand("DEFAULT_RASTER_ATTRIBUTE_TABLE", "rat", table);
  return `<GDALMetadata>\n${items.map((item) => `  ${item}\n`).join("")}</GDALMetadata>`;
}

/** GDAL escapes what it puts in this tag once before the XML is made, and takes it back once after the XML is read. */
const escapeTwice = (text: string): string => escapeXml(escapeXml(text));
