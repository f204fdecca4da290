import type { ByteStore } from "../core/ports/byte-store.ts";

/** One record a tile: 1 if written, then its pixels of each numero from 0 to 15; 32-bit words, little-endian as stored. */
const WORDS = 17;
const NUMEROS = WORDS - 1;
const RECORD_BYTES = 4 * WORDS;

export interface Journal {
  isWritten(tile: number): boolean;
  /** To be called once the tile's block is stored: a tab closed half-way must never leave a false "written". */
  markWritten(tile: number, classes: Uint8Array): Promise<void>;
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
  const total = new Float64Array(NUMEROS);
  const add = (tile: number, sign: 1 | -1) => {
    for (let numero = 0; numero < NUMEROS; numero++)
      total[numero] = total[numero]! + sign * words[tile * WORDS + 1 + numero]!;
  };
  const isWritten = (tile: number) => words[tile * WORDS] === 1;
  for (let tile = 0; tile < tiles; tile++) if (isWritten(tile)) add(tile, 1);

  return {
    isWritten,
    async markWritten(tile, classes) {
      if (isWritten(tile)) add(tile, -1);
      const record = words.subarray(tile * WORDS, (tile + 1) * WORDS);
      record.fill(0);
      record[0] = 1;
      for (const numero of classes) record[1 + numero]!++;
      add(tile, 1);
      await store.write(tile * RECORD_BYTES, new Uint8Array(record.slice().buffer));
    },
    counts: () => total.slice(),
  };
}
