import { appError } from "../errors.ts";
import { arcLength, type Coverage, OUTSIDE } from "../vector/coverage.ts";

/**
 * What cover code a CoSIA class gets. "surroundings": the code of the neighbouring face with the longest common border
 * among those that have a code of their own; `fallback` where there is none.
 */
export type CoverRule =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "surroundings"; readonly fallback: string };

/** One rule a CoSIA class. The correspondence is not one-to-one, so it is data that a user may edit, never code. */
export type ClassMapping = readonly { readonly numero: number; readonly rule: CoverRule }[];

const code = (numero: number, value: string) => ({ numero, rule: { kind: "code", code: value } }) as const;
const surroundings = (numero: number, fallback: string) =>
  ({ numero, rule: { kind: "surroundings", fallback } }) as const;

/**
 * Default correspondence. OCS GE has no code for pools and greenhouses: they belong to what surrounds them. Where
 * nothing around has a code (an object cut out by no data) the fallback is the code of the thing itself: a pool is a
 * sealed surface without a building, a greenhouse a construction.
 */
export const defaultMapping: ClassMapping = [
  code(1, "CS1.1.1.1"),
  code(2, "CS1.1.2.1"),
  code(3, "CS1.1.1.2"),
  surroundings(4, "CS1.1.1.2"),
  code(5, "CS1.2.1"),
  code(6, "CS1.2.2"),
  code(7, "CS1.2.3"),
  code(8, "CS2.1.1.2"),
  code(9, "CS2.1.1.1"),
  code(10, "CS2.1.2"),
  code(11, "CS2.1.3"),
  code(12, "CS2.2.1"),
  code(13, "CS2.2.1"),
  code(14, "CS2.2.1"),
  surroundings(15, "CS1.1.1.1"),
];

/**
 * The cover code of every face. Of equal borders the face that comes first on the map decides.
 * @throws AppError "argument-invalid" if a class of the coverage has no rule
 */
export function coverCodes(coverage: Coverage, mapping: ClassMapping = defaultMapping): string[] {
  const { faces } = coverage;
  const rules = new Map(mapping.map(({ numero, rule }) => [numero, rule]));
  const ruleOf = (face: number): CoverRule => {
    const rule = rules.get(faces.numero[face]!);
    if (rule === undefined) {
      throw appError("argument-invalid", { detail: `class mapping: no rule for class ${faces.numero[face]}` });
    }
    return rule;
  };
  const borders = bordersOf(coverage, (face) => ruleOf(face).kind === "surroundings");
  return Array.from({ length: faces.count }, (_, face) => {
    const rule = ruleOf(face);
    if (rule.kind === "code") return rule.code;
    let longest = 0;
    let found = rule.fallback;
    const neighbours = [...(borders.get(face) ?? [])].sort(([a], [b]) => a - b);
    for (const [neighbour, length] of neighbours) {
      const around = ruleOf(neighbour);
      if (around.kind !== "code" || length <= longest) continue;
      longest = length;
      found = around.code;
    }
    return found;
  });
}

/** For each wanted face: the length of its border with each neighbouring face, in pixel sides. */
function bordersOf({ arcs }: Coverage, isWanted: (face: number) => boolean): Map<number, Map<number, number>> {
  const borders = new Map<number, Map<number, number>>();
  const add = (face: number, neighbour: number, arc: number): void => {
    if (face === OUTSIDE || neighbour === OUTSIDE || !isWanted(face)) return;
    const lengths = borders.get(face) ?? new Map<number, number>();
    borders.set(face, lengths);
    lengths.set(neighbour, (lengths.get(neighbour) ?? 0) + arcLength(arcs, arc));
  };
  for (let arc = 0; arc < arcs.count; arc++) {
    add(arcs.left[arc]!, arcs.right[arc]!, arc);
    add(arcs.right[arc]!, arcs.left[arc]!, arc);
  }
  return borders;
}
