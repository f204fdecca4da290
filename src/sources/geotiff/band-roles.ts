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
];

/**
 * What the samples show: what GDAL's metadata describes them as, else their colour interpretation there, else what
 * PhotometricInterpretation and ExtraSamples say. A description comes first because the red of an infrared composite
 * (PIR, R, V) is red to the other two. A fourth band that nothing names stays `undefined`.
 */
export function bandRolesOf(ifd: Ifd, count: number, photometric: number): readonly BandRole[] {
  const extra = ifd.numbers(TAG.extraSamples) ?? new Float64Array(0);
  const firstExtra = Math.max(0, count - extra.length);
  const colours = coloursOf(photometric, firstExtra);
  const metadata = ifd.text(TAG.gdalMetadata) ?? "";
  const described = namesIn(metadata, "DESCRIPTION");
  const interpreted = namesIn(metadata, "COLORINTERP");
  return Array.from({ length: count }, (_, sample): BandRole => {
    const kind = extra[sample - firstExtra];
    if (kind === EXTRA_ASSOCIATED_ALPHA || kind === EXTRA_UNASSOCIATED_ALPHA) return "alpha";
    return described.get(sample) ?? interpreted.get(sample) ?? colours[sample] ?? "undefined";
  });
}

function coloursOf(photometric: number, count: number): readonly BandRole[] {
  switch (photometric) {
    case PHOTOMETRIC.rgb:
    case PHOTOMETRIC.yCbCr:
      return ["red", "green", "blue"].slice(0, count) as BandRole[];
    case PHOTOMETRIC.palette:
      return ["palette"];
    default:
      // The first of many bands is called black is 0 only for want of a better tag.
      return count === 1 ? ["grey"] : [];
  }
}

/** `<Item name="DESCRIPTION" sample="3" role="description">…</Item>` and the like, by sample. */
function namesIn(metadata: string, kind: "DESCRIPTION" | "COLORINTERP"): ReadonlyMap<number, BandRole> {
  const roles = new Map<number, BandRole>();
  for (const [, attributes = "", text = ""] of metadata.matchAll(/<Item ([^>]*)>([^<]*)<\/Item>/g)) {
    const sample = /\bsample="(\d+)"/.exec(attributes)?.[1];
    if (sample === undefined || !attributes.includes(`name="${kind}"`)) continue;
    const role = NAMES.find(([pattern]) => pattern.test(text.trim()))?.[1];
    if (role !== undefined) roles.set(Number(sample), role);
  }
  return roles;
}
