import { appError } from "../core/errors.ts";
import { numberOf } from "./arguments.ts";

/** The options that simplify borders, for `parse`. */
export const simplifyOptions = {
  simplify: { type: "string" },
  square: { type: "boolean", default: false },
} as const;

export const simplifyUsage = "[--simplify m [--square]]";

/**
 * How far borders may move, m (0, the default, leaves them on pixel sides: a map that can be compared with its raster),
 * and whether buildings are squared then.
 */
export function simplifyOf({
  simplify,
  square,
}: {
  readonly simplify?: string | undefined;
  readonly square: boolean;
}): {
  simplifyMetres: number;
  squareBuildings: boolean;
} {
  const simplifyMetres = numberOf(simplify, "--simplify", 0, 0);
  if (square && simplifyMetres === 0) throw appError("argument-invalid", { detail: "--square: --simplify" });
  return { simplifyMetres, squareBuildings: square };
}
