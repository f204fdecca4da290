import type { Point } from "../geo/affine.ts";
import { polygonPixels } from "../vector/areas.ts";
import type { Coverage } from "../vector/coverage.ts";
import { measureFaces } from "../vector/measure.ts";
import { firstFrom, pointsInFace } from "./points-in-face.ts";
import { mulberry32, shuffled } from "./random.ts";
import type { Sample, SampleDesign, SamplePoint, Stratum } from "./sample.ts";
import { allocate } from "./size.ts";

/** What a sample is drawn from. */
export interface Ground {
  readonly of: Sample["of"];
  readonly map: Coverage;
  /** id of the stratum that a face belongs to */
  readonly stratumOf: (face: number) => string;
  /** strata in the order they are told in; those without ground are left out */
  readonly order: readonly string[];
  readonly mappedAt: (face: number) => SamplePoint["mapped"];
}

/**
 * A stratified random sample: in each stratum, places each as likely as any other, of its polygons as they are drawn and
 * not of pixels; then all of them in an order that knows nothing of strata. The same map, design and seed give the same
 * points, to the last bit, wherever they are drawn.
 * @param size points, where the user has said how many
 * @param seed whole, 0 to 2³² − 1
 */
export function drawSample(ground: Ground, design: SampleDesign, size: number | undefined, seed: number): Sample {
  const { of, map, order, stratumOf, mappedAt } = ground;
  const random = mulberry32(seed);
  const { planimetric } = measureFaces(map);
  const members = new Map<string, number[]>();
  for (let face = 0; face < map.faces.count; face++) {
    if (planimetric[face]! <= 0) continue;
    const id = stratumOf(face);
    const list = members.get(id);
    if (list === undefined) members.set(id, [face]);
    else list.push(face);
  }
  const ids = [...order.filter((id) => members.has(id)), ...[...members.keys()].filter((id) => !order.includes(id))];
  const strata: Stratum[] = ids.map((id) => ({
    id,
    squareMetres: members.get(id)!.reduce((sum, face) => sum + planimetric[face]!, 0),
  }));
  const pixels = polygonPixels(map);
  const drawn = allocate(strata, design, size).flatMap((count, stratum) =>
    [...facesFor(members.get(ids[stratum]!)!, planimetric, count, random)].flatMap(([face, wanted]) =>
      pointsInFace(map, face, pixels[face]! * map.unit ** 2, wanted, random).map((at) => ({
        at: at as Point,
        stratum,
        mapped: mappedAt(face),
      })),
    ),
  );
  const points = shuffled(drawn, random).map(
    ({ at, stratum, mapped }, index): SamplePoint => ({ number: index + 1, at, stratum, mapped, answer: undefined }),
  );
  return { of, seed, strata, points, design };
}

/** How many points fall into which faces, each in proportion to its area; in the faces' order. */
function facesFor(
  faces: readonly number[],
  areas: Float64Array,
  count: number,
  random: () => number,
): Map<number, number> {
  const upTo = new Float64Array(faces.length);
  let sum = 0;
  for (const [at, face] of faces.entries()) {
    sum += areas[face]!;
    upTo[at] = sum;
  }
  const chosen = Array.from({ length: count }, () => faces[firstFrom(upTo, sum * (1 - random()))]!);
  const found = new Map<number, number>();
  for (const face of chosen.sort((one, other) => one - other)) found.set(face, (found.get(face) ?? 0) + 1);
  return found;
}
