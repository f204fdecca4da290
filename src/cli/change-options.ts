import type { SideFacts } from "../core/change/comparability.ts";
import { toleranceLeft } from "../core/change/comparability.ts";
import { type ChangeSettings, shiftFrom } from "../core/change/settings.ts";
import { appError } from "../core/errors.ts";
import { cosiaPreset, ocsgePreset, type Preset } from "../core/landcover/presets.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import { numberOf } from "./arguments.ts";
import { inputUsage } from "./input-options.ts";
import { presetOf, presetOptions, presetUsage } from "./preset-option.ts";
import { DEFAULT_MIN_AREA_SQUARE_METRES, segmentOptions } from "./segment-image.ts";
import { simplifyOf, simplifyOptions, simplifyUsage } from "./simplify-option.ts";

/** The options of a comparison, for `parse`. */
export const changeOptions = {
  out: { type: "string" },
  zones: { type: "string" },
  aoi: { type: "string" },
  uses: { type: "string" },
  mapping: { type: "string" },
  shift: { type: "string", default: "none" },
  tolerance: { type: "string" },
  "min-change": { type: "string" },
  "no-match-colours": { type: "boolean", default: false },
  "image-before": { type: "string" },
  "image-after": { type: "string" },
  "yes-different-models": { type: "boolean", default: false },
  ...segmentOptions,
  ...presetOptions,
  ...simplifyOptions,
  json: { type: "boolean", default: false },
} as const;

export const changeUsage = `change BEFORE AFTER --out change.gpkg [--zones zones.shp] [--aoi area.gpkg] [--yes-different-models]
              [--shift auto|none|E,N] [--tolerance m] [--min-change m2] [--image-before ORTHO] [--image-after ORTHO]
              [--no-match-colours] [--json]
              [--model ID | FOLDER | MODEL.onnx [--manifest FILE]] [--coarse] ${presetUsage} ${simplifyUsage}
              [--uses ocsge.gpkg] [--mapping classes.json] ${inputUsage} [--workers N]`;

type Values = { readonly [name in keyof typeof changeOptions]?: string | boolean | undefined } & {
  readonly [name in keyof typeof presetOptions | "simplify" | "tolerance" | "min-change"]?: string | undefined;
} & { readonly square: boolean; readonly shift: string };

/** How the map of an orthophoto is made. */
export type Making = Pick<ExportOptions, "preset"> & ReturnType<typeof simplifyOf>;

/**
 * As the options say; where they do not, like the map of the other date, so that the two differ by the ground alone.
 * @param known undefined where both dates are orthophotos, which are made alike
 */
export function makingOf(values: Values, known: SideFacts | undefined): Making {
  const other = known?.kind === "export" ? undefined : known; // it says of nothing how it was made
  const saidPreset = [values.preset, values["min-area"], values.closing].some((value) => value !== undefined);
  const preset =
    saidPreset || other === undefined ? presetOf(values, DEFAULT_MIN_AREA_SQUARE_METRES) : likePreset(other);
  const simplification = simplifyOf(values);
  if (values.simplify !== undefined || other === undefined) return { preset, ...simplification };
  const { simplifyMetres, squareBuildings } = other;
  return { preset, simplifyMetres, squareBuildings };
}

function likePreset({ kind, preset }: SideFacts): Preset {
  return preset ?? (kind === "ocsge" ? ocsgePreset : cosiaPreset());
}

/** @throws AppError "argument-invalid", "images-not-matched" where the shift is to be the measured one and there is none */
export function settingsOf(values: Values, misregistration: Misregistration | null): ChangeSettings {
  const shift = shiftOf(values.shift, misregistration);
  const tolerance = toleranceLeft(misregistration, { shift });
  const minChange = values["min-change"];
  return {
    shift,
    toleranceMetres: numberOf(values.tolerance, "--tolerance", tolerance, 0),
    minChangeSquareMetres: minChange === undefined ? undefined : numberOf(minChange, "--min-change", 0, 0),
  };
}

function shiftOf(text: string, misregistration: Misregistration | null): ChangeSettings["shift"] {
  if (text === "none") return [0, 0];
  if (text === "auto") {
    if (misregistration === null) throw appError("images-not-matched", {});
    return shiftFrom(misregistration);
  }
  const [east, north, ...others] = text.split(",").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
  if (
    east === undefined ||
    north === undefined ||
    others.length > 0 ||
    !Number.isFinite(east) ||
    !Number.isFinite(north)
  )
    throw appError("argument-invalid", { detail: `--shift ${text} (auto, none, E,N)` });
  return [east, north];
}
