import { CHECKED } from "./edit.ts";
import type { EditableMap } from "./editable-map.ts";

/** A face that has joined others is what more than this share of its ground is. */
const MAJORITY = 0.5;

/** Makes one face of faces that are beside each other and are the same, by pairs; the largest one's number and codes stay. */
export function joinFaces(map: EditableMap, pairs: readonly (readonly [number, number])[]): void {
  if (pairs.length === 0) return;
  const areas = map.twiceArea.values;
  const parent = new Map<number, number>();
  const rootOf = (face: number): number => {
    let root = face;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    return root;
  };
  const isLarger = (one: number, other: number): boolean =>
    areas[one] === areas[other] ? one < other : areas[one]! > areas[other]!;
  for (const pair of pairs) {
    const [one, other] = [rootOf(pair[0]), rootOf(pair[1])];
    if (one === other) continue;
    if (isLarger(one, other)) parent.set(other, one);
    else parent.set(one, other);
  }
  const groups = new Map<number, number[]>();
  for (const face of new Set(pairs.flat())) {
    const root = rootOf(face);
    groups.set(root, [...(groups.get(root) ?? []), face]);
  }
  for (const [into, faces] of groups) addUp(map, into, faces);
  const becomes = new Int32Array(map.faceCount).map((_, face) => face);
  for (const [into, faces] of groups) for (const face of faces) becomes[face] = into;
  for (let arc = 0; arc < map.arcCount; arc++) {
    const left = map.left.values[arc]!;
    const right = map.right.values[arc]!;
    if (left === right) continue;
    const [toLeft, toRight] = [left < 0 ? left : becomes[left]!, right < 0 ? right : becomes[right]!];
    if (toLeft !== left || toRight !== right) map.setSides(arc, toLeft, toRight);
  }
}

/**
 * What the union counts and is. It is corrected where most of its ground is, and looked at where most is one or the
 * other: a corner added to a wood does not make the wood a person's word. Its confidence is the model's, of the ground
 * that is as it was predicted.
 */
function addUp(map: EditableMap, into: number, faces: readonly number[]): void {
  const { twiceArea, checked, confidence } = map;
  const area = (isCounted: (face: number) => boolean): number =>
    faces.reduce((sum, face) => sum + (isCounted(face) ? twiceArea.values[face]! : 0), 0);
  const whole = area(() => true);
  const state = [CHECKED.corrected, CHECKED.accepted].find(
    (least) => area((face) => checked.values[face]! >= least) > MAJORITY * whole,
  );
  const isKnown = (face: number): boolean => !Number.isNaN(confidence.values[face]!);
  const sure = faces.filter(isKnown).reduce((sum, face) => sum + twiceArea.values[face]! * confidence.values[face]!, 0);
  for (const column of [map.pixels, map.conifers, map.broadleaves]) {
    column.set(into, faces.reduce((sum, face) => sum + column.values[face]!, 0)); // biome-ignore format: one line
  }
  checked.set(into, state ?? CHECKED.no);
  confidence.set(into, state === CHECKED.corrected ? Number.NaN : sure / area(isKnown));
}
