import { appError, isAppError } from "../../core/errors.ts";
import { boundsIn, type Within } from "../../core/geo/bounds-in.ts";
import { type RasterFile, readRange, unreadable } from "../raster-file.ts";
import { touches } from "./extent.ts";
import { readGeojson } from "./geojson.ts";
import { isSqlite } from "./geopackage.ts";
import { isKml } from "./kml.ts";
import { bytesAsFile, localFile } from "./local-file.ts";
import { isShapefile } from "./shapefile.ts";
import { isZip } from "./zip.ts";
import type { ZoneLayer } from "./zone-layer.ts";

/** A file read whole of this many bytes is no area and no zoning plan: 300 000 parcels are about 200 MB. */
export const MOST_BYTES = 512 << 20;

export const HEAD_BYTES = 16;

export interface ZoneLayerOptions {
  /** features whose surrounding rectangle lies beside it are left out; a GeoPackage is then read by its index */
  readonly within?: Within | undefined;
  /** names of the file to read, or of any of a Shapefile's parts, and before it of the archives it lies in; else the first */
  readonly path?: readonly string[] | undefined;
  /** of a GeoPackage, the table; its first one with polygons if none is given */
  readonly layer?: string | undefined;
}

/**
 * Polygons that a user brings, whatever the files' names say: by their first bytes. GeoJSON, KML, GeoPackage, a Shapefile's
 * parts together (.shp, .dbf, .prj, .cpg), or a ZIP of any of them (so KMZ).
 * @param files those that belong together; a Shapefile's parts are known by their extensions
 * @throws AppError "file-not-a-zone-layer", "zones-missing", "zone-crs-missing", "zone-crs-unknown", "file-truncated",
 * "file-unreadable"
 */
export async function openZoneLayer(files: readonly RasterFile[], options: ZoneLayerOptions = {}): Promise<ZoneLayer> {
  const layer = await readFirst(files, options);
  const { within } = options;
  if (within === undefined) return layer;
  const bounds = boundsIn(within, layer.crs);
  return { ...layer, features: layer.features.filter((feature) => touches(feature, bounds)) };
}

/** The first layer with polygons: an archive may have others, and a KMZ's own file is often a mere list of links. */
async function readFirst(files: readonly RasterFile[], options: ZoneLayerOptions): Promise<ZoneLayer> {
  let empty: unknown;
  for (const file of files) {
    if (isPart(file.name) || !leadsTo(file, options.path)) continue;
    try {
      const layer = await readLayer(file, files, options);
      const features = layer.features.filter(({ polygons }) => polygons.length > 0);
      if (layer.features.length > 0 && features.length === 0) throw appError("zones-missing", { file: file.name });
      return { ...layer, features };
    } catch (cause) {
      if (!isAppError(cause, "zones-missing")) throw unreadable(file, cause);
      empty ??= cause;
    }
  }
  throw empty ?? appError("file-not-a-zone-layer", { file: files[0]?.name ?? "", detail: ".shp ?" });
}

/** One of the files as a layer of whatever it has: points and lines too. An archive: its first one with polygons. */
export async function readLayer(
  file: RasterFile,
  files: readonly RasterFile[],
  options: ZoneLayerOptions,
): Promise<ZoneLayer> {
  const head = await readRange(file, 0, Math.min(HEAD_BYTES, file.size));
  if (isSqlite(head)) {
    const { readGeopackage } = await import("./geopackage.ts");
    return readGeopackage(await localFile(file), { name: options.layer, within: options.within });
  }
  if (isZip(head)) {
    const { filesInZip } = await import("./zip.ts");
    const inside = await filesInZip(file, isLayerOrPart, MOST_BYTES);
    if (inside.length === 0) inside.push(bytesAsFile(file.name, new Uint8Array()));
    return readFirst(inside, { ...options, path: options.path?.slice(1) });
  }
  if (file.size > MOST_BYTES) {
    throw appError("file-not-a-zone-layer", { file: file.name, detail: `${Math.round(file.size / 2 ** 20)} MiB` });
  }
  const bytes = await readRange(file, 0, file.size);
  if (isShapefile(head)) {
    const { readShapefile } = await import("./shapefile.ts");
    const part = (extension: string) =>
      files.find(({ name }) => name.toLowerCase() === `${stemOf(file.name)}.${extension}`);
    const read = async (beside: RasterFile | undefined) => beside && readRange(beside, 0, beside.size);
    const text = async (beside: RasterFile | undefined) => beside && new TextDecoder().decode(await read(beside));
    return readShapefile(
      { shp: bytes, dbf: await read(part("dbf")), prj: await text(part("prj")), cpg: await text(part("cpg")) },
      file.name,
      options.within,
    );
  }
  const text = new TextDecoder().decode(bytes); // a byte-order mark is gone: TextDecoder drops it
  if (isKml(text)) return (await import("./kml.ts")).readKml(text, file.name);
  return readGeojson(text, file.name);
}

function leadsTo({ name }: RasterFile, path: readonly string[] | undefined): boolean {
  const [wanted = name] = path ?? [];
  return name === wanted || (isPart(wanted) && /\.shp$/i.test(name) && stemOf(name) === stemOf(wanted));
}

/** Parts of a Shapefile that say nothing by themselves. */
export const isPart = (name: string): boolean => /\.(?:dbf|prj|cpg|shx|sbn|sbx|qix|qpj|shp\.xml)$/i.test(name);

export const isLayerOrPart = (name: string): boolean => /\.(?:shp|gpkg|kml|geojson|json)$/i.test(name) || isPart(name);

const stemOf = (name: string): string => name.toLowerCase().replace(/\.[^.]*$/, "");
