import type { BandRole } from "../../core/ports/raster-source.ts";
import type { Ifd } from "./ifd.ts";
import { PHOTOMETRIC, TAG } from "./tags.ts";

const EXTRA_ASSOCIATED_ALPHA = 1;
const EXTRA_UNASSOCIATED_ALPHA = 2;

/** Names of bands as GDAL (colour interpretation, English) and French producers (description) write them. */
const NAMES: readonly (readonly [RegExp, BandRole])[] = [
  [/^(red|rouge|r)$/i, "red"],
  [/^(green|vert|g|v)$/i, "green"],
  [/^(blue|bleu|b)$/i, "blue"],
  [/^(nir|pir|irc?|near[ _-]?infra-?red|(proche[ _-]?)?infra-?rouge)$/i, "nir"],
  [/^(gray|grey)$/i, "grey"],
  [/^alpha$/i, "alpha"],
];

/**
 * What the samples show: by PhotometricInterpretation and ExtraSamples, and for those these leave open by the colour
 * interpretation or the description in GDAL's metadata. A fourth band that nothing names stays `undefined`.
 */
export function bandRolesOf(ifd: Ifd, count: number, photometric: number): readonly BandRole[] {
  const colours = coloursOf(photometric);
  const extra = ifd.numbers(TAG.extraSamples) ?? new Float64Array(0);
  const named = namesIn(ifd.text(TAG.gdalMetadata));
  // A sample more than the colours that no tag speaks of is an extra one (GDAL leaves the tag out for gray bands).
  const firstExtra = Math.max(0, count - extra.length);
  return Array.from({ length: count }, (_, sample): BandRole => {
    const kind = extra[sample - firstExtra];
    if (kind === EXTRA_ASSOCIATED_ALPHA || kind === EXTRA_UNASSOCIATED_ALPHA) return "alpha";
    // One grey and nothing else is grey; the first of many bands is only called so for want of a better tag.
    const photometricRole = colours === greys && count - extra.length !== 1 ? undefined : colours[sample];
    const role = named.get(sample) ?? (sample < firstExtra ? photometricRole : undefined);
    return role === "alpha" ? "undefined" : (role ?? "undefined");
  });
}

const greys: readonly BandRole[] = ["grey"];

function coloursOf(photometric: number): readonly BandRole[] {
  switch (photometric) {
    case PHOTOMETRIC.rgb:
    case PHOTOMETRIC.yCbCr:
      return ["red", "green", "blue"];
    case PHOTOMETRIC.palette:
      return ["palette"];
    default:
      return greys;
  }
}

/** `<Item name="DESCRIPTION" sample="3" role="description">…</Item>` and COLORINTERP, by sample. */
function namesIn(metadata: string | undefined): ReadonlyMap<number, BandRole> {
  const roles = new Map<number, BandRole>();
  for (const [, attributes = "", text = ""] of metadata?.matchAll(/<Item ([^>]*)>([^<]*)<\/Item>/g) ?? []) {
    const sample = /\bsample="(\d+)"/.exec(attributes)?.[1];
    if (sample === undefined || !/\bname="(DESCRIPTION|COLORINTERP)"/.test(attributes)) continue;
    const role = NAMES.find(([pattern]) => pattern.test(text.trim()))?.[1];
    if (role !== undefined) roles.set(Number(sample), role);
  }
  return roles;
}
