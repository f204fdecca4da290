import type { Bounds } from "../../core/geo/bounds.ts";
import type { Crs } from "../../core/geo/crs.ts";
import { groundLength, groundMetricOf, isMetric } from "../../core/geo/ground.ts";

/** On paper, mm. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** For a map on a sheet of A4 of its own, with margins, title and legend. */
const SHEET: Room = { width: 170, height: 150 };
/** Fine enough for a printer; finer would show no more of a photograph. */
const DOTS_A_MILLIMETRE = 200 / 25.4;
/** The scale bar's length is at most this share of the map's. */
const BAR_SHARE = 0.3;

/** How the map lies on paper. */
export interface MapOnPaper {
  readonly widthMm: number;
  readonly heightMm: number;
  /** dots */
  readonly width: number;
  readonly height: number;
  /** on the ground */
  readonly metresADot: number;
  /** of 1 : n */
  readonly denominator: number;
  /** a round length on the ground, and how long it is on paper */
  readonly bar: { readonly metres: number; readonly mm: number };
}

/** The largest map of these bounds that has room, its sides in proportion. Along the middle row: in degrees no scale holds everywhere. */
export function mapOnPaper([minX, minY, maxX, maxY]: Bounds, crs: Crs, room: Room = SHEET): MapOnPaper {
  const ratio = (maxY - minY) / (maxX - minX);
  const widthMm = Math.min(room.width, room.height / ratio);
  const heightMm = widthMm * ratio;
  const middle = groundMetricOf(crs)((minX + maxX) / 2, (minY + maxY) / 2);
  const across = isMetric(crs) ? maxX - minX : groundLength(middle, maxX - minX, 0);
  const metresAMillimetre = across / widthMm;
  const metres = roundLength(across * BAR_SHARE);
  return {
    widthMm,
    heightMm,
    width: Math.max(1, Math.round(widthMm * DOTS_A_MILLIMETRE)),
    height: Math.max(1, Math.round(heightMm * DOTS_A_MILLIMETRE)),
    metresADot: metresAMillimetre / DOTS_A_MILLIMETRE,
    denominator: Number((metresAMillimetre * 1000).toPrecision(3)),
    bar: { metres, mm: metres / metresAMillimetre },
  };
}

/** The largest of 1, 2, 5, 10, 20 … that is no longer. */
function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power;
}
