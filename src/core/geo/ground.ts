import proj4 from "proj4";
import type { Crs } from "./crs.ts";

/**
 * How long a step on the map is on the ground, at one place: ds² = xx·dx² + 2·xy·dx·dy + yy·dy², in m² to a squared map
 * unit.
 */
export interface GroundMetric {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Equatorial radius in metres and squared eccentricity f (2 − f). */
interface Ellipsoid {
  readonly radius: number;
  readonly squaredEccentricity: number;
}

const ellipsoid = (radius: number, inverseFlattening: number): Ellipsoid => ({
  radius,
  squaredEccentricity: (2 - 1 / inverseFlattening) / inverseFlattening,
});
/** IAG 1980; RGF93 and the French overseas systems */
const GRS80 = ellipsoid(6_378_137, 298.257222101);
/** NIMA TR8350.2. Web Mercator too: its formulas are a sphere's, the latitudes it takes are of this ellipsoid. */
const WGS84 = ellipsoid(6_378_137, 298.257223563);

const RADIANS = Math.PI / 180;

/**
 * Step of the numerical derivative, in metres. Its own error is (step / Earth's radius)² / 6, 4·10⁻⁹; that of proj4's
 * inverse, 0.1 mm, becomes 5·10⁻⁸.
 */
const STEP_METRES = 1000;

const WEB_MERCATOR = 3857;

/** Whether a map unit is meant to be a metre of ground. Web Mercator's is 71 cm at 45°, a degree's no length at all. */
export function isMetric({ code, unit }: Crs): boolean {
  return unit === "metre" && code !== WEB_MERCATOR;
}

/**
 * The metric of the ellipsoid, seen through a CRS. ds² = M²·dφ² + N²·cos²φ·dλ² with the radii of curvature in the
 * meridian, M, and across it, N (Snyder, "Map projections: a working manual", USGS 1395, 1987, equations 4-18 to 4-21).
 * @returns a function of map x, y
 */
export function groundMetricOf(crs: Crs): (x: number, y: number) => GroundMetric {
  const { radius, squaredEccentricity } = crs.proj4.includes("+ellps=GRS80") ? GRS80 : WGS84;
  /** metres to a degree of longitude and of latitude */
  const metresADegree = (latitude: number): [east: number, north: number] => {
    const sine = Math.sin(latitude * RADIANS);
    const squared = 1 - squaredEccentricity * sine * sine;
    const across = radius / Math.sqrt(squared);
    const meridian = (across * (1 - squaredEccentricity)) / squared;
    return [across * Math.cos(latitude * RADIANS) * RADIANS, meridian * RADIANS];
  };
  if (crs.unit === "degree") {
    return (_, latitude) => {
      const [east, north] = metresADegree(latitude);
      return { xx: east * east, xy: 0, yy: north * north };
    };
  }
  const { inverse } = proj4(crs.proj4);
  return (x, y) => {
    const [east, north] = metresADegree(inverse([x, y])[1]!);
    const difference = (ax: number, ay: number, bx: number, by: number): [number, number] => {
      const [aLongitude, aLatitude] = inverse([ax, ay]);
      const [bLongitude, bLatitude] = inverse([bx, by]);
      const step = 2 * STEP_METRES;
      return [((bLongitude! - aLongitude!) * east) / step, ((bLatitude! - aLatitude!) * north) / step];
    };
    const [eastOfX, northOfX] = difference(x - STEP_METRES, y, x + STEP_METRES, y);
    const [eastOfY, northOfY] = difference(x, y - STEP_METRES, x, y + STEP_METRES);
    return {
      xx: eastOfX * eastOfX + northOfX * northOfX,
      xy: eastOfX * eastOfY + northOfX * northOfY,
      yy: eastOfY * eastOfY + northOfY * northOfY,
    };
  };
}

/** Square metres of ground to a squared map unit. */
export function areaFactor({ xx, xy, yy }: GroundMetric): number {
  return Math.sqrt(xx * yy - xy * xy);
}

/** Metres of ground in a map vector. */
export function groundLength({ xx, xy, yy }: GroundMetric, dx: number, dy: number): number {
  return Math.sqrt(xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy);
}
