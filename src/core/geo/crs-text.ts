import { type Crs, crsOf } from "./crs.ts";
import {
  type CrsDescription,
  describeProj4,
  matchCrs,
  type ParameterName,
  type ProjectionMethod,
} from "./match-crs.ts";
import { childOf, childrenOf, nameOf, numberAt, parseWkt, type WktNode } from "./wkt.ts";

/** What a text says of a CRS: one of ours, or none of ours and what it calls itself. */
export type CrsReading = { readonly crs: Crs } | { readonly crs: undefined; readonly detail: string };

const reading = (crs: Crs | undefined, detail: string): CrsReading => (crs === undefined ? { crs, detail } : { crs });

/** Height systems over the plane that counts here: RGF93 / Lambert-93 + NGF-IGN69, + NGF-IGN78. */
const PLANE_OF_COMPOUND: Readonly<Record<number, number>> = { 5698: 2154, 5699: 2154 };

/** The CRS of an EPSG code, the horizontal one of a compound. */
function epsg(code: number): CrsReading {
  return reading(crsOf(PLANE_OF_COMPOUND[code] ?? code), `EPSG:${code}`);
}

/**
 * The CRS a .prj, a PAM file or the like tells: WKT of any dialect, a proj4 string, or a name as in `crsOfName`.
 */
export function crsOfText(text: string): CrsReading {
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain.startsWith("+")) {
    const described = describeProj4(plain);
    return reading(described && matchCrs(described), plain);
  }
  const tree = parseWkt(plain);
  return tree === undefined ? crsOfName(plain) : crsOfWkt(tree);
}

/**
 * The CRS of a name: "EPSG:2154", GML's "urn:ogc:def:crs:EPSG::2154", "http://www.opengis.net/def/crs/EPSG/0/2154" and
 * "…/epsg.xml#2154" (of several, as compounds have, the first), IGN's "IGNF:LAMB93" and "IGNF:RGF93CC49".
 */
export function crsOfName(name: string): CrsReading {
  const code = /epsg(?:\.xml#|[:/](?:[\d.]*[:/])?)(\d{4,6})(?!\d)/i.exec(name)?.[1];
  if (code !== undefined) return epsg(Number(code));
  if (/crs84\b/i.test(name)) return epsg(4326);
  const zone = /\bRGF93CC(4[2-9]|50)\b/i.exec(name)?.[1];
  if (zone !== undefined) return epsg(3900 + Number(zone));
  return reading(/\bIGNF\W{1,2}(RGF93)?LAMB93\b|\bRGF93LAMB93\b/i.test(name) ? crsOf(2154) : undefined, name);
}

/** By its own EPSG code, else by the numbers of its projection; of a compound its horizontal part. */
function crsOfWkt(tree: WktNode): CrsReading {
  const compound = ["COMPD_CS", "COMPOUNDCRS", "BOUNDCRS"].includes(tree.keyword);
  const part = compound && childOf(tree.keyword === "BOUNDCRS" ? childOf(tree, "SOURCECRS") : tree, ...HORIZONTAL);
  if (part !== undefined && part !== false) return crsOfWkt(part);
  const authority = childOf(tree, "AUTHORITY", "ID");
  const code = Number(authority?.values[1]);
  if (/^epsg$/i.test(nameOf(authority)) && Number.isInteger(code)) return epsg(code);
  const described = describeWkt(tree);
  return reading(described && matchCrs(described), nameOf(tree) || tree.keyword);
}

const PROJECTED = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const GEOGRAPHIC = ["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "BASEGEOGCRS", "BASEGEODCRS"];
const HORIZONTAL = [...PROJECTED, ...GEOGRAPHIC];

/** Spellings of methods, letters and digits only. */
const methods: Readonly<Record<string, ProjectionMethod>> = {
  lambertconformalconic2sp: "lcc",
  lambertconicconformal2sp: "lcc",
  lambertconformalconic: "lcc",
  transversemercator: "tmerc",
  gausskruger: "tmerc",
  lambertazimuthalequalarea: "laea",
  mercatorauxiliarysphere: "webmerc",
  popularvisualisationpseudomercator: "webmerc",
};

/** Spellings of parameters, letters and digits only: OGC's and ESRI's, then WKT 2's. */
const parameterNames: Readonly<Record<string, ParameterName>> = {
  latitudeoforigin: "lat_0",
  latitudeofcenter: "lat_0",
  latitudeoffalseorigin: "lat_0",
  latitudeofnaturalorigin: "lat_0",
  centralmeridian: "lon_0",
  longitudeofcenter: "lon_0",
  longitudeoffalseorigin: "lon_0",
  longitudeofnaturalorigin: "lon_0",
  standardparallel1: "lat_1",
  latitudeof1ststandardparallel: "lat_1",
  standardparallel2: "lat_2",
  latitudeof2ndstandardparallel: "lat_2",
  scalefactor: "k",
  scalefactoratnaturalorigin: "k",
  falseeasting: "x_0",
  eastingatfalseorigin: "x_0",
  falsenorthing: "y_0",
  northingatfalseorigin: "y_0",
};

const plainOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

const RADIANS_A_DEGREE = Math.PI / 180;

function describeWkt(tree: WktNode): CrsDescription | undefined {
  const projected = PROJECTED.includes(tree.keyword);
  const base = projected ? childOf(tree, ...GEOGRAPHIC) : GEOGRAPHIC.includes(tree.keyword) ? tree : undefined;
  if (base === undefined || !isGreenwichInDegrees(base)) return undefined;
  const datum = childOf(base, "DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE");
  const shift = childOf(datum, "TOWGS84");
  if (shift?.values.some((value) => value !== 0)) return undefined; // a datum of its own, whatever its name
  const earth = {
    inverseFlattening: numberAt(childOf(datum, "SPHEROID", "ELLIPSOID"), 2),
    datum: nameOf(datum),
  };
  if (!projected) return { ...earth, method: "longlat", parameters: {} };

  const conversion = childOf(tree, "CONVERSION") ?? tree;
  const method = methods[plainOf(nameOf(childOf(conversion, "PROJECTION", "METHOD")))] ?? webMercatorByProj4(tree);
  const units = [...childrenOf(tree, "UNIT", "LENGTHUNIT"), ...lengthUnits(conversion)];
  if (method === undefined || units.some((unit) => numberAt(unit, 1) !== 1)) return undefined;
  const parameters: Partial<Record<ParameterName, number>> = {};
  for (const parameter of childrenOf(conversion, "PARAMETER")) {
    const name = parameterNames[plainOf(nameOf(parameter))];
    const value = numberAt(parameter, 1);
    if (name !== undefined && value !== undefined) parameters[name] = value;
  }
  return { ...earth, method, parameters };
}

function isGreenwichInDegrees(base: WktNode): boolean {
  const meridian = numberAt(childOf(base, "PRIMEM", "PRIMEMERIDIAN"), 1) ?? 0;
  const unit = numberAt(childOf(base, "UNIT", "ANGLEUNIT"), 1) ?? RADIANS_A_DEGREE;
  return meridian === 0 && Math.abs(unit / RADIANS_A_DEGREE - 1) < 1e-6;
}

/** WKT 2 gives each parameter its own unit. */
function lengthUnits(conversion: WktNode): readonly WktNode[] {
  return childrenOf(conversion, "PARAMETER").flatMap((parameter) => childrenOf(parameter, "LENGTHUNIT"));
}

/** GDAL's WKT 1 of Web Mercator: an ellipsoidal Mercator with the truth in an extension. */
function webMercatorByProj4(tree: WktNode): ProjectionMethod | undefined {
  const proj4 = childrenOf(tree, "EXTENSION").find((extension) => nameOf(extension) === "PROJ4")?.values[1];
  return typeof proj4 === "string" ? describeProj4(proj4)?.method : undefined;
}
