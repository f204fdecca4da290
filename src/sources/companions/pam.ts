import type { Affine } from "../../core/geo/affine.ts";
import { type CrsReading, crsOfText } from "../../core/geo/crs-text.ts";

/** What a GDAL `.aux.xml` says of a file's place. Its six numbers are already about the outer corner. */
export function parsePam(xml: string): { affine: Affine | undefined; crs: CrsReading | undefined } {
  const numbers = textOf(xml, "GeoTransform")?.split(",").map(Number);
  const srs = textOf(xml, "SRS");
  return {
    affine: numbers?.length === 6 && numbers.every(Number.isFinite) ? inOurOrder(numbers) : undefined,
    crs: srs === undefined || srs === "" ? undefined : crsOfText(srs),
  };
}

function inOurOrder(numbers: readonly number[]): Affine {
  const [c, a, b, f, d, e] = numbers as [number, number, number, number, number, number];
  return [a, b, c, d, e, f];
}

/** Two elements of a format that GDAL writes in one way: no XML parser (workers have none) is worth its weight. */
function textOf(xml: string, element: string): string | undefined {
  const text = new RegExp(`<${element}\\b[^>]*>([^<]*)</${element}>`).exec(xml)?.[1];
  return text
    ?.replace(/&(quot|apos|lt|gt);/g, (_, name: "quot" | "apos" | "lt" | "gt") => entities[name])
    .replaceAll("&amp;", "&")
    .trim();
}

const entities = { quot: '"', apos: "'", lt: "<", gt: ">" } as const;
