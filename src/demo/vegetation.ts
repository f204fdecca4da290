import { alongLine, type Canvas, gsd, type Line, type LineShader, linePainting, type Painting } from "./canvas.ts";
import type { Point, Polygon } from "./geometry.ts";
import { type Colour, numero } from "./ground.ts";
import { at, fine, grainy, patchy, tufted } from "./noise.ts";
import type { Random } from "./random.ts";
import type { Sun } from "./sun.ts";

export interface Tree {
  readonly x: number;
  readonly y: number;
  /** of the crown, metres */
  readonly radius: number;
  readonly kind: "deciduous" | "conifer";
  readonly colour: Colour;
  readonly offsetX: number;
  readonly offsetY: number;
}

const deciduousGreens: readonly Colour[] = [
  [72, 82, 66],
  [78, 90, 69],
  [86, 94, 70],
  [68, 77, 66],
  [90, 97, 78],
];
const coniferGreens: readonly Colour[] = [
  [69, 82, 77],
  [73, 85, 78],
  [65, 78, 76],
  [78, 89, 80],
];

export function plantTree([x, y]: Point, radius: number, kind: Tree["kind"], source: Random): Tree {
  return {
    x,
    y,
    radius,
    kind,
    colour: source.pick(kind === "conifer" ? coniferGreens : deciduousGreens),
    offsetX: source.integer(0, 511),
    offsetY: source.integer(0, 511),
  };
}

/** The irregular edge of a crown reaches this much beyond its radius. */
const lobeReach = 1.35;

export function treePainting(tree: Tree, sun: Sun): Painting {
  const reach = tree.radius * lobeReach + gsd;
  return {
    box: [tree.x - reach, tree.y - reach, tree.x + reach, tree.y + reach],
    paint: (canvas) => paintTree(canvas, tree, sun),
  };
}

function paintTree(canvas: Canvas, tree: Tree, sun: Sun): void {
  const { rgb, truth, width, height, step, x0, y0, box } = canvas;
  const pitch = gsd * step;
  const conifer = tree.kind === "conifer";
  const reach = tree.radius * lobeReach;
  const left = Math.max(0, Math.ceil((tree.x - reach - box[0]) / pitch - 0.5));
  const right = Math.min(width - 1, Math.floor((tree.x + reach - box[0]) / pitch - 0.5 / step));
  const top = Math.max(0, Math.ceil((tree.y - reach - box[1]) / pitch - 0.5));
  const bottom = Math.min(height - 1, Math.floor((tree.y + reach - box[1]) / pitch - 0.5 / step));
  const [red, green, blue] = tree.colour;
  const { offsetX, offsetY } = tree;
  const clumps = tree.radius > 1.6 && !conifer ? tufted : grainy;
  const clumpGain = conifer ? 6 : 9;
  const lobes = conifer ? 0.1 : 0.17;
  const class_ = conifer ? numero.conifer : numero.deciduous;
  const inverse = 1 / tree.radius;
  const sx = Math.round(sun.x * 2);
  const sy = Math.round(sun.y * 2);
  for (let row = top; row <= bottom; row++) {
    const y = y0 + row * step;
    const dy = ((y + 0.5) * gsd - tree.y) * inverse;
    for (let column = left; column <= right; column++) {
      const x = x0 + column * step;
      const dx = ((x + 0.5) * gsd - tree.x) * inverse;
      const from = dx * dx + dy * dy;
      if (from > lobeReach * lobeReach) continue;
      const nx = x + offsetX;
      const ny = y + offsetY;
      if (from > 0.45 && from > 0.92 + lobes * (at(tufted, nx, ny) + at(patchy, nx, ny)) * 1.3) continue;
      // a dome: its slope towards the sun, then the relief of leaf clumps on it
      const slope = dx * sun.x + dy * sun.y;
      const relief = at(clumps, nx - sx, ny - sy) - at(clumps, nx + sx, ny + sy);
      const light =
        1.02 +
        (conifer ? 0.3 : 0.34) * slope -
        0.16 * from +
        0.01 * (clumpGain * relief * -1.25 + 10 * at(fine, ny, nx) + 6 * at(grainy, ny, nx));
      const lit = light < 0.42 ? 0.42 : light;
      const index = row * width + column;
      rgb[index * 3] = red * lit;
      rgb[index * 3 + 1] = green * lit;
      rgb[index * 3 + 2] = 12 + (blue - 12) * lit;
      truth[index] = class_;
    }
  }
}

/** A crown's shadow: the crown's own outline, drawn out to the length that its height throws. */
export function treeShadow(tree: Tree, sun: Sun): Painting {
  const height = tree.kind === "conifer" ? 2.3 * tree.radius + 1 : 1.45 * tree.radius + 1.2;
  const reach = Math.min(height, 14) * sun.shadow;
  const ex = tree.x - sun.x * reach;
  const ey = tree.y - sun.y * reach;
  const tip = tree.kind === "conifer" ? 0.45 : 0.9;
  const r = tree.radius;
  return {
    box: [Math.min(tree.x, ex) - r, Math.min(tree.y, ey) - r, Math.max(tree.x, ex) + r, Math.max(tree.y, ey) + r],
    paint(canvas) {
      const { shade, width, height: rows, step, box, x0, y0 } = canvas;
      const pitch = gsd * step;
      const left = Math.max(0, Math.floor((this.box[0] - box[0]) / pitch));
      const right = Math.min(width - 1, Math.ceil((this.box[2] - box[0]) / pitch));
      const top = Math.max(0, Math.floor((this.box[1] - box[1]) / pitch));
      const bottom = Math.min(rows - 1, Math.ceil((this.box[3] - box[1]) / pitch));
      for (let row = top; row <= bottom; row++) {
        const y = y0 + row * step;
        const dy = (y + 0.5) * gsd - tree.y;
        for (let column = left; column <= right; column++) {
          const x = x0 + column * step;
          const dx = (x + 0.5) * gsd - tree.x;
          const t = Math.min(1, Math.max(0, -(dx * sun.x + dy * sun.y) / reach));
          const ax = dx + sun.x * reach * t;
          const ay = dy + sun.y * reach * t;
          const limit = r * (1 + (tip - 1) * t) * (1 + 0.1 * at(tufted, x + tree.offsetX, y));
          if (ax * ax + ay * ay < limit * limit) shade[row * width + column] = 1;
        }
      }
    },
  };
}

/** A clipped hedge along a line. */
export function hedgePainting(line: Line, halfWidth: number, source: Random): Painting {
  const [red, green, blue] = source.pick(deciduousGreens);
  const ox = source.integer(0, 511);
  const shader: LineShader = (rgb, index, x, y, _along, across) => {
    if (Math.abs(across) > halfWidth * (0.75 + 0.2 * at(tufted, x + ox, y))) return 0;
    const relief = 8 * (at(grainy, x + 1 + ox, y + 1) - at(grainy, x - 1 + ox, y - 1)) + 5 * at(fine, x, y + ox);
    const light = 0.86 + 0.01 * relief;
    rgb[index] = red * light;
    rgb[index + 1] = green * light;
    rgb[index + 2] = blue * light;
    return numero.deciduous;
  };
  return linePainting(line, halfWidth, shader);
}

/** Trees beside a line, `spacing` metres apart give or take `jitter`, at `offset` metres from it. */
export function treesAlong(
  line: Line,
  options: {
    readonly spacing: number;
    readonly jitter: number;
    readonly offset: number;
    readonly radius: readonly [number, number];
    readonly kind: Tree["kind"];
    readonly missing: number;
    /** metres kept free at both ends */
    readonly ends: number;
  },
  source: Random,
): Tree[] {
  const trees: Tree[] = [];
  for (let along = options.ends; along < line.length - options.ends; along += options.spacing) {
    const radius = source.between(...options.radius);
    const place = along + source.between(-options.jitter, options.jitter);
    const offset = options.offset + source.between(-options.jitter, options.jitter) * 0.6;
    const { point, ux, uy } = alongLine(line, place);
    const tree = plantTree([point[0] - uy * offset, point[1] + ux * offset], radius, options.kind, source);
    if (!source.chance(options.missing)) trees.push(tree);
  }
  return trees;
}

/** Points inside a polygon's bounding grid, jittered, `spacing` metres apart; the caller keeps those it wants. */
export function scatter(polygon: Polygon, spacing: number, source: Random): Point[] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const points: Point[] = [];
  for (let y = Math.min(...ys); y < Math.max(...ys); y += spacing) {
    for (let x = Math.min(...xs); x < Math.max(...xs); x += spacing) {
      points.push([x + source.between(0, spacing), y + source.between(0, spacing)]);
    }
  }
  return points;
}
