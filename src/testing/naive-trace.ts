import { OUTSIDE } from "../core/vector/coverage.ts";

/** A planar map as plain lists, in the order `trace` promises. */
export interface NaiveMap {
  /** class and pixels of each face */
  readonly faces: readonly { numero: number; pixels: number }[];
  readonly arcs: readonly { left: number; right: number; startNode: number; endNode: number; points: number[] }[];
  /** half-edges that leave each node: upwards, to the right, downwards, to the left */
  readonly slots: readonly number[];
}

/**
 * The planar map of a small raster, with the whole raster at hand and one pixel side at a time: a flood fill for faces,
 * and for arcs a walk that asks the two pixels beside every side. It shares nothing with `trace` but the answer.
 */
export function naiveTrace(classes: Uint8Array, width: number, height: number): NaiveMap {
  const { faces, faceOf } = floodFill(classes, width, height);
  const faceAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? OUTSIDE : faceOf[y * width + x]!;
  /** Faces left and right of the side that leaves corner (x, y): 0 upwards, 1 to the right, 2 downwards, 3 to the left. */
  const beside = (x: number, y: number, direction: number): [left: number, right: number] => {
    const around = [faceAt(x - 1, y - 1), faceAt(x, y - 1), faceAt(x, y), faceAt(x - 1, y)];
    return [around[direction]!, around[(direction + 1) % 4]!];
  };
  const sidesOf = (x: number, y: number): number[] =>
    [0, 1, 2, 3].filter((direction) => {
      const [left, right] = beside(x, y, direction);
      return left !== right;
    });

  const corners = Array.from({ length: (width + 1) * (height + 1) }, (_, at) => ({
    x: at % (width + 1),
    y: Math.floor(at / (width + 1)),
  }));
  const nodeOf = new Map<string, number>();
  for (const { x, y } of corners) if (sidesOf(x, y).length > 2) nodeOf.set(`${x},${y}`, nodeOf.size);
  const slots = new Array<number>(4 * nodeOf.size).fill(-1);
  const arcs: { left: number; right: number; startNode: number; endNode: number; points: number[] }[] = [];
  const walked = new Set<string>();

  const walk = (startX: number, startY: number, startDirection: number): void => {
    const [left, right] = beside(startX, startY, startDirection);
    const startNode = nodeOf.get(`${startX},${startY}`) ?? -1;
    const points = [startX, startY];
    let [x, y, direction] = [startX, startY, startDirection];
    for (;;) {
      walked.add(`${x},${y},${direction}`);
      x += [0, 1, 0, -1][direction]!;
      y += [-1, 0, 1, 0][direction]!;
      const back = (direction + 2) % 4;
      walked.add(`${x},${y},${back}`);
      const endNode = nodeOf.get(`${x},${y}`) ?? -1;
      if (endNode >= 0 || (x === startX && y === startY)) {
        points.push(x, y);
        if (startNode >= 0) {
          slots[4 * startNode + startDirection] = 2 * arcs.length;
          slots[4 * endNode + back] = 2 * arcs.length + 1;
        }
        arcs.push({ left, right, startNode, endNode, points });
        return;
      }
      const onwards = sidesOf(x, y).find((side) => side !== back)!;
      if (onwards !== direction) points.push(x, y);
      direction = onwards;
    }
  };
  for (const { x, y } of corners) {
    if (!nodeOf.has(`${x},${y}`)) continue;
    for (const side of sidesOf(x, y)) if (!walked.has(`${x},${y},${side}`)) walk(x, y, side);
  }
  for (const { x, y } of corners) if (sidesOf(x, y).includes(1) && !walked.has(`${x},${y},1`)) walk(x, y, 1);
  return { faces, arcs, slots };
}

/** The 4-connected components of classes ≥ 1, in the order of their first pixel, and the component of every pixel. */
function floodFill(classes: Uint8Array, width: number, height: number): { faces: NaiveMap["faces"]; faceOf: number[] } {
  const faceOf = new Array<number>(classes.length).fill(OUTSIDE);
  const faces: { numero: number; pixels: number }[] = [];
  for (let first = 0; first < classes.length; first++) {
    const numero = classes[first]!;
    if (numero === 0 || faceOf[first] !== OUTSIDE) continue;
    const face = { numero, pixels: 0 };
    const stack = [first];
    while (stack.length > 0) {
      const pixel = stack.pop()!;
      if (classes[pixel] !== numero || faceOf[pixel] !== OUTSIDE) continue;
      faceOf[pixel] = faces.length;
      face.pixels++;
      if (pixel % width > 0) stack.push(pixel - 1);
      if (pixel % width < width - 1) stack.push(pixel + 1);
      if (pixel >= width) stack.push(pixel - width);
      if (pixel < width * (height - 1)) stack.push(pixel + width);
    }
    faces.push(face);
  }
  return { faces, faceOf };
}
