import { appError } from "../../core/errors.ts";
import type { Affine } from "../../core/geo/affine.ts";
import { type Crs, crsOf } from "../../core/geo/crs.ts";
import { affineOf } from "../geotiff/affine.ts";
import { crsOfGeoKeys, geoKeysOf, isPixelPoint } from "../geotiff/geokeys.ts";
import { readIfds } from "../geotiff/ifd.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import type { Jp2Boxes } from "./boxes.ts";
import { placeOfGml } from "./gml.ts";

/**
 * Where the image lies: as its GeoJP2 box says, else its GML, else the options (GDAL's order). Rejects with
 * `georeference-missing`, `affine-unsupported`, `crs-missing` or `crs-unknown`.
 */
export async function placeOf(
  { geoTiff, xml }: Jp2Boxes,
  file: RasterFile,
  options: OpenOptions,
): Promise<{ readonly affine: Affine; readonly crs: Crs }> {
  const box = geoTiff && (await placeOfGeoTiff(geoTiff, file.name));
  const gml = xml.map(placeOfGml).find((place) => place !== undefined);
  const affine = box?.affine ?? gml?.affine ?? options.assumedAffine;
  if (affine === undefined) throw appError("georeference-missing", { file: file.name });
  // Keys that name nothing leave it to the GML, then to the options; a code not carried is refused (crsOfGeoKeys).
  const keys = box?.keys ?? new Map();
  if (keys.size > 0 || gml?.epsg === undefined) {
    return { affine, crs: crsOfGeoKeys(keys, options.assumedCrs, file.name) };
  }
  const crs = crsOf(gml.epsg);
  if (crs === undefined) throw appError("crs-unknown", { file: file.name, detail: `EPSG:${gml.epsg}` });
  return { affine, crs };
}

/** A GeoJP2 box holds a GeoTIFF of one pixel. One too damaged to be read says nothing. */
async function placeOfGeoTiff(bytes: Uint8Array, name: string) {
  const box: RasterFile = {
    name,
    size: bytes.length,
    slice: (start, end) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer }),
  };
  const [ifd] = await readIfds(box);
  if (ifd === undefined) return undefined;
  const keys = geoKeysOf(ifd);
  return { keys, affine: affineOf(ifd, isPixelPoint(keys), name) };
}
