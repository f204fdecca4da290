import { type Crs, crsOf } from "../geo/crs.ts";

/** IGN's Géoplateforme: the one server Ocsol may ever contact, and only from its online page. */
export const GEOPLATEFORME_ORIGIN = "https://data.geopf.fr";

export const WMS_URL = `${GEOPLATEFORME_ORIGIN}/wms-r`;

/** BD ORTHO, the latest photograph of each place. */
export const ORTHO_LAYER = "HR.ORTHOIMAGERY.ORTHOPHOTOS";

/** Its ground sample distance, in metres. */
export const ORTHO_GSD_METRES = 0.2;

/** What the Licence Ouverte asks to be shown beside the image. */
export const ORTHO_CREDIT = "© IGN – BD ORTHO®";

/** Both limits of the service are per address: 40 requests a second, then 5 s in which all are answered 429. */
export const BLOCK_MILLISECONDS = 5000;

/**
 * The map and a download may ask at once, maybe from two computers behind one address: together they stay well under
 * the limit.
 */
export const REQUESTS_PER_SECOND = { map: 10, download: 15 } as const;

const CONIC_ZONES = [42, 43, 44, 45, 46, 47, 48, 49, 50];

/**
 * The official systems of France in which images are asked for, x before y in all of them. The later realisations of
 * RGF93 (v2, v2b) have the same coordinates and are asked for by the code of the first, which every server has.
 */
const served = new Map<number, number>([
  ...[2154, 5490, 4559, 2972, 2975, 4471, 4467].map((code) => [code, code] as const),
  ...[9793, 9794].map((code) => [code, 2154] as const),
  ...CONIC_ZONES.flatMap((zone) => [3900, 9780, 9800].map((first) => [first + zone, 3900 + zone] as const)),
]);

/** The system to ask for images in, coordinates being the same; undefined where there is none. */
export function servedCrs(crs: Crs): Crs | undefined {
  const code = served.get(crs.code);
  return code === undefined ? undefined : crsOf(code);
}
