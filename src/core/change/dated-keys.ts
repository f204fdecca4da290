import type { DatedFaces } from "./lay-over.ts";

/** More than there are covers and uses together. */
const MOST_CODES = 64;

/** By face: a whole number for each combination of covers and uses at both dates. Strings joined would be more than the map. */
export function datedKeys(before: Pick<DatedFaces, "covers" | "uses">, after: typeof before): Float64Array {
  const numbers = new Map<string | null, number>();
  const numberOf = (code: string | null): number => {
    const known = numbers.get(code) ?? numbers.size;
    numbers.set(code, known);
    return known;
  };
  return Float64Array.from(before.covers, (cover, face) =>
    [cover, before.uses[face]!, after.covers[face]!, after.uses[face]!].reduce(
      (key, code) => MOST_CODES * key + numberOf(code),
      0,
    ),
  );
}
