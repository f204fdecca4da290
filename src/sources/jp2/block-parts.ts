/** A piece of a code-block's codeword, as one packet holds it. */
export interface BlockPart {
  readonly offset: number;
  readonly length: number;
  readonly passes: number;
}

const NONE = -1;

/**
 * Where the bytes of a tile's code-blocks lie: a list of parts for each, in typed arrays, because a single-tile
 * orthophoto of 25 000² has 600 000 of them (some 20 bytes each).
 */
export class BlockParts {
  /** by code-block: coding passes met so far, 0 while it has not been included */
  readonly passes: Uint8Array;
  /** by code-block: leading bit-planes that hold only zeros */
  readonly zeroPlanes: Uint8Array;
  /** by code-block: Lblock, the bits that a length takes (B.10.7.1) */
  readonly lengthBits: Uint8Array;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  #count = 0;
  #offset = new Float64Array(64);
  #length = new Int32Array(64);
  #passes = new Uint8Array(64);
  #next = new Int32Array(64);

  constructor(blocks: number) {
    this.passes = new Uint8Array(blocks);
    this.zeroPlanes = new Uint8Array(blocks);
    this.lengthBits = new Uint8Array(blocks);
    this.#first = new Int32Array(blocks).fill(NONE);
    this.#last = new Int32Array(blocks).fill(NONE);
  }

  add(block: number, offset: number, length: number, passes: number): void {
    const part = this.#count++;
    if (part === this.#offset.length) this.#grow();
    this.#offset[part] = offset;
    this.#length[part] = length;
    this.#passes[part] = passes;
    this.#next[part] = NONE;
    const last = this.#last[block] as number;
    if (last === NONE) this.#first[block] = part;
    else this.#next[last] = part;
    this.#last[block] = part;
    this.passes[block] = (this.passes[block] as number) + passes;
  }

  of(block: number): readonly BlockPart[] {
    const parts: BlockPart[] = [];
    for (let part = this.#first[block] as number; part !== NONE; part = this.#next[part] as number) {
      parts.push({
        offset: this.#offset[part] as number,
        length: this.#length[part] as number,
        passes: this.#passes[part] as number,
      });
    }
    return parts;
  }

  #grow(): void {
    const size = 2 * this.#count;
    const grown = <T extends Float64Array | Int32Array | Uint8Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#offset = grown(new Float64Array(size), this.#offset);
    this.#length = grown(new Int32Array(size), this.#length);
    this.#passes = grown(new Uint8Array(size), this.#passes);
    this.#next = grown(new Int32Array(size), this.#next);
  }
}
