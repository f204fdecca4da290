import type { SideFacts } from "../../core/change/comparability.ts";
import type { ChangeSide } from "../../core/change/sides.ts";
import { appError } from "../../core/errors.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { boundsIn, type Within } from "../../core/geo/bounds-in.ts";
import type { Crs } from "../../core/geo/crs.ts";
import { OTHER_CODE } from "../../core/landcover/comparison.ts";
import { cosiaPreset, ocsgePreset, type Preset } from "../../core/landcover/presets.ts";
import { guessMillesime, imageDate } from "../../core/millesime.ts";
import { gridOf, type ResultRecord } from "../../core/ports/result-record.ts";
import { type Grid, gridBounds } from "../../core/raster/grid.ts";
import { zoneBounds } from "../../core/vector/zone-bounds.ts";
import type { RasterFile } from "../raster-file.ts";
import { tableHead } from "./geopackage.ts";
import { localFile } from "./local-file.ts";
import { openZoneLayer } from "./open-zone-layer.ts";
import { OCSOL, readReference, textOf } from "./read-reference.ts";
import { type ReferenceFound, recogniseLayer } from "./recognise-layer.ts";
import { LAND_COVER, readResult, resultRecordIn } from "./result-geopackage.ts";

/** The map of one of two dates: what it is, and what is in it when that is asked for. */
export interface OpenedSide {
  readonly facts: SideFacts;
  /**
   * A result is read whole. Of somebody else's map, what touches `within` is, in the CRS of that.
   * @param onProgress share done, 0–1
   * @throws AppError as `readResult` and `readReference` do
   */
  read(within: Within, onProgress?: (share: number) => void, pause?: () => Promise<void>): Promise<ChangeSide>;
}

/**
 * @param files those of one map: a Shapefile has several
 * @throws AppError "side-not-a-map" where it is no map that we know, and those of `openZoneLayer`
 */
export async function openSide(files: readonly RasterFile[]): Promise<OpenedSide> {
  const found = await recogniseLayer(files);
  if (found.kind === "area") throw appError("side-not-a-map", { file: files[0]?.name ?? "" });
  return found.kind === "result" ? openResult(files[0]!) : openReference(files, found);
}

async function openResult(file: RasterFile): Promise<OpenedSide> {
  const local = await localFile(file);
  const record = (await resultRecordIn(local))!; // it has been recognised by it
  const grid = gridOf(record.grid);
  if (grid === undefined) throw appError("crs-unknown", { file: file.name, detail: `EPSG:${record.grid.epsg}` });
  const { crs, bounds } = await tableHead(local, LAND_COVER);
  return {
    // Of an area the map is smaller than its image; the file may be in another system than the image.
    facts: factsOfResult(record, file.name, grid, bounds && boundsIn({ bounds, crs }, grid.crs)),
    async read(_, onProgress, pause) {
      const { map } = await readResult(local, onProgress, pause);
      return { kind: "map", map, preset: record.preset };
    },
  };
}

/** @param bounds of the map where it is known; else its image's */
export function factsOfResult(
  { image, millesime, model, preset, simplifyMetres, squareBuildings, ...told }: ResultRecord,
  file: string,
  grid: Grid,
  bounds: Bounds = gridBounds(grid),
): SideFacts {
  return {
    kind: "result",
    file,
    image,
    millesime,
    date: imageDate(image, millesime),
    model,
    preset,
    simplifyMetres,
    squareBuildings,
    epsg: grid.crs.code,
    resolutionMetres: grid.gsdMetres,
    bounds,
    synthetic: told.synthetic === true,
    imageCredit: told.imageCredit ?? "",
    ...(told.matchedColours && { matchedColours: told.matchedColours }),
  };
}

async function openReference(files: readonly RasterFile[], found: ReferenceFound): Promise<OpenedSide> {
  const file = files[0]!.name;
  const { crs, bounds, first } = await headOf(files, found);
  const said = (...names: readonly string[]): string => textOf({ properties: first }, ...names) ?? "";
  const millesime = guessMillesime(said("millesime")) || guessMillesime(file);
  const { isExport = false } = found;
  return {
    facts: {
      kind: isExport ? "export" : found.kind,
      file,
      image: said(...OCSOL.image),
      millesime,
      date: said(...OCSOL.date) || millesime,
      model: said(...OCSOL.model),
      preset: undefined,
      simplifyMetres: 0,
      squareBuildings: false,
      epsg: crs.code,
      resolutionMetres: undefined,
      bounds,
      synthetic: false,
      imageCredit: "",
    },
    async read(within) {
      const { nomenclature, zones, codes, uses, confidence } = await readReference(files, within);
      const known = codes.map((code) => (code === OTHER_CODE ? null : code));
      const classes =
        nomenclature === "ocsge"
          ? { covers: known }
          : { numeros: known.map((code) => (code === null ? null : Number(code))) };
      const preset = isExport ? undefined : thresholdsOf(found.kind);
      return { kind: "zones", crs: within.crs, within: within.bounds, preset, zones, uses, confidence, ...classes };
    },
  };
}

/**
 * That the map's author keeps to. His zone construite is not read: what is mapped inside of it counts as a change wherever it
 * lies, so that none is lost.
 */
function thresholdsOf(kind: ReferenceFound["kind"]): Preset {
  return kind === "cosia" ? cosiaPreset() : { ...ocsgePreset, outsideZone: ocsgePreset.insideZone };
}

interface LayerHead {
  readonly crs: Crs;
  readonly bounds: Bounds;
  readonly first: Readonly<Record<string, unknown>>;
}

/** A GeoPackage says where its layer lies: a department's is not read for that. Of other files all features are. */
async function headOf(files: readonly RasterFile[], { path, table }: ReferenceFound): Promise<LayerHead> {
  const file = path.length === 1 ? files.find(({ name }) => name === path[0]) : undefined;
  if (file !== undefined && table !== undefined) {
    const { bounds, ...head } = await tableHead(await localFile(file), table);
    if (bounds !== undefined) return { ...head, bounds };
  }
  const { crs, features } = await openZoneLayer(files, { path, layer: table });
  const bounds = zoneBounds({ polygons: features.flatMap(({ polygons }) => polygons) });
  return { crs, bounds, first: features[0]?.properties ?? {} };
}
