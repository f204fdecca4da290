import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { readGeojson } from "./geojson.ts";
import type { ZoneLayer } from "./zone-layer.ts";

/** A layer of this many bytes is no area and no zoning plan: 300 000 parcels are about 200 MB. */
const MOST_BYTES = 512 << 20;

/**
 * Polygons that a user brings, whatever the file's name says: by its first bytes.
 * @throws AppError "file-not-a-zone-layer", "crs-unknown", "file-truncated", "file-unreadable"
 */
export async function openZoneLayer(file: RasterFile): Promise<ZoneLayer> {
  if (file.size > MOST_BYTES) {
    throw appError("file-not-a-zone-layer", { file: file.name, detail: `${Math.round(file.size / 2 ** 20)} MiB` });
  }
  const text = new TextDecoder().decode(await readRange(file, 0, file.size));
  return readGeojson(text, file.name); // a byte-order mark is gone: TextDecoder drops it
}
