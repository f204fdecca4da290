import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { appError, isAppError } from "../core/errors.ts";
import type { Within } from "../core/geo/bounds-in.ts";
import type { Crs } from "../core/geo/crs.ts";
import { type ClassMapping, readMapping } from "../core/landcover/class-mapping.ts";
import type { SurveyOptions } from "../core/landcover/survey.ts";
import { type Grid, gridBounds } from "../core/raster/grid.ts";
import { type TilePlan, tileCount } from "../core/raster/tile-plan.ts";
import { tilesForArea } from "../core/raster/tiles-touching.ts";
import { openZoneLayer, type ZoneLayerOptions } from "../sources/vector/open-zone-layer.ts";
import { nameOf, type ZoneLayer, zonesOf } from "../sources/vector/zone-layer.ts";
import { userPath } from "./arguments.ts";
import { type FileOnDisk, openFileOnDisk } from "./decoders/file-on-disk.ts";

/** The options that say what a map is cut to, told apart by and read with, for `parse`. */
export const surveyOptions = {
  aoi: { type: "string" },
  by: { type: "string" },
  uses: { type: "string" },
  mapping: { type: "string" },
} as const;

export const surveyUsage = "[--aoi area.gpkg] [--by zones.shp] [--uses ocsge.gpkg] [--mapping classes.json]";

/** The files that such options name, which are read and never written. */
export function pathsRead(values: { readonly [name in keyof typeof surveyOptions]?: string | undefined }): string[] {
  return [values.aoi, values.by, values.uses, values.mapping].flatMap((path) =>
    path === undefined ? [] : [userPath(path)],
  );
}

/** Files read, before the hours of work. */
export interface SurveyInputs {
  readonly area: ZoneLayer | undefined;
  readonly zones: ZoneLayer | undefined;
  readonly useLayer: ZoneLayer | undefined;
  readonly mapping: ClassMapping | undefined;
}

/** @param within the map: of an area and of existing uses, nothing beside it is read */
export async function readSurveyInputs(
  values: {
    readonly [name in keyof typeof surveyOptions]?: string | undefined;
  },
  within: Within,
): Promise<SurveyInputs> {
  const layer = (path: string | undefined, options: ZoneLayerOptions) =>
    path === undefined ? undefined : readLayer(userPath(path), options);
  const area = await layer(values.aoi, { within });
  if (area?.features.length === 0) throw appError("area-elsewhere", { file: basename(values.aoi!) });
  return {
    area,
    zones: await layer(values.by, {}), // whole: what of a zone is not mapped is told too
    useLayer: await layer(values.uses, { within }),
    mapping: values.mapping === undefined ? undefined : await mappingIn(userPath(values.mapping)),
  };
}

export const withinGrid = (grid: Grid): Within => ({ bounds: gridBounds(grid), crs: grid.crs });

async function readLayer(path: string, options: ZoneLayerOptions): Promise<ZoneLayer> {
  const { files, close } = await openLayerFiles(path);
  try {
    return await openZoneLayer(files, options);
  } finally {
    await close();
  }
}

/** The files of one layer: a Shapefile's parts are found beside it. */
export async function openLayerFiles(path: string): Promise<{ files: FileOnDisk[]; close(): Promise<void> }> {
  const files: FileOnDisk[] = [];
  const close = async () => {
    for (const file of files) await file.close();
  };
  try {
    for (const part of [path, ...(await besideShapefile(path))]) files.push(await openFileOnDisk(part));
    return { files, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The other parts of a Shapefile, in small letters or in capitals. */
async function besideShapefile(path: string): Promise<string[]> {
  if (!/\.shp$/i.test(path)) return [];
  const stem = basename(path).slice(0, -".shp".length);
  const names = await readdir(dirname(path));
  return names.flatMap((name) =>
    name.startsWith(stem) && /^\.(?:dbf|prj|cpg)$/i.test(name.slice(stem.length)) ? [join(dirname(path), name)] : [],
  );
}

async function mappingIn(path: string): Promise<ClassMapping> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw appError("file-not-found", { file: path }, cause);
  });
  try {
    return readMapping(JSON.parse(text));
  } catch (cause) {
    throw isAppError(cause) ? cause : appError("argument-invalid", { detail: `--mapping ${path}` }, cause);
  }
}

/** The layers in the map's own CRS. An OCS GE says a polygon's use in `code_us`, in capitals in a Shapefile. */
export function surveyIn(crs: Crs, { area, zones, useLayer, mapping }: SurveyInputs): SurveyOptions {
  const useOf = ({ properties }: ZoneLayer["features"][number]) => properties["code_us"] ?? properties["CODE_US"];
  return {
    mapping,
    area: area && zonesOf(area, crs),
    zones: zones && zonesOf(zones, crs),
    useLayer: useLayer && {
      zones: zonesOf(useLayer, crs),
      uses: useLayer.features.map((feature) => {
        const use = useOf(feature);
        return typeof use === "string" ? use : null;
      }),
    },
  };
}

/** Windows to segment: those of the area, or all. */
export function tilesIn(plan: TilePlan, { area }: SurveyInputs): Uint32Array {
  const all = Uint32Array.from({ length: tileCount(plan) }, (_, tile) => tile);
  if (area === undefined) return all;
  const wanted = tilesForArea(plan, zonesOf(area, plan.grid.crs));
  return all.filter((tile) => wanted[tile] === 1);
}

export function zoneNames({ zones }: SurveyInputs): string[] {
  return zones?.features.map(nameOf) ?? [];
}
