import { readFile } from "node:fs/promises";
import { appError, isAppError } from "../core/errors.ts";
import type { Crs } from "../core/geo/crs.ts";
import { type ClassMapping, readMapping } from "../core/landcover/class-mapping.ts";
import type { SurveyOptions } from "../core/landcover/survey.ts";
import { openZoneLayer } from "../sources/vector/open-zone-layer.ts";
import { nameOf, wholeLayer, type ZoneLayer, zoneOf } from "../sources/vector/zone-layer.ts";
import { userPath } from "./arguments.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";

/** The options that say what a map is cut to, told apart by and read with, for `parse`. */
export const surveyOptions = {
  aoi: { type: "string" },
  by: { type: "string" },
  uses: { type: "string" },
  mapping: { type: "string" },
} as const;

export const surveyUsage = "[--aoi area.geojson] [--by zones.geojson] [--uses ocsge.geojson] [--mapping classes.json]";

/** Files read, before the hours of work. */
export interface SurveyInputs {
  readonly area: ZoneLayer | undefined;
  readonly zones: ZoneLayer | undefined;
  readonly useLayer: ZoneLayer | undefined;
  readonly mapping: ClassMapping | undefined;
}

export async function readSurveyInputs(
  values: {
    readonly [name in keyof typeof surveyOptions]?: string | undefined;
  },
): Promise<SurveyInputs> {
  const layer = (path: string | undefined) => (path === undefined ? undefined : readLayer(userPath(path)));
  return {
    area: await layer(values.aoi),
    zones: await layer(values.by),
    useLayer: await layer(values.uses),
    mapping: values.mapping === undefined ? undefined : await mappingIn(userPath(values.mapping)),
  };
}

async function readLayer(path: string): Promise<ZoneLayer> {
  const file = await openFileOnDisk(path);
  try {
    return await openZoneLayer(file);
  } finally {
    await file.close();
  }
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
  const zonesOf = (layer: ZoneLayer) => layer.features.map((feature) => zoneOf(feature, layer.crs, crs));
  const useOf = ({ properties }: ZoneLayer["features"][number]) => properties["code_us"] ?? properties["CODE_US"];
  return {
    mapping,
    area: area && wholeLayer(area, crs),
    zones: zones && zonesOf(zones),
    useLayer: useLayer && {
      zones: zonesOf(useLayer),
      uses: useLayer.features.map((feature) => {
        const use = useOf(feature);
        return typeof use === "string" ? use : null;
      }),
    },
  };
}

export function zoneNames({ zones }: SurveyInputs): string[] {
  return zones?.features.map(nameOf) ?? [];
}
