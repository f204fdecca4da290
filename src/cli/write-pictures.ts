/**
 * Writes the pictures of `src/core/vector/README.md`: one block of the synthetic scene, drawn from its exact land cover,
 * step by step. `node --import tsx src/cli/write-pictures.ts [OUT_DIR]`
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cosiaOf } from "../core/landcover/cosia.ts";
import { cosiaPreset, librePreset, ocsgePreset } from "../core/landcover/presets.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import { type Coverage, ringCorners } from "../core/vector/coverage.ts";
import { type VectoriseOptions, vectorise } from "../core/vector/vectorise.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "../demo/scene.ts";

/** Pictures of one block. */
interface Series {
  readonly block: PixelRect;
  /** pixels around the block that are mapped but not shown */
  readonly margin: number;
  /** screen pixels to a pixel of the block */
  readonly scale: number;
  /** a dot at every point of a border */
  readonly dots: boolean;
  readonly pictures: Readonly<Record<string, VectoriseOptions>>;
}

const series: readonly Series[] = [
  {
    // Houses, a hedge, a street, round tree crowns: what a staircase does to each can be seen.
    block: { column: 640, row: 590, width: 200, height: 150 },
    margin: 40,
    scale: 4,
    dots: true,
    pictures: {
      "1-pixels": { preset: librePreset(2) },
      "2-simplified": { preset: librePreset(2), simplifyMetres: 0.4 },
      "3-squared": { preset: librePreset(2), simplifyMetres: 0.4, squareBuildings: true },
    },
  },
  {
    // A quarter of houses between fields and a river: large enough for thresholds of 500 and 2 500 m².
    block: { column: 560, row: 480, width: 640, height: 460 },
    margin: 200,
    scale: 1.25,
    dots: false,
    pictures: {
      "4-raw": { preset: librePreset(0) },
      "5-cosia": { preset: cosiaPreset(4) },
      "6-ocsge": { preset: ocsgePreset },
      "7-ocsge-simplified": { preset: ocsgePreset, simplifyMetres: 0.4 },
    },
  },
];

const scene = createScene({ seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE });

/** The scene's truth around a block as a class raster that is sure of itself. */
function truthAround({ block, margin }: Series): ClassRasterReader {
  const size = { width: block.width + 2 * margin, height: block.height + 2 * margin };
  return {
    grid: { ...scene.grid, ...size, bands: 1 },
    levels: [{ ...size, scale: 1 }],
    async read({ column, row, width, height }) {
      const rect = { column: block.column - margin + column, row: block.row - margin + row, width, height };
      return { width, height, classes: scene.truth(rect), confidence: new Uint8Array(width * height).fill(255) };
    },
  };
}

/** Faces in their CoSIA colours, borders and, if asked, a dot at every point of one. */
function drawSvg(title: string, coverage: Coverage, { block, margin, scale, dots: dotted }: Series): string {
  const { width, height } = block;
  const [column, row] = [margin, margin];
  const { unit, arcs, faces, rings } = coverage;
  const isShown = (x: number, y: number) => x >= column && x <= column + width && y >= row && y <= row + height;
  const paths: string[] = [];
  for (let face = 0; face < faces.count; face++) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    let outline = "";
    for (let ring = rings.ofFace[face]!; ring < rings.ofFace[face + 1]!; ring++) {
      const points = Array.from(ringCorners(coverage, ring).subarray(2), (value) => value / unit);
      for (let at = 0; at < points.length; at += 2) {
        left = Math.min(left, points[at]!);
        right = Math.max(right, points[at]!);
        top = Math.min(top, points[at + 1]!);
        bottom = Math.max(bottom, points[at + 1]!);
      }
      outline += `M${points.map((value) => value.toFixed(2).replace(/\.?0+$/, "")).join(" ")}Z`;
    }
    if (right <= column || left >= column + width || bottom <= row || top >= row + height) continue;
    paths.push(`<path d="${outline}" fill="${cosiaOf(faces.numero[face]!)?.colour ?? "#888"}"/>`);
  }
  const dots: string[] = [];
  for (let at = 0; dotted && at < arcs.points.length; at += 2) {
    const x = arcs.points[at]! / unit;
    const y = arcs.points[at + 1]! / unit;
    if (isShown(x, y)) dots.push(`M${x.toFixed(2)} ${y.toFixed(2)}h0`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${scale * width}" height="${scale * height}"
 viewBox="${column} ${row} ${width} ${height}" stroke="#222" stroke-width=".15">
<title>${title}</title>
${paths.join("\n")}
<path d="${dots.join("")}" stroke-width=".8" stroke-linecap="round"/>
</svg>
`;
}

const folder = process.argv[2] ?? fileURLToPath(new URL("../core/vector/pictures/", import.meta.url));
await mkdir(folder, { recursive: true });
for (const one of series) {
  for (const [name, options] of Object.entries(one.pictures)) {
    const svg = drawSvg(name, await vectorise(truthAround(one), options), one);
    await writeFile(join(folder, `${name}.svg`), svg);
    process.stdout.write(`${name}.svg ${svg.length} bytes\n`);
  }
}
