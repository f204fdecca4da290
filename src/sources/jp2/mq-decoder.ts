/**
 * The MQ arithmetic decoder (ISO/IEC 15444-1 annex C), with the registers arranged so that the usual step (the more
 * probable symbol, no renormalisation) is one subtraction and one comparison: `slack` is how far both the interval and
 * the code may shrink before anything else must happen; `interval` and `code` are kept less that much.
 *
 * Registers hold the standard's values without the low 8 bits of C, which are always 0: everything fits in 31 bits.
 */

/** Table C.2: probability of the less probable symbol, next state after the more and the less probable one, switch. */
const table: readonly (readonly [qe: number, nmps: number, nlps: number, flip: number])[] = [
  [0x5601, 1, 1, 1],
  [0x3401, 2, 6, 0],
  [0x1801, 3, 9, 0],
  [0x0ac1, 4, 12, 0],
  [0x0521, 5, 29, 0],
  [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1],
  [0x5401, 8, 14, 0],
  [0x4801, 9, 14, 0],
  [0x3801, 10, 14, 0],
  [0x3001, 11, 17, 0],
  [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0],
  [0x1601, 29, 21, 0],
  [0x5601, 15, 14, 1],
  [0x5401, 16, 14, 0],
  [0x5101, 17, 15, 0],
  [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0],
  [0x3401, 20, 18, 0],
  [0x3001, 21, 19, 0],
  [0x2801, 22, 19, 0],
  [0x2401, 23, 20, 0],
  [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0],
  [0x1801, 26, 23, 0],
  [0x1601, 27, 24, 0],
  [0x1401, 28, 25, 0],
  [0x1201, 29, 26, 0],
  [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0],
  [0x09c1, 32, 29, 0],
  [0x08a1, 33, 30, 0],
  [0x0521, 34, 31, 0],
  [0x0441, 35, 32, 0],
  [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0],
  [0x0141, 38, 35, 0],
  [0x0111, 39, 36, 0],
  [0x0085, 40, 37, 0],
  [0x0049, 41, 38, 0],
  [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0],
  [0x0009, 44, 41, 0],
  [0x0005, 45, 42, 0],
  [0x0001, 45, 43, 0],
  [0x5601, 46, 46, 0],
];

/** A state here is 2 × the table's index + the more probable symbol. */
const probability = Int32Array.from({ length: 2 * table.length }, (_, state) => table[state >> 1]![0] << 8);
const afterMore = Uint8Array.from(probability, (_, state) => 2 * table[state >> 1]![1] + (state & 1));
const afterLess = Uint8Array.from(probability, (_, state) => {
  const [, , next, flip] = table[state >> 1]!;
  return 2 * next + ((state & 1) ^ flip);
});

const HALF = 0x8000 << 8;
const CONTEXTS = 19;
/** Table D.7 */
export const RUN_LENGTH_CONTEXT = 17;
export const UNIFORM_CONTEXT = 18;

export class MqDecoder {
  readonly #states = new Uint8Array(CONTEXTS);
  #bytes = new Uint8Array(0);
  #at = 0;
  #interval = 0;
  #code = 0;
  #slack = 0;
  #shifts = 0;

  resetContexts(): void {
    this.#states.fill(0);
    this.#states[0] = 2 * 4;
    this.#states[RUN_LENGTH_CONTEXT] = 2 * 3;
    this.#states[UNIFORM_CONTEXT] = 2 * 46;
  }

  /** Starts on a codeword segment at `start`, which must be followed by two bytes of 0xFF (INITDEC). */
  start(bytes: Uint8Array<ArrayBuffer>, start: number): void {
    this.#bytes = bytes;
    this.#at = start;
    this.#code = (bytes[start] as number) << 8;
    this.#byteIn();
    this.#code <<= 7;
    this.#shifts -= 7;
    this.#interval = HALF;
    this.#share();
  }

  /** The next symbol, 0 or 1, in a context. */
  decode(context: number): number {
    const state = this.#states[context] as number;
    const slack = this.#slack - (probability[state] as number);
    this.#slack = slack;
    return slack >= 0 ? state & 1 : this.#exchange(context, state);
  }

  #exchange(context: number, state: number): number {
    const less = probability[state] as number;
    let interval = this.#interval + this.#slack;
    let code = this.#code + this.#slack;
    let symbol = state & 1;
    let next: number;
    if (code < 0) {
      // the lower sub-interval; the symbols are exchanged when it is the larger one
      code += less;
      if (interval < less) next = afterMore[state] as number;
      else {
        next = afterLess[state] as number;
        symbol ^= 1;
      }
      interval = less;
    } else if (interval >= HALF) {
      this.#interval = interval;
      this.#code = code;
      this.#share();
      return symbol;
    } else if (interval < less) {
      next = afterLess[state] as number;
      symbol ^= 1;
    } else next = afterMore[state] as number;
    this.#states[context] = next;

    this.#code = code;
    do {
      if (this.#shifts === 0) this.#byteIn();
      interval <<= 1;
      this.#code <<= 1;
      this.#shifts--;
    } while (interval < HALF);
    this.#interval = interval;
    this.#share();
    return symbol;
  }

  #share(): void {
    const slack = Math.min(this.#interval - HALF, this.#code);
    this.#slack = slack;
    this.#interval -= slack;
    this.#code -= slack;
  }

  /** BYTEIN: past the segment's end, ones without end. */
  #byteIn(): void {
    const next = this.#bytes[this.#at + 1] as number;
    if (this.#bytes[this.#at] !== 0xff) {
      this.#at++;
      this.#code += next;
      this.#shifts = 8;
    } else if (next > 0x8f) {
      this.#code += 0xff;
      this.#shifts = 8;
    } else {
      this.#at++;
      this.#code += next << 1;
      this.#shifts = 7;
    }
  }
}
