import type { EditCounts } from "../edits/edit.ts";
import type { Affine } from "../geo/affine.ts";
import { crsOf } from "../geo/crs.ts";
import { type MinAreas, type Preset, presetIds } from "../landcover/presets.ts";
import { type Grid, gsdMetresOf } from "../raster/grid.ts";
import { isMatchedColours, type MatchedColours } from "../raster/tones.ts";
import { MAX_COORDINATE } from "../vector/overlay/exact.ts";
import type { ExportOptions } from "./exporter.ts";

/**
 * How a result was made, as its files say it to machines: a GeoPackage carries it as JSON in its metadata, so that
 * Ocsol can open it again with its settings. A field once written keeps its meaning; what is new comes beside.
 */
export interface ResultRecord {
  readonly software: "Ocsol";
  /** of this record's form */
  readonly version: 1;
  /** ISO 8601, UTC */
  readonly created: string;
  readonly image: string;
  readonly millesime: string;
  /** model id and version; "" where the classes came from elsewhere */
  readonly model: string;
  readonly preset: Preset;
  readonly simplifyMetres: number;
  readonly squareBuildings: boolean;
  /** of the class raster: its points are the lattice the map's corners lie on */
  readonly grid: RecordedGrid;
  /** of the cells that the zone construite was made on, where there is one */
  readonly builtZoneGrid?: RecordedGrid;
  /** what has to be said beside the image, where it is known */
  readonly imageCredit?: string;
  /** the image is of Ocsol's own generator */
  readonly synthetic?: true;
  /** the model saw the image in the colours of another */
  readonly matchedColours?: MatchedColours;
  /** what a person has done to the map, where anything */
  readonly edits?: EditCounts;
}

export interface RecordedGrid {
  readonly width: number;
  readonly height: number;
  readonly affine: Affine;
  readonly epsg: number;
  /** lattice points to the side of a pixel */
  readonly unit: number;
}

/** Says in a file that what follows is a `ResultRecord`: `md_standard_uri` of a GeoPackage's metadata. */
export const RESULT_RECORD_URI = "urn:x-ocsol:result-record:1";

export function resultRecordOf(
  { builtZone, ...map }: OnGrid & { readonly builtZone?: OnGrid },
  options: ExportOptions,
): ResultRecord {
  const { created, image, millesime, model, preset, simplifyMetres = 0, squareBuildings = false } = options;
  const { imageCredit, synthetic, matchedColours, edits } = options;
  return {
    software: "Ocsol",
    version: 1,
    created,
    image,
    millesime,
    model,
    preset,
    simplifyMetres,
    squareBuildings,
    grid: recordedGrid(map),
    ...(builtZone && { builtZoneGrid: recordedGrid(builtZone) }),
    ...(imageCredit !== undefined && { imageCredit }),
    ...(synthetic && { synthetic }),
    ...(matchedColours && { matchedColours }),
    ...(edits && edits.corrections + edits.verifications > 0 && { edits }),
  };
}

interface OnGrid {
  readonly grid: Grid;
  readonly unit: number;
}

function recordedGrid({ grid: { width, height, affine, crs }, unit }: OnGrid): RecordedGrid {
  return { width, height, affine, epsg: crs.code, unit };
}

/** The grid as it was; undefined where Ocsol does not carry its CRS (any more). */
export function gridOf({ width, height, affine, epsg }: RecordedGrid): Grid | undefined {
  const crs = crsOf(epsg);
  return crs && { width, height, affine, crs, bands: 1, gsdMetres: gsdMetresOf(affine, crs, width, height) };
}

/** What a file's text says of itself, if it is a record that this version of Ocsol can use. */
export function parseResultRecord(text: string): ResultRecord | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(said) ? said : undefined;
}

function isRecord(said: unknown): said is ResultRecord {
  if (!isObject(said) || said["software"] !== "Ocsol" || said["version"] !== 1) return false;
  const {
    preset,
    grid,
    builtZoneGrid,
    simplifyMetres,
    squareBuildings,
    imageCredit,
    synthetic,
    edits,
    matchedColours,
  } = said;
  return (
    ["created", "image", "millesime", "model"].every((name) => typeof said[name] === "string") &&
    !Number.isNaN(Date.parse(String(said["created"]))) &&
    isPreset(preset) &&
    typeof simplifyMetres === "number" &&
    typeof squareBuildings === "boolean" &&
    isGrid(grid) &&
    (builtZoneGrid === undefined || isGrid(builtZoneGrid)) &&
    (imageCredit === undefined || typeof imageCredit === "string") &&
    (synthetic === undefined || synthetic === true) &&
    (matchedColours === undefined || isMatchedColours(matchedColours)) &&
    (edits === undefined || isEditCounts(edits))
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isEditCounts = (value: unknown): boolean =>
  isObject(value) && isAmount(value["corrections"]) && isAmount(value["verifications"]);

/** Every number that a map is made or described by. */
function isPreset(value: unknown): value is Preset {
  if (!isObject(value) || !presetIds.some((id) => id === value["id"])) return false;
  if (value["id"] !== "ocsge") return isMinAreas(value["minAreas"]);
  const { built, closingMetres, insideZone, outsideZone } = value;
  return (
    isObject(built) &&
    [built["numero"], built["detectedSquareMetres"], built["collectedSquareMetres"], closingMetres].every(isAmount) &&
    isMinAreas(insideZone) &&
    isMinAreas(outsideZone)
  );
}

function isMinAreas(value: unknown): value is MinAreas {
  if (!isObject(value) || !isAmount(value["others"])) return false;
  const { ofClass = {} } = value;
  return isObject(ofClass) && Object.values(ofClass).every(isAmount);
}

const isAmount = (value: unknown): boolean => Number.isFinite(value) && (value as number) >= 0;

/** Whole sizes that corners can be counted exactly in, and an affine that can be inverted: the rest counts on them. */
function isGrid(value: unknown): value is RecordedGrid {
  if (!isObject(value)) return false;
  const { width, height, affine, epsg, unit } = value;
  const isCount = (size: unknown): boolean => Number.isSafeInteger(size) && (size as number) > 0;
  if (![width, height, epsg, unit].every(isCount) || !Array.isArray(affine) || affine.length !== 6) return false;
  if ((Math.max(width as number, height as number) + 2) * (unit as number) > MAX_COORDINATE) return false;
  return affine.every(Number.isFinite) && affine[0] * affine[4] - affine[1] * affine[3] !== 0;
}
