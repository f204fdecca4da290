import type { PixelRect } from "../../core/raster/grid.ts";
import type { RasterFile } from "../raster-file.ts";
import { type Coding, damaged, type ImageSize, type Parameters, type Quantisation, tileCounts } from "./codestream.ts";

/** A half-open rectangle of samples, in absolute coordinates of its own resolution or subband. */
export interface Area {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One subband of a tile-component (B.5), cut into code-blocks (B.7). */
export interface Subband extends Area {
  /** 0 LL, 1 HL (horizontally high-pass), 2 LH, 3 HH */
  readonly orientation: number;
  /** magnitude bit-planes, Mb (E-2) */
  readonly planes: number;
  /** quantisation step Δb (E-3), 1 in a reversible transform */
  readonly step: number;
  /** code-block sizes as exponents of two; the partition is anchored at 0 */
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** number of its first code-block among the tile's, which follow row by row */
  readonly firstBlock: number;
}

/** One resolution of a tile-component (B.5) with its precincts (B.6), sizes as exponents of two. */
export interface Resolution extends Area {
  readonly precinctWidth: number;
  readonly precinctHeight: number;
  readonly precinctsAcross: number;
  readonly precinctsDown: number;
  readonly bands: readonly Subband[];
}

export interface TileComponent {
  readonly coding: Coding;
  /** coarsest first: resolution r is `coding.levels` − r halvings away from the full one */
  readonly resolutions: readonly Resolution[];
}

export interface Tile extends Area {
  readonly index: number;
  readonly parameters: Parameters;
  readonly components: readonly TileComponent[];
  readonly blocks: number;
}

/** A 65 000² tile of three components in blocks of 64²: what an index of 100 MB holds. */
const MAX_BLOCKS = 4_000_000;
const MAX_PRECINCTS = 1_000_000;

/** The area of a tile on the reference grid (B-7 to B-10). */
export function tileArea(size: ImageSize, index: number): Area {
  const { across } = tileCounts(size);
  const left = size.tileX0 + (index % across) * size.tileWidth;
  const top = size.tileY0 + Math.floor(index / across) * size.tileHeight;
  return {
    x0: Math.max(left, size.x0),
    y0: Math.max(top, size.y0),
    x1: Math.min(left + size.tileWidth, size.x1),
    y1: Math.min(top + size.tileHeight, size.y1),
  };
}

/** An area on a grid whose samples are 2^`halvings` apart (B-14). */
export function reducedArea(area: Area, halvings: number): Area {
  const scale = 2 ** halvings;
  return {
    x0: Math.ceil(area.x0 / scale),
    y0: Math.ceil(area.y0 / scale),
    x1: Math.ceil(area.x1 / scale),
    y1: Math.ceil(area.y1 / scale),
  };
}

export function isEmpty({ x0, y0, x1, y1 }: Area): boolean {
  return x1 <= x0 || y1 <= y0;
}

/** All partitions of a tile. Throws `file-unreadable` for more code-blocks or precincts than any orthophoto has. */
export function tileOf(size: ImageSize, parameters: Parameters, index: number, file: RasterFile): Tile {
  const area = tileArea(size, index);
  let blocks = 0;
  let precincts = 0;
  const components = parameters.codings.map((coding, number): TileComponent => {
    const quantisation = parameters.quantisations[number] as Quantisation;
    const bits = (size.components[number] as { bits: number }).bits;
    const resolutions = coding.precincts.map((precinct, r): Resolution => {
      const own = reducedArea(area, coding.levels - r);
      const across = partsOf(own.x0, own.x1, precinct.width);
      const down = partsOf(own.y0, own.y1, precinct.height);
      precincts += across * down;
      const bands = (r === 0 ? [0] : [1, 2, 3]).map((orientation) => {
        const band = subbandOf(area, coding, quantisation, bits, r, orientation, blocks, file);
        blocks += band.blocksAcross * band.blocksDown;
        return band;
      });
      if (blocks > MAX_BLOCKS || precincts > MAX_PRECINCTS) {
        throw damaged(file, `a tile of ${area.x1 - area.x0} × ${area.y1 - area.y0} in more than ${MAX_BLOCKS} blocks`);
      }
      return {
        ...own,
        precinctWidth: precinct.width,
        precinctHeight: precinct.height,
        precinctsAcross: down === 0 ? 0 : across,
        precinctsDown: across === 0 ? 0 : down,
        bands,
      };
    });
    return { coding, resolutions };
  });
  return { ...area, index, parameters, components, blocks };
}

function subbandOf(
  area: Area,
  coding: Coding,
  quantisation: Quantisation,
  bits: number,
  r: number,
  orientation: number,
  firstBlock: number,
  file: RasterFile,
): Subband {
  // (B-15), with nb the number of decompositions that made the band
  const nb = r === 0 ? coding.levels : coding.levels - r + 1;
  const scale = 2 ** nb;
  const shiftX = (orientation & 1) * (scale / 2);
  const shiftY = (orientation >> 1) * (scale / 2);
  const own: Area = {
    x0: Math.ceil((area.x0 - shiftX) / scale),
    y0: Math.ceil((area.y0 - shiftY) / scale),
    x1: Math.ceil((area.x1 - shiftX) / scale),
    y1: Math.ceil((area.y1 - shiftY) / scale),
  };
  const precinct = coding.precincts[r] as { width: number; height: number };
  // (B-17), (B-18): a block never crosses a precinct, whose side in a subband is half
  const halving = r === 0 ? 0 : 1;
  const blockWidth = Math.min(coding.blockWidth, precinct.width - halving);
  const blockHeight = Math.min(coding.blockHeight, precinct.height - halving);
  const across = partsOf(own.x0, own.x1, blockWidth);
  const down = partsOf(own.y0, own.y1, blockHeight);

  const number = r === 0 ? 0 : 3 * (r - 1) + orientation;
  const stored = quantisation.steps[quantisation.derived ? 0 : number];
  if (stored === undefined) throw damaged(file, `no quantisation step for band ${number}`);
  // (E-5)
  const exponent = quantisation.derived ? stored.exponent - (coding.levels - nb) : stored.exponent;
  const gain = orientation === 0 ? 0 : orientation === 3 ? 2 : 1;
  return {
    ...own,
    orientation,
    planes: quantisation.guardBits + exponent - 1,
    step: coding.reversible ? 1 : 2 ** (bits + gain - exponent) * (1 + stored.mantissa / 2048),
    blockWidth,
    blockHeight,
    blocksAcross: down === 0 ? 0 : across,
    blocksDown: across === 0 ? 0 : down,
    firstBlock,
  };
}

/** How many parts of 2^`exponent`, anchored at 0, an interval touches. */
function partsOf(start: number, end: number, exponent: number): number {
  const side = 2 ** exponent;
  return end <= start ? 0 : Math.ceil(end / side) - Math.floor(start / side);
}

/** The code-blocks of a band that `area` (of the band) touches: columns and rows in the band's own count. */
export function blocksIn(band: Subband, area: Area): PixelRect {
  if (isEmpty(area) || band.blocksAcross === 0) return { column: 0, row: 0, width: 0, height: 0 };
  const firstColumn = Math.floor(band.x0 / 2 ** band.blockWidth);
  const firstRow = Math.floor(band.y0 / 2 ** band.blockHeight);
  const column = Math.floor(area.x0 / 2 ** band.blockWidth) - firstColumn;
  const row = Math.floor(area.y0 / 2 ** band.blockHeight) - firstRow;
  return {
    column,
    row,
    width: Math.ceil(area.x1 / 2 ** band.blockWidth) - firstColumn - column,
    height: Math.ceil(area.y1 / 2 ** band.blockHeight) - firstRow - row,
  };
}

/** The samples of a code-block, cut to its band. */
export function blockArea(band: Subband, column: number, row: number): Area {
  const width = 2 ** band.blockWidth;
  const height = 2 ** band.blockHeight;
  const left = (Math.floor(band.x0 / width) + column) * width;
  const top = (Math.floor(band.y0 / height) + row) * height;
  return {
    x0: Math.max(left, band.x0),
    y0: Math.max(top, band.y0),
    x1: Math.min(left + width, band.x1),
    y1: Math.min(top + height, band.y1),
  };
}

/** The part of a band that lies in a precinct of its resolution (B.6). */
export function precinctArea(resolution: Resolution, band: Subband, precinct: number): Area {
  const halving = band.orientation === 0 ? 0 : 1;
  const width = 2 ** (resolution.precinctWidth - halving);
  const height = 2 ** (resolution.precinctHeight - halving);
  const column = Math.floor(resolution.x0 / 2 ** resolution.precinctWidth) + (precinct % resolution.precinctsAcross);
  const row =
    Math.floor(resolution.y0 / 2 ** resolution.precinctHeight) + Math.floor(precinct / resolution.precinctsAcross);
  return {
    x0: Math.max(column * width, band.x0),
    y0: Math.max(row * height, band.y0),
    x1: Math.min((column + 1) * width, band.x1),
    y1: Math.min((row + 1) * height, band.y1),
  };
}
