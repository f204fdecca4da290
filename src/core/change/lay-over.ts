import { appError } from "../errors.ts";
import { type Bounds, commonBounds } from "../geo/bounds.ts";
import { reprojection } from "../geo/reproject.ts";
import { coverCodes, defaultMapping } from "../landcover/class-mapping.ts";
import { coverOf } from "../landcover/ocsge.ts";
import { CONIFERS } from "../landcover/stands.ts";
import { usesByOverlap } from "../landcover/uses.ts";
import type { Grid } from "../raster/grid.ts";
import { metresToUnit, movedGrid } from "../raster/moved-grid.ts";
import { OUTSIDE, type PlanarMap, polygonOf } from "../vector/coverage.ts";
import { dissolveBy } from "../vector/groups.ts";
import { measureFaces } from "../vector/measure.ts";
import { movedZone } from "../vector/moved-zone.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { assemble, keptSlots, partsOf } from "../vector/parts.ts";
import { zoneBounds } from "../vector/zone-bounds.ts";
import { overlaid, type Patience, upTo } from "./patience.ts";
import type { ChangeSide, MapSide, ZonesSide } from "./sides.ts";
import { rectangleMap, zonesGrid } from "./zones-grid.ts";

/** What either map says of each face, nothing being judged yet. */
export interface DatedFaces {
  /** CoSIA class */
  readonly numeros: Uint8Array;
  readonly covers: readonly string[];
  readonly uses: readonly (string | null)[];
  /** 0–1; NaN where it is not known */
  readonly confidence: Float64Array;
}

/** Two maps as one: a face is a connected piece of ground that one face of either map covers. */
export interface LaidMaps {
  /** of all of `PlanarMap`'s promises one is not kept: neighbours may be of the same class */
  readonly map: PlanarMap;
  readonly before: DatedFaces;
  readonly after: DatedFaces;
  /** ground that one of the two covers alone, m²; of somebody else's zones, which go on beyond what was read, only the base's */
  readonly uncompared: number;
}

/** The map that the other one is laid over. */
type BaseMap = PlanarMap & Pick<MapSide["map"], "covers" | "uses">;

/**
 * Lays the earlier map over the later one, ground by ground (`overlay.ts`: exact on the base's lattice, neighbours share
 * their border). The base is the later map, the earlier one where that alone is a planar map; the other comes as zones.
 * Where both are zones the later ones are made a planar map first, of the ground that the two have in common.
 * @param shift metres that the earlier map is moved by, to the east and to the north: zones by their corners, a base by
 * its grid, so that its points stay on its lattice
 * @throws AppError "nothing-compared" where two sides of zones have no ground in common, "comparison-too-large" where they
 * have more corners than there is room for
 */
export async function layOver(
  before: ChangeSide,
  after: ChangeSide,
  shift: readonly [east: number, north: number],
  wait: Patience,
): Promise<LaidMaps> {
  if (before.kind === "map" && after.kind === "zones") {
    const map = { ...before.map, grid: movedGrid(before.map.grid, shift) };
    const moved = movedTo(after, map.grid, [0, 0]);
    const laid = await layOn(map, after, zonesOf(after, moved), moved, wait);
    laid.map.faces.numero.set(laid.ofOther.numeros);
    return { map: laid.map, before: laid.ofBase, after: laid.ofOther, uncompared: laid.uncompared };
  }
  if (after.kind === "zones") refuseTooLarge([before, after]);
  const grid = after.kind === "map" ? after.map.grid : zonesGrid(after.crs, extentOf(after));
  const moved = movedTo(before, grid, shift);
  const zones = zonesOf(before, moved);
  const isDrawn = after.kind === "map";
  const base = isDrawn ? after.map : await planarMapOf(after, extentOfAll(zones), upTo(wait, 0, 0.5));
  const laid = await layOn(base, before, zones, moved, upTo(wait, isDrawn ? 0 : 0.5, 1));
  laid.map.faces.numero.set(laid.ofBase.numeros);
  return { map: laid.map, before: laid.ofOther, after: laid.ofBase, uncompared: laid.uncompared };
}

/**
 * @param zones the other side's ground
 * @param moved what brought it to where it is compared
 */
async function layOn(
  map: BaseMap,
  other: ChangeSide,
  zones: readonly Zone[],
  moved: (zone: Zone) => Zone,
  wait: Patience,
) {
  const { map: common, faceAt, zoneAt } = await groundOf(map, zones, knownZones(other), wait);
  const ofBase: DatedFaces = {
    numeros: Uint8Array.from(faceAt, (face) => map.faces.numero[face]!),
    covers: Array.from(faceAt, (face) => map.covers[face]!),
    uses: Array.from(faceAt, (face) => map.uses[face]!),
    confidence: Float64Array.from(faceAt, (face) => map.faces.confidence[face]!),
  };
  const ofOther = datedByZones(other, common, zoneAt, moved);
  common.faces.confidence.set(ofBase.confidence.map((value, face) => value * ofOther.confidence[face]!));
  return { map: common, ofBase, ofOther, uncompared: uncomparedOf(map, other, common) };
}

/** Ground that is both a face's and a known zone's, told apart by both; where zones lie on each other the last one counts. */
async function groundOf(
  map: PlanarMap,
  zones: readonly Zone[],
  isKnown: (zone: number) => boolean,
  wait: Patience,
): Promise<{ readonly map: PlanarMap; readonly faceAt: Int32Array; readonly zoneAt: Int32Array }> {
  const laid = await overlaid(map, zones, upTo(wait, 0, 0.8));
  // Ground by face and zone, numbered as it is met.
  const numbers = new Map<number, number>();
  const faceOfGround: number[] = [];
  const zoneOfGround: number[] = [];
  const zoneOfSet = Int32Array.from({ length: laid.sets.count }, (_, set) => {
    const zone = laid.sets.zonesOf(set).at(-1) ?? OUTSIDE;
    return zone === OUTSIDE || isKnown(zone) ? zone : OUTSIDE;
  });
  const ground = laid.face.map((face, edge) => {
    const zone = zoneOfSet[laid.set[edge]!]!;
    if (face === OUTSIDE || zone === OUTSIDE) return OUTSIDE;
    const key = face * zones.length + zone;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, faceOfGround.length);
    zoneOfGround.push(zone);
    return faceOfGround.push(face) - 1;
  });
  await wait.pause();
  const kept = keptSlots(laid, (piece) => ground[2 * piece] !== ground[2 * piece + 1]);
  const { partOf, faceOf, pixels } = partsOf(laid, kept, ground);
  wait.onProgress(0.9);
  await wait.pause();
  const faces = {
    count: faceOf.length,
    numero: new Uint8Array(faceOf.length),
    pixels: Uint32Array.from(pixels, (area) => Math.max(1, Math.round(area))),
    confidence: new Float64Array(faceOf.length),
  };
  return {
    map: { grid: map.grid, unit: laid.lattice.unit, ...assemble(laid, kept, partOf), faces },
    faceAt: faceOf.map((at) => faceOfGround[at]!),
    zoneAt: faceOf.map((at) => zoneOfGround[at]!),
  };
}

/**
 * Somebody else's map as a planar map, of the ground that was read of it.
 * @param common extent of the other one, to which it is cut
 */
async function planarMapOf(side: ZonesSide, common: Bounds, wait: Patience): Promise<BaseMap> {
  const extent = commonBounds(extentOf(side), common);
  if (extent === undefined) throw appError("nothing-compared", {});
  const rectangle = rectangleMap(zonesGrid(side.crs, extent));
  const { map, zoneAt } = await groundOf(rectangle, side.zones, knownZones(side), wait);
  const { numeros, covers, uses, confidence } = datedByZones(side, map, zoneAt, (zone) => zone);
  return { ...map, faces: { ...map.faces, numero: numeros, confidence }, covers, uses };
}

/** Of both maps: they take 125 bytes each (8.6 million, 1.07 GB), and a tab of a browser has room for some 4 GB. */
const MOST_CORNERS = 25_000_000;

function refuseTooLarge(sides: readonly ChangeSide[]): void {
  const corners = sides
    .flatMap((side) => (side.kind === "zones" ? side.zones : []))
    .flatMap(({ polygons }) => polygons)
    .reduce((sum, rings) => rings.reduce((count, ring) => count + ring.length / 2, sum), 0);
  if (corners > MOST_CORNERS) throw appError("comparison-too-large", { corners, most: MOST_CORNERS });
}

/** Where zones were read, and are. */
function extentOf({ zones, within }: ZonesSide): Bounds {
  const extent = extentOfAll(zones);
  const read = within === undefined ? extent : commonBounds(extent, within);
  if (read === undefined) throw appError("nothing-compared", {});
  return read;
}

const extentOfAll = (zones: readonly Zone[]): Bounds =>
  zoneBounds({ polygons: zones.flatMap(({ polygons }) => polygons) });

/** What brings zones of a side's CRS to that of a grid, and then moves them by some metres. */
function movedTo(side: ChangeSide, grid: Grid, [east, north]: readonly [east: number, north: number]) {
  const from = side.kind === "map" ? side.map.grid.crs : side.crs;
  if (from.code === grid.crs.code && east === 0 && north === 0) return (zone: Zone): Zone => zone;
  const project = reprojection(from, grid.crs);
  const [across, up] = metresToUnit(grid);
  return (zone: Zone): Zone =>
    movedZone(zone, (x, y) => {
      const [toX, toY] = project(x, y);
      return [toX + east / across, toY + north / up];
    });
}

/** A side's ground as zones, moved. */
function zonesOf(side: ChangeSide, moved: (zone: Zone) => Zone): Zone[] {
  if (side.kind === "zones") return side.zones.map(moved);
  const { map } = side;
  return Array.from({ length: map.faces.count }, (_, face) => moved({ polygons: [polygonOf(map, face)] }));
}

/** Zones whose class is one of the nomenclature's. */
function knownZones(side: ChangeSide): (zone: number) => boolean {
  if (side.kind === "map") return () => true;
  const { covers, numeros } = side;
  if (covers !== undefined) return (zone) => coverOf(covers[zone] ?? "") !== undefined;
  const known = new Set(defaultMapping.map(({ numero }) => numero));
  return (zone) => known.has(numeros?.[zone] ?? 0);
}

/** What the side that came as zones says of each face. */
function datedByZones(
  side: MapSide | ZonesSide,
  map: PlanarMap,
  zoneAt: Int32Array,
  moved: (zone: Zone) => Zone,
): DatedFaces {
  const pick = <T>(values: ArrayLike<T>): T[] => Array.from(zoneAt, (zone) => values[zone]!);
  if (side.kind === "map") {
    const { covers, uses, faces } = side.map;
    return {
      numeros: Uint8Array.from(pick(faces.numero)),
      covers: pick(covers),
      uses: pick(uses),
      confidence: Float64Array.from(pick(faces.confidence)),
    };
  }
  const { useLayer } = side;
  const lent =
    useLayer && usesByOverlap(measureFaces(map).planimetric, overlapsOf(map, useLayer.zones.map(moved)), useLayer.uses);
  const covers = side.covers === undefined ? coversByNumero(side, map, zoneAt) : (pick(side.covers) as string[]);
  return {
    numeros: Uint8Array.from(side.numeros === undefined ? covers.map(numeroOfCover) : (pick(side.numeros) as number[])),
    covers,
    uses: pick(side.uses).map((use, face) => use ?? lent?.[face] ?? null),
    confidence: Float64Array.from(zoneAt, (zone) => side.confidence?.[zone] ?? Number.NaN),
  };
}

/** Covers of CoSIA classes, decided of the zones' own map: what borders on a pool is what their author has drawn there. */
function coversByNumero({ numeros }: ZonesSide, map: PlanarMap, zoneAt: Int32Array): string[] {
  const numero = Uint8Array.from(zoneAt, (zone) => numeros![zone]!);
  const { coverage, faceOf } = dissolveBy({ ...map, faces: { ...map.faces, numero } }, zoneAt);
  const codes = coverCodes(coverage);
  return Array.from(faceOf, (face) => codes[face]!);
}

/** The first class of the default mapping that becomes the cover; of the two that none becomes, the nearest. */
function numeroOfCover(cover: string): number {
  const found = defaultMapping.find(({ numero, rule }) => {
    if (rule.kind === "code") return rule.code === cover;
    if (rule.kind !== "stand") return false;
    return numero === CONIFERS ? rule.conifers === cover : rule.broadleaves === cover || rule.mixed === cover;
  });
  return found?.numero ?? (cover.startsWith("CS2") ? HERBS : PERVIOUS);
}

const PERVIOUS = 2;
const HERBS = 12;

function uncomparedOf(base: PlanarMap, other: ChangeSide, common: PlanarMap): number {
  const total = (map: PlanarMap): number => measureFaces(map).planimetric.reduce((sum, area) => sum + area, 0);
  const both = total(common);
  const alone = [base, ...(other.kind === "map" ? [other.map] : [])].map((map) => {
    const whole = total(map);
    return whole - both > 1e-9 * whole ? whole - both : 0; // what is less is the rounding of sums
  });
  return alone.reduce((sum, area) => sum + area, 0);
}
