import { appError } from "../errors.ts";
import { arcLength, type Faces, OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { coverOf } from "./ocsge.ts";
import { coniferShare } from "./stands.ts";

/**
 * What cover code a face of a CoSIA class gets.
 * - "surroundings": the code of the neighbouring face with the longest common border among those that have a code of
 *   their own; `fallback` where there is none.
 * - "stand": by the share of conifers among the trees that went into the face (`stands.ts`): a stand is pure from
 *   `pureShare` on, mixed between.
 */
export type CoverRule =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "surroundings"; readonly fallback: string }
  | {
      readonly kind: "stand";
      readonly conifers: string;
      readonly broadleaves: string;
      readonly mixed: string;
      /** 0.5–1 */
      readonly pureShare: number;
    };

/** One rule a CoSIA class. The correspondence is not one-to-one, so it is data that a user may edit, never code. */
export type ClassMapping = readonly { readonly numero: number; readonly rule: CoverRule }[];

const code = (numero: number, value: string) => ({ numero, rule: { kind: "code", code: value } }) as const;
const surroundings = (numero: number, fallback: string) =>
  ({ numero, rule: { kind: "surroundings", fallback } }) as const;

/**
 * Three quarters, as in IGN's forest map (BD Forêt V2: a stand is pure where one species has 75 % of the cover). For
 * OCS GE no primary source confirms it: unsure, and the user's to change.
 */
const PURE_SHARE = 0.75;

const stand = (numero: number) =>
  ({
    numero,
    rule: {
      kind: "stand",
      conifers: "CS2.1.1.2",
      broadleaves: "CS2.1.1.1",
      mixed: "CS2.1.1.3",
      pureShare: PURE_SHARE,
    },
  }) as const;

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
  stand(8),
  stand(9),
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
export function coverCodes(map: PlanarMap, mapping: ClassMapping = defaultMapping): string[] {
  const codes = new CoverCodes(map, mapping);
  const borders = bordersOf(map, (face) => codes.isOfSurroundings(face));
  return Array.from({ length: map.faces.count }, (_, face) => codes.of(face, borders.get(face)));
}

/** The cover code of one face of a large map. */
export function coverCodeOf(map: PlanarMap, face: number, mapping: ClassMapping = defaultMapping): string {
  const codes = new CoverCodes(map, mapping);
  if (!codes.isOfSurroundings(face)) return codes.of(face, undefined);
  return codes.of(face, bordersOf(map, (other) => other === face).get(face));
}

class CoverCodes {
  readonly #faces: Faces;
  readonly #rules: ReadonlyMap<number, CoverRule>;

  constructor({ faces }: PlanarMap, mapping: ClassMapping) {
    this.#faces = faces;
    this.#rules = new Map(mapping.map(({ numero, rule }) => [numero, rule]));
  }

  isOfSurroundings(face: number): boolean {
    return this.#ruleOf(face).kind === "surroundings";
  }

  /** @param borders lengths of its borders, by neighbour */
  of(face: number, borders: ReadonlyMap<number, number> = new Map()): string {
    const rule = this.#ruleOf(face);
    if (rule.kind !== "surroundings") return this.#ownCode(face)!;
    let longest = 0;
    let found = rule.fallback;
    for (const [neighbour, length] of [...borders].sort(([a], [b]) => a - b)) {
      const around = this.#ownCode(neighbour);
      if (around === undefined || length <= longest) continue;
      longest = length;
      found = around;
    }
    return found;
  }

  #ruleOf(face: number): CoverRule {
    const rule = this.#rules.get(this.#faces.numero[face]!);
    if (rule === undefined) {
      throw appError("argument-invalid", { detail: `class mapping: no rule for class ${this.#faces.numero[face]}` });
    }
    return rule;
  }

  /** undefined where the surroundings decide */
  #ownCode(face: number): string | undefined {
    const rule = this.#ruleOf(face);
    switch (rule.kind) {
      case "code":
        return rule.code;
      case "stand": {
        const share = coniferShare(this.#faces, face);
        if (share >= rule.pureShare) return rule.conifers;
        return 1 - share >= rule.pureShare ? rule.broadleaves : rule.mixed;
      }
      case "surroundings":
        return undefined;
    }
  }
}

/** For each wanted face: the length of its border with each neighbouring face, in sub-pixels. */
function bordersOf({ arcs }: PlanarMap, isWanted: (face: number) => boolean): Map<number, Map<number, number>> {
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

/**
 * A mapping as a user wrote it: the default with the classes of `edited` replaced. The form is that of `ClassMapping`,
 * as JSON.
 * @throws AppError "argument-invalid" saying which entry is wrong
 */
export function readMapping(edited: unknown): ClassMapping {
  if (!Array.isArray(edited)) throw invalid("not a list");
  const rules = new Map(defaultMapping.map(({ numero, rule }) => [numero, rule]));
  for (const entry of edited as unknown[]) {
    if (!isRecord(entry) || !rules.has(entry["numero"] as number)) throw invalid(entry);
    rules.set(entry["numero"] as number, readRule(entry["rule"], entry));
  }
  return [...rules].map(([numero, rule]) => ({ numero, rule }));
}

function readRule(rule: unknown, entry: unknown): CoverRule {
  if (!isRecord(rule)) throw invalid(entry);
  const cover = (value: unknown): string => {
    if (typeof value !== "string" || coverOf(value) === undefined) throw invalid(entry);
    return value;
  };
  switch (rule["kind"]) {
    case "code":
      return { kind: "code", code: cover(rule["code"]) };
    case "surroundings":
      return { kind: "surroundings", fallback: cover(rule["fallback"]) };
    case "stand": {
      const pureShare = rule["pureShare"];
      if (typeof pureShare !== "number" || !(pureShare >= 0.5 && pureShare <= 1)) throw invalid(entry);
      return {
        kind: "stand",
        conifers: cover(rule["conifers"]),
        broadleaves: cover(rule["broadleaves"]),
        mixed: cover(rule["mixed"]),
        pureShare,
      };
    }
    default:
      throw invalid(entry);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const invalid = (entry: unknown) => appError("argument-invalid", { detail: `class mapping: ${JSON.stringify(entry)}` });
