import { appError, isAppError } from "../../core/errors.ts";
import { boundsIn, type Within } from "../../core/geo/bounds-in.ts";
import { type RasterFile, readRange, unreadable } from "../raster-file.ts";
import { touches } from "./extent.ts";
import { isSqlite, tablesIn } from "./geopackage.ts";
import { localFile } from "./local-file.ts";
import { HEAD_BYTES, isLayerOrPart, isPart, MOST_BYTES, readLayer } from "./open-zone-layer.ts";
import { filesInZip, isZip } from "./zip.ts";
import type { ZoneLayer } from "./zone-layer.ts";

/** A layer with what its file, and its table where there are several, is called. */
export interface NamedLayer extends ZoneLayer {
  readonly name: string;
}

/**
 * Every layer in a user's files, of polygons, lines or points: all the tables of a GeoPackage, all the files of a ZIP. Of
 * each, the features that touch a rectangle; layers that have none there are left out.
 * @throws AppError "zones-missing", "overlay-elsewhere" where nothing is left, and those of `openZoneLayer`
 */
export async function openOverlays(files: readonly RasterFile[], within: Within): Promise<NamedLayer[]> {
  const layers = await layersOf(files, within);
  if (layers.length === 0) throw appError("zones-missing", { file: files[0]?.name ?? "" });
  const here = layers.flatMap(({ features, ...layer }) => {
    const bounds = boundsIn(within, layer.crs);
    const touching = features.filter((feature) => touches(feature, bounds));
    return touching.length === 0 ? [] : [{ ...layer, features: touching }];
  });
  if (here.length === 0) throw appError("overlay-elsewhere", { file: files[0]?.name ?? "" });
  return here;
}

async function layersOf(files: readonly RasterFile[], within: Within): Promise<NamedLayer[]> {
  const layers: NamedLayer[] = [];
  for (const file of files) {
    if (isPart(file.name)) continue;
    try {
      layers.push(...(await layersIn(file, files, within)));
    } catch (cause) {
      if (!isAppError(cause, "zones-missing")) throw unreadable(file, cause);
    }
  }
  return layers;
}

async function layersIn(file: RasterFile, files: readonly RasterFile[], within: Within): Promise<NamedLayer[]> {
  const head = await readRange(file, 0, Math.min(HEAD_BYTES, file.size));
  if (isZip(head)) return layersOf(await filesInZip(file, isLayerOrPart, MOST_BYTES), within);
  if (!isSqlite(head)) return [{ name: file.name, ...(await readLayer(file, files, { within })) }];
  const tables = await tablesIn(await localFile(file));
  const layers: NamedLayer[] = [];
  for (const table of tables) {
    const name = tables.length === 1 ? file.name : `${file.name} · ${table}`;
    layers.push({ name, ...(await readLayer(file, files, { within, layer: table })) });
  }
  return layers;
}
