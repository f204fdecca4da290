import { appError } from "../errors.ts";
import type { Crs } from "../geo/crs.ts";
import { reprojection } from "../geo/reproject.ts";
import { coverCodes, defaultMapping } from "../landcover/class-mapping.ts";
import { coverOf } from "../landcover/ocsge.ts";
import { CONIFERS } from "../landcover/stands.ts";
import { usesByOverlap } from "../landcover/uses.ts";
import { metresToUnit, movedGrid } from "../raster/moved-grid.ts";
import { OUTSIDE, type PlanarMap, polygonOf } from "../vector/coverage.ts";
import { dissolveBy } from "../vector/groups.ts";
import { measureFaces } from "../vector/measure.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { assemble, keptSlots, partsOf } from "../vector/parts.ts";
import { overlaid, type Patience, upTo } from "./patience.ts";
import type { ChangeSide, MapSide, ZonesSide } from "./sides.ts";

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

/**
 * Lays the earlier map over the later one, ground by ground (`overlay.ts`: exact on the base's lattice, neighbours share
 * their border). The base is the later map where it is a planar map, else the earlier one; the other comes as zones.
 * @param shift metres that the earlier map is moved by, to the east and to the north: zones by their corners, a base by
 * its grid, so that its points stay on its lattice
 * @throws AppError "argument-invalid" where neither side is a map of Ocsol's, which alone has a lattice
 */
export async function layOver(
  before: ChangeSide,
  after: ChangeSide,
  shift: readonly [east: number, north: number],
  wait: Patience,
): Promise<LaidMaps> {
  const isOnLater = after.kind === "map";
  const base = isOnLater ? after : before;
  const other = isOnLater ? before : after;
  if (base.kind !== "map") throw appError("argument-invalid", { detail: "no planar map" });
  const map = isOnLater ? base.map : { ...base.map, grid: movedGrid(base.map.grid, shift) };
  const { crs } = map.grid;
  const [across, up] = metresToUnit(map.grid);
  const moved = movedTo(other, crs, isOnLater ? [shift[0] / across, shift[1] / up] : [0, 0]);
  const zones = zonesOf(other, moved);
  const laid = await overlaid(map, zones, upTo(wait, 0, 0.8));

  // Ground by face and zone, numbered as it is met.
  const isKnown = knownZones(other);
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
  const faceAt = faceOf.map((at) => faceOfGround[at]!);
  const zoneAt = faceOf.map((at) => zoneOfGround[at]!);

  const bare = { grid: map.grid, unit: laid.lattice.unit, ...assemble(laid, kept, partOf) };
  const faces = {
    count: faceOf.length,
    numero: new Uint8Array(faceOf.length),
    pixels: Uint32Array.from(pixels, (area) => Math.max(1, Math.round(area))),
    confidence: new Float64Array(faceOf.length),
  };
  const ofBase: DatedFaces = {
    numeros: Uint8Array.from(faceAt, (face) => map.faces.numero[face]!),
    covers: Array.from(faceAt, (face) => map.covers[face]!),
    uses: Array.from(faceAt, (face) => map.uses[face]!),
    confidence: Float64Array.from(faceAt, (face) => map.faces.confidence[face]!),
  };
  const ofOther = datedByZones(other, { ...bare, faces }, zoneAt, moved);
  faces.numero.set((isOnLater ? ofBase : ofOther).numeros);
  for (let face = 0; face < faces.count; face++) {
    faces.confidence[face] = ofBase.confidence[face]! * ofOther.confidence[face]!;
  }
  const whole = { ...bare, faces };
  return {
    map: whole,
    ...(isOnLater ? { before: ofOther, after: ofBase } : { before: ofBase, after: ofOther }),
    uncompared: uncomparedOf(map, other, whole),
  };
}

/** What brings zones of a side's CRS to another one, and then moves them. */
function movedTo(side: ChangeSide, crs: Crs, [dx, dy]: readonly [number, number]): (zone: Zone) => Zone {
  const from = side.kind === "map" ? side.map.grid.crs : side.crs;
  if (from.code === crs.code && dx === 0 && dy === 0) return (zone) => zone;
  const project = reprojection(from, crs);
  const moved = (ring: Float64Array): Float64Array => {
    const corners = new Float64Array(ring.length);
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = project(ring[at]!, ring[at + 1]!);
      corners[at] = x + dx;
      corners[at + 1] = y + dy;
    }
    return corners;
  };
  return ({ polygons }) => ({ polygons: polygons.map((rings) => rings.map(moved)) });
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
    confidence: new Float64Array(zoneAt.length).fill(Number.NaN),
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
