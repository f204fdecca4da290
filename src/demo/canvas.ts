import { type Box, boxOf, type Frame, type Point, type Polygon, rectangle } from "./geometry.ts";

/** Ground sample distance of every scene, metres. */
export const gsd = 0.2;

/** Where colours and classes of one window are painted. Samples stand `step` scene pixels apart. */
export interface Canvas {
  /** scene pixel of the first sample */
  readonly x0: number;
  readonly y0: number;
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** three floats a sample, about 0–255 */
  readonly rgb: Float32Array;
  /** CoSIA numero */
  readonly truth: Uint8Array;
  /** 1 where something tall keeps the sun from the ground */
  readonly shade: Uint8Array;
  /** the window in metres */
  readonly box: Box;
}

export function createCanvas(x0: number, y0: number, step: number, width: number, height: number): Canvas {
  return {
    x0,
    y0,
    step,
    width,
    height,
    rgb: new Float32Array(width * height * 3),
    truth: new Uint8Array(width * height),
    shade: new Uint8Array(width * height),
    box: [x0 * gsd, y0 * gsd, (x0 + width * step) * gsd, (y0 + height * step) * gsd],
  };
}

/** Colours the sample at scene pixel (x, y), whose red is `rgb[at]`; answers its class, or 0 to leave the class alone. */
export type Shader = (rgb: Float32Array, at: number, x: number, y: number) => number;

/** A shader along a line: metres from the line's start and, signed, from its middle. */
export type LineShader = (rgb: Float32Array, at: number, x: number, y: number, along: number, across: number) => number;

/** Something with a place that can be painted. */
export interface Painting {
  readonly box: Box;
  paint(canvas: Canvas): void;
}

export function put(rgb: Float32Array, at: number, red: number, green: number, blue: number): void {
  rgb[at] = red;
  rgb[at + 1] = green;
  rgb[at + 2] = blue;
}

export const polygonPainting = (polygon: Polygon, shader: Shader): Painting => ({
  box: boxOf(polygon),
  paint: (canvas) => fillPolygon(canvas, polygon, shader),
});

export const rectanglePainting = (frame: Frame, halfU: number, halfV: number, shader: Shader): Painting =>
  polygonPainting(rectangle(frame, halfU, halfV), shader);

export const shadePainting = (polygon: Polygon): Painting => ({
  box: boxOf(polygon),
  paint: (canvas) =>
    forPolygon(canvas, polygon, (index, count) => {
      canvas.shade.fill(1, index, index + count);
    }),
});

export const linePainting = (line: Line, halfWidth: number, shader: LineShader): Painting => ({
  box: boxOf(line.points, halfWidth),
  paint: (canvas) => strokeLine(canvas, line, halfWidth, shader),
});

/** Shades the samples whose centre lies inside the polygon (even–odd). */
export function fillPolygon(canvas: Canvas, polygon: Polygon, shader: Shader): void {
  const { rgb, truth, x0, y0, step, width } = canvas;
  forPolygon(canvas, polygon, (first, count, row) => {
    const y = y0 + row * step;
    let x = x0 + (first - row * width) * step;
    for (let index = first; index < first + count; index++, x += step) {
      const numero = shader(rgb, index * 3, x, y);
      if (numero !== 0) truth[index] = numero;
    }
  });
}

/** Runs of samples inside a polygon, row by row. */
function forPolygon(canvas: Canvas, polygon: Polygon, run: (first: number, count: number, row: number) => void): void {
  const { width, height } = canvas;
  const scale = 1 / (gsd * canvas.step);
  // a sample's centre stands half a scene pixel into its first scene pixel
  const offset = 0.5 / canvas.step;
  const px = polygon.map(([x]) => (x - canvas.box[0]) * scale - offset);
  const py = polygon.map(([, y]) => (y - canvas.box[1]) * scale - offset);
  const top = Math.max(0, Math.ceil(Math.min(...py)));
  const bottom = Math.min(height - 1, Math.floor(Math.max(...py)));
  const crossings: number[] = [];
  for (let row = top; row <= bottom; row++) {
    crossings.length = 0;
    for (let i = 0, j = px.length - 1; i < px.length; j = i++) {
      const ay = py[i]!;
      const by = py[j]!;
      if (ay > row !== by > row) crossings.push(px[i]! + ((px[j]! - px[i]!) * (row - ay)) / (by - ay));
    }
    if (crossings.length > 2) crossings.sort((a, b) => a - b);
    else if (crossings[0]! > crossings[1]!) crossings.reverse();
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const first = Math.max(0, Math.ceil(crossings[k]!));
      const last = Math.min(width - 1, Math.ceil(crossings[k + 1]!) - 1);
      if (last >= first) run(row * width + first, last - first + 1, row);
    }
  }
}

/** A polyline with the distance of each point from its start. */
export interface Line {
  readonly points: Polygon;
  readonly lengths: readonly number[];
  readonly length: number;
}

export function lineOf(points: readonly Point[]): Line {
  const lengths = [0];
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1]!;
    const [bx, by] = points[i]!;
    lengths.push(lengths[i - 1]! + Math.hypot(bx - ax, by - ay));
  }
  return { points, lengths, length: lengths[lengths.length - 1]! };
}

/** Point and direction at a distance from a line's start. */
export function alongLine({ points, lengths }: Line, along: number): { point: Point; ux: number; uy: number } {
  let i = 1;
  while (i < points.length - 1 && lengths[i]! < along) i++;
  const [ax, ay] = points[i - 1]!;
  const [bx, by] = points[i]!;
  const length = lengths[i]! - lengths[i - 1]!;
  const t = (along - lengths[i - 1]!) / length;
  return { point: [ax + (bx - ax) * t, ay + (by - ay) * t], ux: (bx - ax) / length, uy: (by - ay) / length };
}

function strokeLine(canvas: Canvas, line: Line, halfWidth: number, shader: LineShader): void {
  const { rgb, truth, x0, y0, step, width, height, box } = canvas;
  const pitch = gsd * step;
  for (let i = 1; i < line.points.length; i++) {
    const [ax, ay] = line.points[i - 1]!;
    const [bx, by] = line.points[i]!;
    const start = line.lengths[i - 1]!;
    const length = line.lengths[i]! - start;
    const ux = (bx - ax) / length;
    const uy = (by - ay) / length;
    const left = Math.max(0, Math.floor((Math.min(ax, bx) - halfWidth - box[0]) / pitch));
    const right = Math.min(width - 1, Math.ceil((Math.max(ax, bx) + halfWidth - box[0]) / pitch));
    const top = Math.max(0, Math.floor((Math.min(ay, by) - halfWidth - box[1]) / pitch));
    const bottom = Math.min(height - 1, Math.ceil((Math.max(ay, by) + halfWidth - box[1]) / pitch));
    for (let row = top; row <= bottom; row++) {
      const y = y0 + row * step;
      const dy = (y + 0.5) * gsd - ay;
      for (let column = left; column <= right; column++) {
        const x = x0 + column * step;
        const dx = (x + 0.5) * gsd - ax;
        const along = dx * ux + dy * uy;
        const across = dy * ux - dx * uy;
        if (along < 0 || along > length) {
          // the round joint between two segments
          const over = along < 0 ? along : along - length;
          if (over * over + across * across > halfWidth * halfWidth) continue;
        } else if (across > halfWidth || across < -halfWidth) continue;
        const index = row * width + column;
        const numero = shader(rgb, index * 3, x, y, start + along, across);
        if (numero !== 0) truth[index] = numero;
      }
    }
  }
}
