/** What a comparison of two dates has found, held against a truth that is known to the pixel. */
import { type ChangeMap, changeKindOf, isChange } from "../core/change/change-map.ts";
import { librePreset, type Preset } from "../core/landcover/presets.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import { type Grid, gridBounds } from "../core/raster/grid.ts";
import { OUTSIDE, type PlanarMap } from "../core/vector/coverage.ts";
import { facesAt } from "../core/vector/faces-at.ts";
import { trace } from "../core/vector/trace.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { readerOf } from "./pictures.ts";

/** What is smaller is neither asked of a comparison nor held against it. */
export const leastSquareMetres = 500;

/** A class raster as a map with its covers and what of it is artificialised. */
export async function surveyedRaster(classes: Uint8Array, grid: Grid, preset: Preset): Promise<SurveyedMap> {
  return survey(await vectorise(readerOf(classes, { ...grid, bands: 1 }), { preset }), {}).map;
}

export interface TrueChange {
  readonly grid: Grid;
  /** by pixel: the patch of artificialised ground that it is in, or `OUTSIDE` */
  readonly patchAt: Int32Array;
  /** by patch: m²; a patch is connected ground that was never artificialised and certainly is */
  readonly patches: readonly number[];
  /** by pixel: 1 where the cover is another */
  readonly isOther: Uint8Array;
  /** m² */
  readonly artificialised: number;
  readonly renatured: number;
}

/**
 * The truth of two class rasters on one grid. Verdicts are those of the rules (`artificialisation.ts`) on every pixel of
 * each date: nothing is generalised, unless with the preset that the compared maps were made with.
 */
export async function trueChange(
  before: Uint8Array,
  after: Uint8Array,
  grid: Grid,
  preset: Preset = librePreset(0),
): Promise<TrueChange> {
  const [was, is] = [
    await surveyedRaster(before, grid, preset).then(verdictAndCover),
    await surveyedRaster(after, grid, preset).then(verdictAndCover),
  ];
  const pixel = grid.gsdMetres ** 2;
  const isTaken = was.verdicts.map((verdict, at) => Number(verdict === NEVER && is.verdicts[at] === CERTAIN));
  const isGiven = was.verdicts.map((verdict, at) => Number(verdict === CERTAIN && is.verdicts[at] === NEVER));
  const traced = await trace(readerOf(isTaken, { ...grid, bands: 1 }), {});
  return {
    grid,
    patchAt: facesOn(traced, grid),
    patches: Array.from(traced.faces.pixels, (pixels) => pixels * pixel),
    isOther: was.covers.map((cover, at) => Number(cover !== is.covers[at])),
    artificialised: isTaken.reduce((sum, one) => sum + one, 0) * pixel,
    renatured: isGiven.reduce((sum, one) => sum + one, 0) * pixel,
  };
}

const facesOn = (map: Pick<PlanarMap, "grid" | "unit" | "arcs">, grid: Grid): Int32Array =>
  facesAt(map, gridBounds(grid), grid.width, grid.height);

const [NEVER, DEPENDS, CERTAIN] = [1, 2, 3] as const;
const verdictNumber = { never: NEVER, "depends-on-use": DEPENDS, certain: CERTAIN } as const;

/** By pixel; 0 where there is no face. */
function verdictAndCover(map: SurveyedMap): { verdicts: Uint8Array; covers: Uint8Array } {
  const faces = facesOn(map, map.grid);
  const codes = coverClasses.map(({ code }) => code);
  return {
    verdicts: Uint8Array.from(faces, (face) =>
      face === OUTSIDE ? 0 : verdictNumber[map.artificialisation.verdicts[face]!],
    ),
    covers: Uint8Array.from(faces, (face) => (face === OUTSIDE ? 0 : 1 + codes.indexOf(map.covers[face]!))),
  };
}
