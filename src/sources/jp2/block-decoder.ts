import {
  NEIGHBOURS,
  OWN_SIGNIFICANCE,
  REFINED_SHIFT,
  SELF,
  SIGN_SHIFT,
  SIGNIFICANCE,
  signContexts,
  significanceContexts,
  VISITED,
  VISITED_SHIFT,
} from "./block-contexts.ts";
import { isRaw, passesInSegment, STYLE } from "./block-style.ts";
import { MqDecoder, RUN_LENGTH_CONTEXT, UNIFORM_CONTEXT } from "./mq-decoder.ts";
import { RawBits } from "./raw-bits.ts";

/** A code-block holds at most 4096 samples, each side 4 to 1024 (table A.18). */
const MAX_SAMPLES = 4096;
/** A word per column of a stripe, with a border of one around: 1024 × 4 samples make the most. */
const MAX_WORDS = (1024 + 2) * (1 + 2);
const FIRST_REFINEMENT_CONTEXT = 14;

/** The bytes of a code-block: the parts that its packets hold of it, in order. */
export interface CodedPart {
  readonly bytes: Uint8Array;
  readonly passes: number;
}

export interface CodedBlock {
  readonly width: number;
  readonly height: number;
  /** 0 LL, 1 HL, 2 LH, 3 HH */
  readonly orientation: number;
  /** magnitude bit-planes that are not all zero */
  readonly planes: number;
  readonly style: number;
  readonly parts: readonly CodedPart[];
}

/**
 * Decodes code-blocks, one at a time (EBCOT tier 1, ISO/IEC 15444-1 annex D). Keeps its working memory.
 *
 * Coefficients come out doubled: the lowest bit is the half that stands for the planes not decoded (reconstruction in
 * the middle of the interval, as OpenJPEG has it).
 */
export class BlockDecoder {
  readonly #mq = new MqDecoder();
  readonly #raw = new RawBits();
  readonly #words = new Int32Array(MAX_WORDS);
  readonly #samples = new Int32Array(MAX_SAMPLES);
  #bytes = new Uint8Array(1 << 16);
  #width = 0;
  #height = 0;
  /** words from one stripe to the next */
  #pitch = 0;
  #causal = false;
  #significance = significanceContexts[0] as Uint8Array;

  /** `width` × `height` signed coefficients, doubled. Valid until the next call. Damaged bytes give wrong numbers, never an error. */
  decode(block: CodedBlock): Int32Array {
    const { width, height, style, parts } = block;
    this.#width = width;
    this.#height = height;
    this.#pitch = width + 2;
    this.#causal = (style & STYLE.verticallyCausal) !== 0;
    this.#significance = significanceContexts[block.orientation] as Uint8Array;
    this.#words.fill(0, 0, this.#pitch * ((height + 3) / 4 + 2));
    this.#samples.fill(0, 0, width * height);
    this.#mq.resetContexts();

    let pass = 0;
    for (let part = 0; part < parts.length; ) {
      const limit = passesInSegment(style, pass);
      let passes = 0;
      let length = 0;
      // a codeword may be spread over the packets of several layers
      for (; part < parts.length && passes < limit; part++) {
        const { bytes, passes: more } = parts[part] as CodedPart;
        length = this.#append(bytes, length);
        passes += more;
      }
      this.#decodeSegment(block, length, pass, passes);
      pass += passes;
    }
    return this.#samples.subarray(0, width * height);
  }

  #append(bytes: Uint8Array, at: number): number {
    const end = at + bytes.length;
    if (end + 2 > this.#bytes.length) {
      const grown = new Uint8Array(2 * (end + 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, at);
    return end;
  }

  #decodeSegment({ style, planes }: CodedBlock, length: number, first: number, passes: number): void {
    this.#bytes[length] = 0xff;
    this.#bytes[length + 1] = 0xff;
    const raw = isRaw(style, first);
    if (raw) this.#raw.start(this.#bytes, 0, length);
    else this.#mq.start(this.#bytes, 0);
    for (let pass = first; pass < first + passes; pass++) {
      const plane = planes - Math.floor((pass + 2) / 3);
      if (plane < 1) return;
      switch (pass % 3) {
        case 0:
          this.#cleanup(plane);
          if ((style & STYLE.segmentSymbols) !== 0) for (let bit = 0; bit < 4; bit++) this.#mq.decode(UNIFORM_CONTEXT);
          break;
        case 1:
          if (raw) this.#propagateRaw(plane);
          else this.#propagate(plane);
          break;
        default:
          if (raw) this.#refineRaw(plane);
          else this.#refine(plane);
      }
      if ((style & STYLE.resetContexts) !== 0) this.#mq.resetContexts();
    }
  }

  /** Significance propagation (D.3.1): samples that have a significant neighbour and are not significant themselves. */
  #propagate(plane: number): void {
    const words = this.#words;
    const mq = this.#mq;
    const contexts = this.#significance;
    const width = this.#width;
    for (let row = 0, stripe = this.#pitch + 1; row < this.#height; row += 4, stripe += this.#pitch) {
      const rows = Math.min(4, this.#height - row);
      for (let column = 0; column < width; column++) {
        let word = words[stripe + column] as number;
        if ((word & SIGNIFICANCE) === 0) continue;
        for (let sample = 0; sample < rows; sample++) {
          const around = word >> (3 * sample);
          if ((around & SELF) !== 0 || (around & NEIGHBOURS) === 0) continue;
          if (mq.decode(contexts[around & 0x1ff] as number) === 1) {
            const negative = this.#sign(stripe + column, word, sample);
            this.#samples[(row + sample) * width + column] = negative === 1 ? -((3 << plane) >> 1) : (3 << plane) >> 1;
            word = this.#becomeSignificant(stripe + column, word, sample, negative);
          }
          word |= 1 << (VISITED_SHIFT + sample);
        }
        words[stripe + column] = word;
      }
    }
  }

  #propagateRaw(plane: number): void {
    const words = this.#words;
    const width = this.#width;
    for (let row = 0, stripe = this.#pitch + 1; row < this.#height; row += 4, stripe += this.#pitch) {
      const rows = Math.min(4, this.#height - row);
      for (let column = 0; column < width; column++) {
        let word = words[stripe + column] as number;
        if ((word & SIGNIFICANCE) === 0) continue;
        for (let sample = 0; sample < rows; sample++) {
          const around = word >> (3 * sample);
          if ((around & SELF) !== 0 || (around & NEIGHBOURS) === 0) continue;
          if (this.#raw.bit() === 1) {
            const negative = this.#raw.bit();
            this.#samples[(row + sample) * width + column] = negative === 1 ? -((3 << plane) >> 1) : (3 << plane) >> 1;
            word = this.#becomeSignificant(stripe + column, word, sample, negative);
          }
          word |= 1 << (VISITED_SHIFT + sample);
        }
        words[stripe + column] = word;
      }
    }
  }

  /** Magnitude refinement (D.3.3): one more bit of the samples significant since an earlier plane. */
  #refine(plane: number): void {
    const words = this.#words;
    const samples = this.#samples;
    const mq = this.#mq;
    const width = this.#width;
    const half = (1 << plane) >> 1;
    for (let row = 0, stripe = this.#pitch + 1; row < this.#height; row += 4, stripe += this.#pitch) {
      const rows = Math.min(4, this.#height - row);
      for (let column = 0; column < width; column++) {
        let word = words[stripe + column] as number;
        if ((word & OWN_SIGNIFICANCE) === 0) continue;
        for (let sample = 0; sample < rows; sample++) {
          const around = word >> (3 * sample);
          if ((around & SELF) === 0 || ((word >> (VISITED_SHIFT + sample)) & 1) !== 0) continue;
          const refined = (word >> (REFINED_SHIFT + sample)) & 1;
          const context =
            refined === 1
              ? FIRST_REFINEMENT_CONTEXT + 2
              : FIRST_REFINEMENT_CONTEXT + ((around & NEIGHBOURS) === 0 ? 0 : 1);
          const change = mq.decode(context) === 1 ? half : -half;
          const at = (row + sample) * width + column;
          const value = samples[at] as number;
          samples[at] = value < 0 ? value - change : value + change;
          word |= 1 << (REFINED_SHIFT + sample);
        }
        words[stripe + column] = word;
      }
    }
  }

  #refineRaw(plane: number): void {
    const words = this.#words;
    const samples = this.#samples;
    const width = this.#width;
    const half = (1 << plane) >> 1;
    for (let row = 0, stripe = this.#pitch + 1; row < this.#height; row += 4, stripe += this.#pitch) {
      const rows = Math.min(4, this.#height - row);
      for (let column = 0; column < width; column++) {
        let word = words[stripe + column] as number;
        for (let sample = 0; sample < rows; sample++) {
          if (((word >> (3 * sample)) & SELF) === 0 || ((word >> (VISITED_SHIFT + sample)) & 1) !== 0) continue;
          const change = this.#raw.bit() === 1 ? half : -half;
          const at = (row + sample) * width + column;
          const value = samples[at] as number;
          samples[at] = value < 0 ? value - change : value + change;
          word |= 1 << (REFINED_SHIFT + sample);
        }
        words[stripe + column] = word;
      }
    }
  }

  /** Cleanup (D.3.4): all that the other passes left; a column of which nothing is known starts with a run of zeros. */
  #cleanup(plane: number): void {
    const words = this.#words;
    const mq = this.#mq;
    const contexts = this.#significance;
    const width = this.#width;
    for (let row = 0, stripe = this.#pitch + 1; row < this.#height; row += 4, stripe += this.#pitch) {
      const rows = Math.min(4, this.#height - row);
      for (let column = 0; column < width; column++) {
        let word = words[stripe + column] as number;
        let sample = 0;
        let found = false;
        if (word === 0 && rows === 4) {
          if (mq.decode(RUN_LENGTH_CONTEXT) === 0) continue;
          sample = mq.decode(UNIFORM_CONTEXT) << 1;
          sample |= mq.decode(UNIFORM_CONTEXT);
          found = true;
        }
        for (; sample < rows; sample++) {
          const around = word >> (3 * sample);
          if ((around & SELF) !== 0 || ((word >> (VISITED_SHIFT + sample)) & 1) !== 0) continue;
          if (found || mq.decode(contexts[around & 0x1ff] as number) === 1) {
            found = false;
            const negative = this.#sign(stripe + column, word, sample);
            this.#samples[(row + sample) * width + column] = negative === 1 ? -((3 << plane) >> 1) : (3 << plane) >> 1;
            word = this.#becomeSignificant(stripe + column, word, sample, negative);
          }
        }
        words[stripe + column] = word & ~VISITED;
      }
    }
  }

  /** Sign of a sample (D.3.2), 1 when negative. */
  #sign(at: number, word: number, sample: number): number {
    const own = SIGN_SHIFT + sample + 1;
    const west = this.#words[at - 1] as number;
    const east = this.#words[at + 1] as number;
    const window =
      ((word >> (3 * sample)) & 0xaa) |
      ((word >> (own - 1)) & 1) |
      (((west >> own) & 1) << 2) |
      (((east >> own) & 1) << 4) |
      (((word >> (own + 1)) & 1) << 6);
    const context = signContexts[window] as number;
    return this.#mq.decode(context & 31) ^ (context >> 5);
  }

  /** Tells all neighbours; the sample's own word, changed, is returned and not stored. */
  #becomeSignificant(at: number, word: number, sample: number, negative: number): number {
    const words = this.#words;
    const row = 3 * (sample + 1);
    words[at - 1] = (words[at - 1] as number) | (4 << row);
    words[at + 1] = (words[at + 1] as number) | (1 << row);
    if (sample === 0 && !this.#causal) {
      const north = at - this.#pitch;
      words[north - 1] = (words[north - 1] as number) | (4 << 15);
      words[north] = (words[north] as number) | (2 << 15) | (negative << (SIGN_SHIFT + 5));
      words[north + 1] = (words[north + 1] as number) | (1 << 15);
    } else if (sample === 3) {
      const south = at + this.#pitch;
      words[south - 1] = (words[south - 1] as number) | 4;
      words[south] = (words[south] as number) | 2 | (negative << SIGN_SHIFT);
      words[south + 1] = (words[south + 1] as number) | 1;
    }
    return word | (2 << row) | (negative << (SIGN_SHIFT + 1 + sample));
  }
}
