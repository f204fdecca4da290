/** Small maps, surveyed, for tests of what is made of them. */
import { librePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import type { Grid } from "../core/raster/grid.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { mulberry32, picture, pictureGrid, readerOf } from "./pictures.ts";

/** Of a picture, pixel by pixel. */
export async function surveyedPicture(rows: readonly string[], grid: Partial<Grid> = {}): Promise<SurveyedMap> {
  return survey(await vectorise(picture(rows, grid), { preset: librePreset(0) }), {}).map;
}

/** White noise: every kind of corner, thousands of touching rings. Class 0 and, with more classes, few of it. */
export async function surveyedNoise(
  size: number,
  classes: number,
  minPixels: number,
  grid: Partial<Grid> = {},
): Promise<SurveyedMap> {
  const random = mulberry32(classes);
  const pixels = Uint8Array.from({ length: size * size }, () => Math.floor(random() * classes));
  const on = pictureGrid(size, size, grid);
  const preset = librePreset(minPixels * on.gsdMetres ** 2);
  return survey(await vectorise(readerOf(pixels, on), { preset }), {}).map;
}
