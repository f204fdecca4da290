import { basename } from "node:path";
import type { DateName } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { MapSide } from "../core/change/sides.ts";
import { resurvey } from "../core/landcover/survey.ts";
import { givesConfidence } from "../core/ports/model-manifest.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { resultRecordOf } from "../core/ports/result-record.ts";
import { readerIn } from "../core/registration/image-reader.ts";
import { matchTones } from "../core/registration/match-tones.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import { factsOfResult, type OpenedSide, openSide } from "../sources/vector/read-side.ts";
import type { Making } from "./change-options.ts";
import { makeMap } from "./export-map.ts";
import { type PlannedImage, withClassRaster } from "./segment-image.ts";
import { openLayerFiles, type SurveyInputs, surveyIn, tilesIn } from "./survey-options.ts";

/** What is given for a date: a map, or the orthophoto that one is to be made of. */
export type DatedInput = { readonly file: string; close(): Promise<void> } & (
  | { readonly kind: "map"; readonly opened: OpenedSide }
  | { readonly kind: "image"; readonly image: PlannedImage }
);

/** Whatever is no file of polygons is an orthophoto, or a folder of its sheets. FlatGeobuf and GeoParquet are refused as maps. */
export const isMapFile = (path: string): boolean =>
  /\.(?:gpkg|shp|zip|shz|kml|kmz|geojson|json|fgb|parquet)$/i.test(path);

/** Rejects as `openSide` and `planImage` do. */
export async function openDate(path: string, plan: (path: string) => Promise<PlannedImage>): Promise<DatedInput> {
  const file = basename(path);
  if (!isMapFile(path)) {
    const image = await plan(path);
    return { kind: "image", file, image, close: image.close };
  }
  const { files, close } = await openLayerFiles(path);
  try {
    return { kind: "map", file, opened: await openSide(files), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Dated<T> = { readonly [date in DateName]: T };

/**
 * The same dates with one orthophoto to be segmented in the colours of the other date's photograph, so that light and
 * processing count for less in what differs: the later one where both are orthophotos, for the earlier map is then what it
 * would be by itself. Somebody else's map owes nothing to a photograph's colours.
 */
export async function inLikeColours(
  dates: Dated<DatedInput>,
  photographs: Dated<RasterSource | undefined>,
  misregistration: Misregistration | null,
  signal: AbortSignal,
): Promise<Dated<DatedInput>> {
  const date = dates.after.kind === "image" ? "after" : "before";
  const [input, other] = [dates[date], dates[date === "after" ? "before" : "after"]];
  const like = photographs[date === "after" ? "before" : "after"];
  const isOwn = other.kind === "image" || other.opened.facts.kind === "result";
  if (input.kind !== "image" || like === undefined || !isOwn || misregistration === null) return dates;
  const [east, north] = misregistration.shift;
  const seen = other.kind === "image" ? undefined : other.opened.facts.matchedColours?.tones;
  const { source, plan, told, ...image } = input.image;
  const tones = await matchTones(
    readerIn(seen, like),
    source,
    date === "after" ? [east, north] : [-east, -north],
    signal,
  );
  if (tones === null) return dates;
  const matchedColours = { like: like.facts.file, tones };
  const matched = { ...image, source, plan: { ...plan, tones }, told: { ...told, matchedColours } };
  return { ...dates, [date]: { ...input, image: matched } };
}

/** Of an orthophoto: of the map that will be made of it. */
export function factsOf(input: DatedInput, making: Making): SideFacts {
  if (input.kind === "map") return input.opened.facts;
  const { plan, told } = input.image;
  const options = { ...told, ...making, created: new Date().toISOString() };
  return factsOfResult(resultRecordOf({ grid: plan.grid, unit: 1 }, options), input.file, plan.grid);
}

export interface MakingSide {
  readonly making: Making;
  readonly inputs: SurveyInputs;
  readonly workers: number;
  readonly signal: AbortSignal;
}

/** The side of a comparison, which is made when it is read. Uses that the user brings hold at both dates. */
export function sideOf(input: DatedInput, { making, inputs, workers, signal }: MakingSide): OpenedSide {
  // What lies around an area decides of what lies in it: nothing is cut here.
  const uncut = { ...inputs, area: undefined, zones: undefined };
  if (input.kind === "map") {
    const { facts, read } = input.opened;
    return {
      facts,
      async read(...how) {
        const side = await read(...how);
        if (inputs.useLayer === undefined) return side;
        if (side.kind === "zones") return { ...side, useLayer: surveyIn(side.crs, uncut).useLayer };
        return { ...side, map: resurvey(side.map, surveyIn(side.map.grid.crs, uncut)).map };
      },
    };
  }
  const { image } = input;
  return {
    facts: factsOf(input, making),
    read: () =>
      withClassRaster(image, tilesIn(image.plan, inputs), workers, signal, async (raster): Promise<MapSide> => {
        const known = givesConfidence(image.model.manifest);
        const { survey } = await makeMap(raster, making, known, uncut, signal);
        return { kind: "map", map: survey.map, preset: making.preset };
      }),
  };
}
