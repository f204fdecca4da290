/** What a comparison of two dates has found, held against a truth that is known to the pixel. */
import { type ChangeMap, changeKindOf, isChange } from "../core/change/change-map.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { librePreset, type Preset } from "../core/landcover/presets.ts";
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

/** How a comparison did on the ground of a truth. Areas in m². */
export interface ChangeScore {
  /** patches of `leastSquareMetres` and more; found: at least half of the patch lies in changes reported as artificialised */
  readonly patches: number;
  readonly found: number;
  readonly missed: readonly { readonly squareMetres: number; readonly share: number }[];
  /** changes of `leastSquareMetres` and more of which more than half lies on ground whose cover is the same */
  readonly falseChanges: readonly { readonly squareMetres: number; readonly flow: string }[];
  readonly artificialised: { readonly truth: number; readonly found: number };
  readonly renatured: { readonly truth: number; readonly found: number };
  /** ground of the truth's grid */
  readonly squareMetres: number;
}

export function scoreOf(truth: TrueChange, map: ChangeMap): ChangeScore {
  const { grid, patchAt, patches, isOther } = truth;
  const pixel = grid.gsdMetres ** 2;
  const faces = facesOn(map, grid);
  const inPatch = new Float64Array(patches.length);
  const areas = new Float64Array(map.faces.count);
  const stable = new Float64Array(map.faces.count);
  const { before, after } = map;
  let [artificialised, renatured] = [0, 0];
  faces.forEach((face, at) => {
    if (face === OUTSIDE) return;
    areas[face] = areas[face]! + pixel;
    const [was, is] = [before.artificialisation.verdicts[face]!, after.artificialisation.verdicts[face]!];
    if (was === "never" && is === "certain") artificialised += pixel;
    if (was === "certain" && is === "never") renatured += pixel;
    if (!isChange(map, face)) return;
    if (isOther[at] === 0) stable[face] = stable[face]! + pixel;
    const patch = patchAt[at]!;
    if (patch !== OUTSIDE && changeKindOf(map, face) === "artificialised") inPatch[patch] = inPatch[patch]! + pixel;
  });
  const asked = patches.flatMap((squareMetres, patch) =>
    squareMetres >= leastSquareMetres ? [{ squareMetres, share: inPatch[patch]! / squareMetres }] : [],
  );
  const missed = asked.filter(({ share }) => share < 0.5);
  return {
    patches: asked.length,
    found: asked.length - missed.length,
    missed,
    falseChanges: Array.from(areas, (squareMetres, face) => ({
      squareMetres,
      flow: `${before.covers[face]} → ${after.covers[face]}`,
      isFalse: squareMetres >= leastSquareMetres && stable[face]! > squareMetres / 2,
    })).flatMap(({ isFalse, ...change }) => (isFalse ? [change] : [])),
    artificialised: { truth: truth.artificialised, found: artificialised },
    renatured: { truth: truth.renatured, found: renatured },
    squareMetres: faces.length * pixel,
  };
}
