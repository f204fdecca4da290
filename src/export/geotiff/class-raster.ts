import { cosiaOf, rgbOf } from "../../core/landcover/cosia.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { ClassRasterReader } from "../../core/ports/class-raster.ts";
import type { RasterFormatId } from "../../core/ports/export-formats.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import { zoneMask } from "../../core/raster/zone-mask.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { attributeTable } from "./class-names.ts";
import { type BandFacts, gdalMetadata, NATURE } from "./gdal-metadata.ts";
import { mean, mode, type Reduce } from "./reduce.ts";
import type { TiffImage, TileReader } from "./tiff-image.ts";
import { writeCog } from "./write-cog.ts";

/** CoSIA's official colour of each value 0–255; values without a class are black. */
export const cosiaPalette: readonly (readonly [number, number, number])[] = Array.from({ length: 256 }, (_, numero) => {
  const cosia = cosiaOf(numero);
  return cosia ? rgbOf(cosia.colour) : [0, 0, 0];
});

const kinds: Readonly<Record<RasterFormatId, { band: BandFacts; reduce: Reduce; look: Partial<TiffImage> }>> = {
  classes: {
    band: { description: "Classe CoSIA (numéro)", table: attributeTable() },
    reduce: mode,
    look: { palette: cosiaPalette },
  },
  confidence: {
    band: { description: "Confiance du modèle dans sa réponse, de 0 à 1", scale: 1 / 255 },
    reduce: mean,
    look: { predictor: true }, // a fifth to a quarter smaller
  },
};

/**
 * Writes a class raster, pixel for pixel as the model answered, as a Cloud Optimized GeoTIFF of one band: CoSIA numbers
 * in CoSIA's colours, or the confidence in them, 1–255 for 0–1. 0 is no data in both, and where one has none the other has
 * none. It lies in the raster's own CRS, whatever `options.crs` says: in another one pixels would be resampled, and no
 * longer be the model's. `reduce.ts` says what its overviews show.
 *
 * @param area nothing outside its zones, by the centres of pixels, has data; in the raster's CRS
 * Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeClassRaster(
  kind: RasterFormatId,
  raster: Pick<ClassRasterReader, "grid" | "read">,
  options: ExportOptions,
  area: readonly Zone[] | undefined,
  sink: ByteSink,
  onProgress?: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const { grid } = raster;
  const { band, reduce, look } = kinds[kind];
  const mask = area && zoneMask(grid, area);
  const readTile: TileReader = async (rect) => {
    const inside = mask?.(rect);
    if (mask !== undefined && inside === undefined) return new Uint8Array(rect.width * rect.height);
    const { classes, confidence } = await raster.read(rect, 0, signal);
    const band = kind === "classes" ? classes : knownConfidence(confidence, classes);
    return inside === undefined ? band : within(band, inside);
  };
  const image = {
    ...look,
    width: grid.width,
    height: grid.height,
    bands: 1,
    nodata: 0,
    georeference: grid,
    description: `${band.description}. ${NATURE}.`,
    created: options.created,
    gdalMetadata: gdalMetadata(options, band),
  } as const;
  await writeCog(image, readTile, reduce, sink, onProgress, signal);
}

/** 0 only where there is no class: a model that is not sure at all is still an answer. */
function knownConfidence(confidence: Uint8Array, classes: Uint8Array): Uint8Array {
  const known = new Uint8Array(confidence.length);
  for (let at = 0; at < known.length; at++) known[at] = classes[at] === 0 ? 0 : Math.max(1, confidence[at]!);
  return known;
}

function within(band: Uint8Array, inside: Uint8Array): Uint8Array {
  const cut = new Uint8Array(band.length);
  for (let at = 0; at < cut.length; at++) cut[at] = inside[at]! * band[at]!;
  return cut;
}
