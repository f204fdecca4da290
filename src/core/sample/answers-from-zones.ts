import type { Point } from "../geo/affine.ts";
import { defaultMapping } from "../landcover/class-mapping.ts";
import { type Nomenclature, OTHER_CODE, type Reference } from "../landcover/comparison.ts";
import { isInZones } from "../vector/overlay/in-zones.ts";
import { zoneBounds } from "../vector/zone-bounds.ts";
import type { Sample } from "./sample.ts";

/** What a layer says of a place: a cover; "unsure" where it says two things or none we know; undefined outside of it. */
export type FoundCover = string | "unsure" | undefined;

/** Of each place, by the polygons as they are. */
export function coversAt(places: readonly Point[], { nomenclature, zones, codes }: Reference): FoundCover[] {
  const found: FoundCover[] = places.map(() => undefined);
  for (const [at, zone] of zones.entries()) {
    const cover = coverOfCode(nomenclature, codes[at]!);
    const [minX, minY, maxX, maxY] = zoneBounds(zone);
    for (const [number, place] of places.entries()) {
      const [x, y] = place;
      if (x < minX || x > maxX || y < minY || y > maxY || !isInZones([zone], place)) continue;
      found[number] = found[number] === undefined || found[number] === cover ? cover : "unsure";
    }
  }
  return found;
}

/** Of CoSIA's classes, those that are of one cover whatever surrounds them, and stands as if they were pure. */
function coverOfCode(nomenclature: Nomenclature, code: string | null): string | "unsure" {
  if (code === null || code === OTHER_CODE) return "unsure";
  if (nomenclature === "ocsge") return code;
  const rule = defaultMapping.find(({ numero }) => String(numero) === code)?.rule;
  if (rule?.kind === "code") return rule.code;
  if (rule?.kind === "stand") return code === CONIFERS ? rule.conifers : rule.broadleaves;
  return "unsure";
}

const CONIFERS = "8";

/** The sample with a layer's word for each point in the place of a person's; outside of it points stay unanswered. */
export function answeredBy(sample: Sample, layer: string, covers: readonly FoundCover[]): Sample {
  const points = sample.points.map((point, at) => {
    const cover = covers[at];
    return { ...point, answer: cover === undefined ? undefined : { after: cover, comment: "", by: layer } };
  });
  return { ...sample, points };
}

/** What a layer says of a sample's points. */
export interface LayerAnswers {
  /** its file */
  readonly layer: string;
  /** by point */
  readonly covers: readonly FoundCover[];
}

/** The same of a sample of changes, by a layer for each date; where either says nothing the point stays unanswered. */
export function answeredByBoth(sample: Sample, before: LayerAnswers, after: LayerAnswers): Sample {
  const by = before.layer === after.layer ? after.layer : `${before.layer} – ${after.layer}`;
  const points = sample.points.map((point, at) => {
    const [was, is] = [before.covers[at], after.covers[at]];
    if (was === undefined || is === undefined) return { ...point, answer: undefined };
    const seen = was === "unsure" || is === "unsure" ? { after: "unsure" } : { before: was, after: is };
    return { ...point, answer: { ...seen, comment: "", by } };
  });
  return { ...sample, points };
}
