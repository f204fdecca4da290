import type { ByteStore } from "../core/ports/byte-store.ts";
import { checksum } from "./checksum.ts";

/**
 * One record a tile, 32-bit words, little-endian as stored: the slot of its block, the block's checksum, its pixels of
 * each numero from 0 to 15, and the checksum of all these. A record that was cut short, like one never written, does
 * not agree with its own checksum: no flag could tell that.
 */
const SLOT = 0;
const BLOCK_SUM = 1;
const COUNTS = 2;
const NUMEROS = 16;
const RECORD_SUM = COUNTS + NUMEROS;
const WORDS = RECORD_SUM + 1;
const RECORD_BYTES = 4 * WORDS;

/** Where a tile's block is stored and what its words sum up to. */
export interface BlockEntry {
  readonly slot: number;
  readonly sum: number;
}

export interface Journal {
  /** Undefined where the tile is not written. */
  entryOf(tile: number): BlockEntry | undefined;
  /** To be called once the tile's block is stored: a tab closed half-way must never leave a false "written". */
  markWritten(tile: number, entry: BlockEntry, classes: Uint8Array): Promise<void>;
  /** The tile's block is not what was recorded: it is to be done again. */
  forget(tile: number): void;
  /** Pixels of each numero over the written tiles, index = numero, without reading a single block. */
  counts(): Float64Array;
}

export function journalBytes(tiles: number): number {
  return RECORD_BYTES * tiles;
}

/** Which tiles of a class raster are written and what they hold, kept at the head of its store. */
export async function openJournal(store: ByteStore, tiles: number): Promise<Journal> {
  const bytes = await store.read(0, journalBytes(tiles));
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, WORDS * tiles);
  const recordOf = (tile: number) => words.subarray(tile * WORDS, (tile + 1) * WORDS);
  const total = new Float64Array(NUMEROS);
  const written = new Uint8Array(tiles);

  const count = (tile: number, sign: 1 | -1) => {
    const record = recordOf(tile);
    for (let numero = 0; numero < NUMEROS; numero++) total[numero]! += sign * record[COUNTS + numero]!;
    written[tile] = sign === 1 ? 1 : 0;
  };
  const forget = (tile: number) => {
    if (written[tile] === 1) count(tile, -1);
  };
  for (let tile = 0; tile < tiles; tile++) {
    const record = recordOf(tile);
    if (record[RECORD_SUM] === checksum(record.subarray(0, RECORD_SUM))) count(tile, 1);
  }

  return {
    entryOf(tile) {
      if (written[tile] !== 1) return undefined;
      const record = recordOf(tile);
      return { slot: record[SLOT]!, sum: record[BLOCK_SUM]! };
    },
    async markWritten(tile, { slot, sum }, classes) {
      const record = new Uint32Array(WORDS);
      record[SLOT] = slot;
      record[BLOCK_SUM] = sum;
      for (const numero of classes) record[COUNTS + numero]!++;
      record[RECORD_SUM] = checksum(record.subarray(0, RECORD_SUM));
      await store.write(tile * RECORD_BYTES, new Uint8Array(record.buffer));
      forget(tile);
      recordOf(tile).set(record);
      count(tile, 1);
    },
    forget,
    counts: () => total.slice(),
  };
}
