import { PHOTOMETRIC } from "./tags.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP14 = 0xee;

/**
 * Makes whole JPEG streams of a TIFF's tiles: the tables all tiles share (JPEGTables) go in front, and an Adobe marker
 * says whether the three components are YCbCr or RGB. TIFF says that in PhotometricInterpretation; a decoder without
 * the tag guesses from the stream (JFIF marker, Adobe marker, component ids, in an order that differs), so what the
 * tile itself says is taken out.
 */
export function jpegSplicer(tables: Uint8Array | undefined, photometric: number): (tile: Uint8Array) => Uint8Array {
  const transform = photometric === PHOTOMETRIC.yCbCr ? 1 : 0;
  // length 14, "Adobe", version 100, flags 0 and 0, transform
  const adobe = [0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
  const prefix = Uint8Array.from([0xff, SOI, ...adobe, ...(tables === undefined ? [] : bodyOf(tables))]);

  return (tile) => {
    const kept = keptRanges(tile);
    const length = kept.reduce((sum, [start, end]) => sum + end - start, prefix.length);
    const spliced = new Uint8Array(length);
    spliced.set(prefix);
    let at = prefix.length;
    for (const [start, end] of kept) {
      spliced.set(tile.subarray(start, end), at);
      at += end - start;
    }
    return spliced;
  };
}

/** A tables-only stream without its SOI and EOI. */
function bodyOf(tables: Uint8Array): Uint8Array {
  const end = tables.length - (tables.at(-2) === 0xff && tables.at(-1) === EOI ? 2 : 0);
  return tables.subarray(tables[0] === 0xff && tables[1] === SOI ? 2 : 0, end);
}

/** Everything after SOI but JFIF (APP0) and Adobe (APP14) segments, as ranges; from the first scan on, all of it. */
function keptRanges(tile: Uint8Array): readonly (readonly [start: number, end: number])[] {
  if (tile[0] !== 0xff || tile[1] !== SOI) throw new Error("no JPEG stream");
  const ranges: [number, number][] = [];
  let start = 2;
  let at = 2;
  while (at + 4 <= tile.length && tile[at] === 0xff) {
    const marker = tile[at + 1] as number;
    if (marker === SOS) break;
    const next = at + 2 + ((tile[at + 2] as number) << 8) + (tile[at + 3] as number);
    if (marker === APP0 || marker === APP14) {
      ranges.push([start, at]);
      start = next;
    }
    at = next;
  }
  ranges.push([start, tile.length]);
  return ranges;
}

export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** the kind of a stream we do not decode */
  readonly refused: string | undefined;
}

/** What a stream's frame header (ITU-T T.81, B.2.2) declares. Throws when there is none before the first scan. */
export function jpegFrame(stream: Uint8Array): JpegFrame {
  let at = 2;
  while (at + 9 < stream.length && stream[at] === 0xff) {
    const marker = stream[at + 1] as number;
    if (marker === SOS) break;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker)) {
      const bits = stream[at + 4] as number;
      const kind = FRAME_KINDS[marker & 3];
      return {
        height: ((stream[at + 5] as number) << 8) | (stream[at + 6] as number),
        width: ((stream[at + 7] as number) << 8) | (stream[at + 8] as number),
        components: stream[at + 9] as number,
        refused: marker > 0xc3 ? "arithmetic or hierarchical" : bits !== 8 ? `${bits}-bit` : kind,
      };
    }
    at += 2 + ((stream[at + 2] as number) << 8) + (stream[at + 3] as number);
  }
  throw new Error("no JPEG frame");
}

/** in the range of frame markers, but tables: DHT, JPG, DAC */
const NO_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
/** what is refused of SOF0 (baseline), SOF1 (extended), SOF2 (progressive) and SOF3 */
const FRAME_KINDS = [undefined, undefined, undefined, "lossless"] as const;
