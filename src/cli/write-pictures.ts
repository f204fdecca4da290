/**
 * Writes the pictures of `src/core/vector/README.md`: one block of the synthetic scene, drawn from its exact land cover,
 * step by step. `node --import tsx src/cli/write-pictures.ts [OUT_DIR]`
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cosiaOf } from "../core/landcover/cosia.ts";
import { librePreset } from "../core/landcover/presets.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import { type Coverage, ringCorners } from "../core/vector/coverage.ts";
import { type VectoriseOptions, vectorise } from "../core/vector/vectorise.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "../demo/scene.ts";

/** Houses, a hedge, a street, round tree crowns: what a staircase does to each can be seen. */
const BLOCK: PixelRect = { column: 640, row: 590, width: 200, height: 150 };

/** Pixels around the block that are mapped but not shown. */
const MARGIN = 40;

/** Screen pixels to a pixel of the block. */
const SCALE = 4;

const pictures: Readonly<Record<string, VectoriseOptions>> = {
  "1-pixels": { preset: librePreset(2) },
  "2-simplified": { preset: librePreset(2), simplifyMetres: 0.4 },
  "3-squared": { preset: librePreset(2), simplifyMetres: 0.4, squareBuildings: true },
};

const scene = createScene({ seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE });

const size = { width: BLOCK.width + 2 * MARGIN, height: BLOCK.height + 2 * MARGIN };

/** The scene's truth around the block as a class raster that is sure of itself. */
const reader: ClassRasterReader = {
  grid: { ...scene.grid, ...size, bands: 1 },
  levels: [{ ...size, scale: 1 }],
  async read({ column, row, width, height }) {
    const rect = { column: BLOCK.column - MARGIN + column, row: BLOCK.row - MARGIN + row, width, height };
    return { width, height, classes: scene.truth(rect), confidence: new Uint8Array(width * height).fill(255) };
  },
};

/** Faces in their CoSIA colours, borders, and a dot at every point of one. */
function drawSvg(title: string, coverage: Coverage, { column, row, width, height }: PixelRect): string {
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
  for (let at = 0; at < arcs.points.length; at += 2) {
    const x = arcs.points[at]! / unit;
    const y = arcs.points[at + 1]! / unit;
    if (isShown(x, y)) dots.push(`M${x.toFixed(2)} ${y.toFixed(2)}h0`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SCALE * width}" height="${SCALE * height}"
 viewBox="${column} ${row} ${width} ${height}" stroke="#222" stroke-width=".15">
<title>${title}</title>
${paths.join("\n")}
<path d="${dots.join("")}" stroke-width=".8" stroke-linecap="round"/>
</svg>
`;
}

const folder = process.argv[2] ?? fileURLToPath(new URL("../core/vector/pictures/", import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, options] of Object.entries(pictures)) {
  const svg = drawSvg(name, await vectorise(reader, options), { ...BLOCK, column: MARGIN, row: MARGIN });
  await writeFile(join(folder, `${name}.svg`), svg);
  process.stdout.write(`${name}.svg ${svg.length} bytes\n`);
}
