import { appError } from "../../core/errors.ts";
import type { RasterFile } from "../raster-file.ts";
import type { BlockParts } from "./block-parts.ts";
import { passesInSegment } from "./block-style.ts";
import { damaged, MARKER } from "./codestream.ts";
import { blocksIn, precinctArea, type Resolution, type Subband, type Tile } from "./geometry.ts";
import type { Packet } from "./progression.ts";
import { RawBits } from "./raw-bits.ts";
import { TagTree } from "./tag-tree.ts";

interface BandTrees {
  readonly band: Subband;
  /** the precinct's code-blocks in the band */
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly inclusion: TagTree;
  readonly zeroPlanes: TagTree;
}

/** What a code-block's share of a header may take at most, for one codeword segment and for the most there can be. */
const HEADER_BYTES_PER_BLOCK = 24;
const HEADER_BYTES_PER_BLOCK_TERMINATED = 1024;
const MARKER_BYTES = 16;
const SOP_BYTES = 6;
const FIRST_LENGTH_BITS = 3;
/** Bit-planes that the decoder's 32-bit words hold, one being the half kept below the last. */
const MAX_PLANES = 30;
const MAX_ZERO_PLANES = 80;

/** Reads the packet headers of a tile (ISO/IEC 15444-1 B.10), in their order, into `parts`. */
export class PacketHeaders {
  readonly #tile: Tile;
  readonly #parts: BlockParts;
  readonly #file: RasterFile;
  readonly #bits = new RawBits();
  /** the trees of precincts of which later layers are still to come */
  readonly #trees = new Map<string, readonly BandTrees[]>();

  constructor(tile: Tile, parts: BlockParts, file: RasterFile) {
    this.#tile = tile;
    this.#parts = parts;
    this.#file = file;
  }

  /** An upper bound of the bytes that a packet's header takes. */
  mostBytes({ component, resolution }: Packet): number {
    const { coding, resolutions } = this.#tile.components[component] as Tile["components"][number];
    const { bands, precinctWidth, precinctHeight } = resolutions[resolution] as Resolution;
    const halving = resolution === 0 ? 0 : 1;
    let blocks = 0;
    for (const { blockWidth, blockHeight, blocksAcross, blocksDown } of bands) {
      blocks +=
        Math.min(blocksAcross, 2 ** (precinctWidth - halving - blockWidth)) *
        Math.min(blocksDown, 2 ** (precinctHeight - halving - blockHeight));
    }
    const each = passesInSegment(coding.style, 0) < 256 ? HEADER_BYTES_PER_BLOCK_TERMINATED : HEADER_BYTES_PER_BLOCK;
    return MARKER_BYTES + blocks * each;
  }

  /**
   * Reads the header at `at` of `held`, which begins at byte `heldAt` of the file and holds all of the header or all
   * up to `end`, the end of the tile-part. Gives where in the file the packet's body ends.
   */
  read(held: Uint8Array<ArrayBuffer>, at: number, heldAt: number, end: number, packet: Packet): number {
    const bits = this.#bits;
    const view = new DataView(held.buffer, held.byteOffset, held.length);
    const markerAt = (place: number) => (place + 2 <= held.length ? view.getUint16(place) : 0);
    bits.start(held, markerAt(at) === MARKER.sop ? at + SOP_BYTES : at, held.length);

    const lengths: { block: number; length: number; passes: number }[] = [];
    const trees = this.#treesOf(packet);
    if (bits.bit() === 1) for (const of of trees) this.#readBand(of, packet, lengths);
    if (bits.overrun) throw this.#tooLong(end);
    let bodyAt = bits.align();
    if (markerAt(bodyAt) === MARKER.eph) bodyAt += 2;

    let offset = heldAt + bodyAt;
    for (const { block, length, passes } of lengths) {
      this.#parts.add(block, offset, length, passes);
      offset += length;
    }
    if (offset > end) throw this.#tooLong(end);
    return offset;
  }

  #readBand(trees: BandTrees, packet: Packet, lengths: { block: number; length: number; passes: number }[]): void {
    const { band, inclusion, zeroPlanes } = trees;
    const bits = this.#bits;
    const parts = this.#parts;
    const { style } = (this.#tile.components[packet.component] as Tile["components"][number]).coding;
    for (let row = 0; row < trees.height; row++) {
      for (let column = 0; column < trees.width; column++) {
        const block = band.firstBlock + (trees.row + row) * band.blocksAcross + trees.column + column;
        let pass = parts.passes[block] as number;
        const isNew = pass === 0;
        const included = isNew ? inclusion.isBelow(bits, column, row, packet.layer + 1) : bits.bit() === 1;
        if (!included) continue;
        if (isNew) {
          let zero = 0;
          while (zero < MAX_ZERO_PLANES && !zeroPlanes.isBelow(bits, column, row, zero + 1)) zero++;
          const planes = band.planes - zero;
          if (planes < 1 || planes > MAX_PLANES) throw damaged(this.#file, `a code-block of ${planes} bit-planes`);
          parts.zeroPlanes[block] = zero;
          parts.lengthBits[block] = FIRST_LENGTH_BITS;
        }
        let passes = this.#passCount();
        if (pass + passes > 3 * MAX_PLANES) throw damaged(this.#file, `a code-block of ${pass + passes} passes`);
        while (bits.bit() === 1) parts.lengthBits[block] = (parts.lengthBits[block] as number) + 1;
        while (passes > 0) {
          const inSegment = Math.min(passes, passesInSegment(style, pass));
          const lengthBits = (parts.lengthBits[block] as number) + (31 - Math.clz32(inSegment));
          if (lengthBits > 31) throw damaged(this.#file, `a length of ${lengthBits} bits`);
          lengths.push({ block, length: bits.bits(lengthBits), passes: inSegment });
          pass += inSegment;
          passes -= inSegment;
        }
      }
    }
  }

  /** Table B.4. */
  #passCount(): number {
    const bits = this.#bits;
    if (bits.bit() === 0) return 1;
    if (bits.bit() === 0) return 2;
    const two = bits.bits(2);
    if (two < 3) return 3 + two;
    const five = bits.bits(5);
    return five < 31 ? 6 + five : 37 + bits.bits(7);
  }

  #treesOf({ layer, component, resolution, precinct }: Packet): readonly BandTrees[] {
    const isFirst = layer === 0;
    const isLast = layer + 1 === this.#tile.parameters.layers;
    const key = isFirst && isLast ? "" : `${component} ${resolution} ${precinct}`;
    const own = (this.#tile.components[component] as Tile["components"][number]).resolutions[resolution] as Resolution;
    const trees =
      (isFirst ? undefined : this.#trees.get(key)) ??
      own.bands.map((band) => {
        const place = blocksIn(band, precinctArea(own, band, precinct));
        const { width, height } = place;
        return { band, ...place, inclusion: new TagTree(width, height), zeroPlanes: new TagTree(width, height) };
      });
    if (!isLast) this.#trees.set(key, trees);
    else if (!isFirst) this.#trees.delete(key);
    return trees;
  }

  /** A tile-part that ends with the file was cut off; one that does not is damaged. */
  #tooLong(end: number): Error {
    return end === this.#file.size
      ? appError("file-truncated", { file: this.#file.name })
      : damaged(this.#file, "a packet longer than its tile-part");
  }
}
