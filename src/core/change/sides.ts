import type { Bounds } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import type { Preset } from "../landcover/presets.ts";
import type { SurveyOptions } from "../landcover/survey.ts";
import type { SurveyedMap } from "../landcover/surveyed-map.ts";
import type { Zone } from "../vector/overlay/overlay.ts";

/** The map of one date: a planar map of Ocsol's, or somebody else's polygons. */
export type ChangeSide = MapSide | ZonesSide;

export interface MapSide {
  readonly kind: "map";
  readonly map: SurveyedMap;
  /** that the map was made with, where that is known: the smallest areas of a change are the later map's */
  readonly preset?: Preset | undefined;
}

export interface ZonesSide {
  readonly kind: "zones";
  /** of `zones` */
  readonly crs: Crs;
  /** where they lie on each other the last one counts */
  readonly zones: readonly Zone[];
  /** that they were read for: all that touch it; undefined where all there are were read. In `crs` */
  readonly within?: Bounds | undefined;
  /** whose thresholds their author keeps to; they hold where neither side is a map */
  readonly preset?: Preset | undefined;
  /** OCS GE cover code of each zone; ground of a zone without one that OCS GE knows is not compared */
  readonly covers?: readonly (string | null)[] | undefined;
  /** or its CoSIA class, which becomes a cover once the zones are a map: a pool has the cover of what surrounds it */
  readonly numeros?: readonly (number | null)[] | undefined;
  /** OCS GE use code of each zone, null where it is not known */
  readonly uses: readonly (string | null)[];
  /** 0–1, null where it is not known; without it none is */
  readonly confidence?: readonly (number | null)[] | undefined;
  /** an existing OCS GE, in the same CRS: it says the use of ground of which the zones say none */
  readonly useLayer?: SurveyOptions["useLayer"];
}
