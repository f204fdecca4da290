import { CorrectedMap } from "../core/edits/corrected-map.ts";
import type { Edit } from "../core/edits/edit.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import { corrected, resurvey, type Survey, type SurveyOptions, survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { arcSpans } from "../core/vector/faces-at.ts";
import type { LandCoverMap } from "../core/vector/land-cover-map.ts";
import type { Corrected } from "./api.ts";
import { mapWindow, type PaintedMap } from "./map-windows.ts";

/** The map in the vector worker: as it was traced or opened, with the corrections done to it since. */
export class HeldMap {
  readonly #base: LandCoverMap | SurveyedMap;
  readonly #levels: readonly RasterLevel[];
  /** with the room that corrections need, once there are any */
  #corrected: CorrectedMap | undefined;
  #painted: PaintedMap | undefined;

  constructor(base: LandCoverMap | SurveyedMap, levels: readonly RasterLevel[]) {
    this.#base = base;
    this.#levels = levels;
  }

  /** Its codes, where it was opened with them. */
  get covers(): readonly string[] | undefined {
    return "covers" in this.#base ? this.#base.covers : undefined;
  }

  get corrected(): CorrectedMap {
    this.#corrected ??= new CorrectedMap(this.#base);
    return this.#corrected;
  }

  correct(kept: number, added: readonly Edit[], onProgress: (share: number) => void): Corrected {
    const map = this.corrected;
    let changed: Bounds | undefined;
    const include = (bounds: Bounds | undefined) => {
      changed = bounds === undefined || changed === undefined ? (bounds ?? changed) : unionOf(changed, bounds);
    };
    const total = map.edits.length - kept + added.length;
    let done = 0;
    while (map.edits.length > kept) {
      include(map.takeBack());
      onProgress(++done / total);
    }
    for (const edit of added) {
      include(map.add(edit));
      onProgress(++done / total);
    }
    return { ...map.count(), unplaced: map.unplaced, changed };
  }

  survey(options: Omit<SurveyOptions, "mapping" | "zones">): Survey {
    const base = this.#base;
    const map = this.#corrected;
    if (map === undefined || map.edits.length === 0) {
      return "covers" in base ? resurvey(base, options) : survey(base, options);
    }
    const finished = map.finish();
    if ("covers" in base) return resurvey(corrected(base, finished), options);
    return survey({ ...finished.coverage, ...(base.builtZone && { builtZone: base.builtZone }) }, options);
  }

  read(rect: PixelRect, level: number): ClassWindow {
    return mapWindow(this.#toPaint(), rect, this.#levels[level]!);
  }

  #toPaint(): PaintedMap {
    const { edits, map } = this.#corrected ?? { edits: [], map: undefined };
    if (map !== undefined && edits.length > 0) {
      const { grid, unit, arcs, spans, numero, confidence, checked } = map;
      const faces = { numero: numero.values, confidence: confidence.values, checked: checked.values };
      return { grid, unit, arcs, spans, faces };
    }
    this.#painted ??= { ...this.#base, spans: arcSpans(this.#base) };
    return this.#painted;
  }
}

const unionOf = (one: Bounds, other: Bounds): Bounds => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];
