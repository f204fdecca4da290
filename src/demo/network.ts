/** What lies along the lattice's edges: roads, tracks, hedges and rivers. */
import { alongLine, type LineShader, linePainting, put, type Shader } from "./canvas.ts";
import { parkedCar } from "./cars.ts";
import { asphalt, bareSoil, type Colour, concrete, grass, numero, water } from "./ground.ts";
import { type Edge, edgeKind, edgeLine, edgeMargin } from "./lattice.ts";
import { emptyLayers, type Layers } from "./layers.ts";
import { at, cloudy, fine, grainy, patchy, tufted } from "./noise.ts";
import { hash, type Random, random } from "./random.ts";
import type { Sun } from "./sun.ts";
import { type Tree, treePainting, treeShadow, treesAlong } from "./vegetation.ts";

const overLine =
  (shader: Shader): LineShader =>
  (rgb, index, x, y) =>
    shader(rgb, index, x, y);

const mainHalfWidth = 3.4;
const streetHalfWidth = 2.75;
const trackHalfWidth = 1.5;

/** Metres at each end of a road without marks: the junction. */
const junctionMetres = 8;

export function buildEdge(seed: number, edge: Edge, sun: Sun): Layers {
  const layers = emptyLayers();
  const source = random(seed, 61, edge.i, edge.j, edge.direction === "down" ? 1 : 2);
  const line = edgeLine(seed, edge);
  const kind = edgeKind(seed, edge);
  // a line's surface goes on from edge to edge: its look is the line's, not the edge's
  const lineSource = random(seed, 62, edge.direction === "down" ? edge.i : edge.j, edge.direction === "down" ? 1 : 2);
  const trees: Tree[] = [];
  switch (kind) {
    case "main":
      layers.verge.push(linePainting(line, edgeMargin.main, overLine(grass(0.7, 1.2, source))));
      layers.road.push(linePainting(line, mainHalfWidth, carriageway(lineSource)));
      layers.mark.push(linePainting(line, mainHalfWidth, mainMarks(line.length)));
      if (source.chance(0.55)) {
        const options = {
          spacing: 9,
          jitter: 0.6,
          radius: [2, 3.6],
          kind: "deciduous",
          missing: 0.2,
          ends: 14,
        } as const;
        trees.push(...treesAlong(line, { ...options, offset: 6.3 }, source));
        if (source.chance(0.4)) trees.push(...treesAlong(line, { ...options, offset: -6.3 }, source));
      }
      addTraffic(layers, line.length, 1.7, 0.35, line, sun, source);
      break;
    case "street":
      layers.verge.push(linePainting(line, edgeMargin.street, pavement(lineSource)));
      layers.road.push(linePainting(line, streetHalfWidth, carriageway(lineSource)));
      layers.mark.push(linePainting(line, streetHalfWidth, streetMarks(line.length)));
      addTraffic(layers, line.length, streetHalfWidth - 0.95, 2.2, line, sun, source);
      break;
    case "track":
      layers.track.push(linePainting(line, trackHalfWidth + 0.5, track(lineSource)));
      trees.push(
        ...treesAlong(
          line,
          { spacing: 13, jitter: 5, offset: 3.6, radius: [1, 2.8], kind: "deciduous", missing: 0.6, ends: 6 },
          source,
        ),
      );
      break;
    case "hedge":
      trees.push(
        ...treesAlong(
          line,
          { spacing: 2.6, jitter: 0.8, offset: 0, radius: [1.1, 2.6], kind: "deciduous", missing: 0.22, ends: 5 },
          source,
        ),
      );
      break;
    case "river": {
      layers.verge.push(linePainting(line, edgeMargin.river, overLine(grass(0.35, 1.4, source))));
      layers.bank.push(linePainting(line, 8, overLine(bareSoil(lineSource))));
      layers.water.push(linePainting(line, 7.8, riverWater(lineSource)));
      const options = {
        spacing: 5.5,
        jitter: 2.2,
        radius: [1.8, 4.2],
        kind: "deciduous",
        missing: 0.3,
        ends: 7,
      } as const;
      trees.push(...treesAlong(line, { ...options, offset: 10.6 }, source));
      trees.push(...treesAlong(line, { ...options, offset: -10.6 }, source));
      break;
    }
    default:
      kind satisfies never;
  }
  for (const tree of trees) {
    layers.tree.push(treePainting(tree, sun));
    layers.shadow.push(treeShadow(tree, sun));
  }
  return layers;
}

/** Asphalt with paler wheel paths and mended patches. */
function carriageway(source: Random): LineShader {
  const surface = asphalt(source);
  return (rgb, index, x, y, along, across) => {
    const cosia = surface(rgb, index, x, y);
    const wheel = Math.abs(Math.abs(across) - 1.6);
    const mended = (hash(Math.floor(along / 23), 7) & 15) === 0 && across > 0 ? -9 : 0;
    const value = (wheel < 0.5 ? 4 : 0) + mended + 3 * at(cloudy, x, y);
    for (let k = 0; k < 3; k++) rgb[index + k]! += value;
    return cosia;
  };
}

function paintMark(rgb: Float32Array, index: number, x: number, y: number): number {
  const value = 205 + 10 * at(grainy, x, y);
  put(rgb, index, value, value, value);
  return 0;
}

/** Broken line in the middle (3 m of line, 7 m without), broken lines at both edges; nothing across a junction. */
const mainMarks =
  (length: number): LineShader =>
  (rgb, index, x, y, along, across) => {
    if (along < junctionMetres || along > length - junctionMetres) return 0;
    const side = Math.abs(across);
    const middle = side < 0.13 && along % 10 < 3;
    const edge = Math.abs(side - 3.05) < 0.13 && along % 6 < 3.4;
    return middle || edge ? paintMark(rgb, index, x, y) : 0;
  };

/** A give-way line and a crossing for walkers at each end. */
const streetMarks =
  (length: number): LineShader =>
  (rgb, index, x, y, along, across) => {
    const fromEnd = Math.min(along, length - along);
    const crossing = fromEnd > 8 && fromEnd < 10.6 && (across + 10) % 1 < 0.5 && Math.abs(across) < 2.5;
    return crossing ? paintMark(rgb, index, x, y) : 0;
  };

function pavement(source: Random): LineShader {
  const surface = concrete(source);
  return (rgb, index, x, y, _along, across) => {
    const cosia = surface(rgb, index, x, y);
    const kerb = Math.abs(across) < streetHalfWidth + 0.25 ? 16 : -8;
    for (let k = 0; k < 3; k++) rgb[index + k]! += kerb;
    return cosia;
  };
}

/** Two bare wheel tracks, thin grass between and beside them; the edge wanders. */
function track(source: Random): LineShader {
  const [red, green, blue]: Colour = source.pick([
    [178, 168, 152],
    [166, 154, 137],
    [190, 181, 167],
  ] as const);
  return (rgb, index, x, y, _along, across) => {
    const wander = 0.16 * at(tufted, x, y) + 0.2 * at(patchy, x, y);
    const side = Math.abs(across + wander * 0.5);
    if (side > trackHalfWidth + wander) return 0;
    const worn = Math.min(1, Math.max(0, 1.5 - Math.abs(side - 0.75) * 2.4 + 0.3 * at(tufted, y, x)));
    const texture = 3 * at(fine, x, y) + 3 * at(grainy, x, y) + 4 * at(cloudy, x, y);
    put(
      rgb,
      index,
      worn * red + (1 - worn) * 138 + texture,
      worn * green + (1 - worn) * 130 + texture,
      worn * blue + (1 - worn) * 112 + texture,
    );
    return numero.pervious;
  };
}

/** Green-brown water, darker in the middle, with an edge that wanders. */
function riverWater(source: Random): LineShader {
  const surface = water([66, 78, 70], source);
  return (rgb, index, x, y, _along, across) => {
    const side = Math.abs(across) + 0.25 * at(patchy, x, y) + 0.45 * at(cloudy, x, y);
    if (side > 6.6) return 0;
    const cosia = surface(rgb, index, x, y);
    const shallow = Math.max(0, side - 4.6) * 7;
    rgb[index]! += shallow;
    rgb[index + 1]! += shallow * 0.95;
    rgb[index + 2]! += shallow * 0.75;
    return cosia;
  };
}

/** Cars on the right-hand side, `per100` of them on 100 m. */
function addTraffic(
  layers: Layers,
  length: number,
  offset: number,
  per100: number,
  line: Parameters<typeof alongLine>[0],
  sun: Sun,
  source: Random,
): void {
  const count = Math.round((length / 100) * per100 * 2 * source.next());
  for (let k = 0; k < count; k++) {
    const along = source.between(12, length - 12);
    const side = source.chance(0.5) ? 1 : -1;
    const { point, ux, uy } = alongLine(line, along);
    const frame = {
      x: point[0] - uy * offset * side,
      y: point[1] + ux * offset * side,
      ux: ux * side,
      uy: uy * side,
    };
    const car = parkedCar(frame, sun, source);
    layers.object.push(car.body);
    layers.shadow.push(car.shadow);
  }
}
