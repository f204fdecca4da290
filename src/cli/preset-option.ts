import { appError } from "../core/errors.ts";
import { cosiaPreset, librePreset, ocsgePreset, type Preset, presetIds } from "../core/landcover/presets.ts";
import { numberOf } from "./arguments.ts";

/** A zone that joins buildings further apart is no zone any more, and takes memory for its margins. */
const MOST_CLOSING_METRES = 1000;

/** The options that make a preset, for `parse`. */
export const presetOptions = {
  preset: { type: "string" },
  "min-area": { type: "string" },
  closing: { type: "string" },
} as const;

export const presetUsage = "[--preset cosia|ocsge|libre] [--min-area m2] [--closing m]";

/**
 * "libre" (and with nothing said) merges below --min-area or `fallback`, "cosia" keeps all but specks below --min-area,
 * "ocsge" has thresholds of its own and takes the radius that joins buildings into the built zone.
 * @param fallback m²
 */
export function presetOf(
  { preset, "min-area": minArea, closing }: { readonly [name in keyof typeof presetOptions]?: string | undefined },
  fallback: number,
): Preset {
  if (closing !== undefined && preset !== "ocsge")
    throw appError("argument-invalid", { detail: "--closing: --preset ocsge" });
  switch (preset) {
    case undefined:
    case "libre":
      return librePreset(numberOf(minArea, "--min-area", fallback, 0));
    case "cosia":
      return cosiaPreset(numberOf(minArea, "--min-area", 0, 0));
    case "ocsge": {
      if (minArea !== undefined) throw appError("argument-invalid", { detail: "--preset ocsge --min-area" });
      const closingMetres = numberOf(closing, "--closing", ocsgePreset.closingMetres, 0);
      if (closingMetres > MOST_CLOSING_METRES)
        throw appError("argument-invalid", { detail: `--closing ${closing} > ${MOST_CLOSING_METRES}` });
      return { ...ocsgePreset, closingMetres };
    }
    default:
      throw appError("argument-invalid", { detail: `--preset ${preset} (${presetIds.join(", ")})` });
  }
}
