/** Cells of a raster as bits, 32 to a word: whole words are eroded, dilated and looked through at once. */
export class BitRows {
  readonly columns: number;
  readonly rows: number;
  /** words to a row; the last one's bits beyond `columns` are 0 */
  readonly wordsEach: number;
  /** row after row; a lower bit is further left */
  readonly words: Int32Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.wordsEach = Math.ceil(columns / 32);
    this.words = new Int32Array(this.wordsEach * rows);
  }

  has(column: number, row: number): boolean {
    return ((this.words[row * this.wordsEach + (column >> 5)]! >>> (column & 31)) & 1) === 1;
  }

  set(column: number, row: number): void {
    const at = row * this.wordsEach + (column >> 5);
    this.words[at] = this.words[at]! | (1 << (column & 31));
  }

  flip(column: number, row: number): void {
    const at = row * this.wordsEach + (column >> 5);
    this.words[at] = this.words[at]! ^ (1 << (column & 31));
  }

  /** Columns `from` to `to` − 1 of a row, as far as there are any. */
  setRun(row: number, from: number, to: number): void {
    const first = Math.max(0, from);
    const last = Math.min(this.columns, to) - 1;
    if (last < first) return;
    const line = row * this.wordsEach;
    const [firstWord, lastWord] = [first >> 5, last >> 5];
    for (let word = firstWord; word <= lastWord; word++) {
      let bits = -1;
      if (word === firstWord) bits &= -1 << (first & 31);
      if (word === lastWord) bits &= -1 >>> (31 - (last & 31));
      this.words[line + word] = this.words[line + word]! | bits;
    }
  }

  /** Sets every cell that an odd number of set ones of its row, up to itself, lie left of. */
  fillBetween(): void {
    const { words, wordsEach, columns } = this;
    const last = -1 >>> (31 - ((columns - 1) & 31));
    for (let row = 0; row < this.rows; row++) {
      let inside = 0;
      const end = (row + 1) * wordsEach;
      for (let at = row * wordsEach; at < end; at++) {
        let word = words[at]!;
        if (word !== 0) {
          word ^= word << 1;
          word ^= word << 2;
          word ^= word << 4;
          word ^= word << 8;
          word ^= word << 16;
        }
        word ^= inside;
        words[at] = word;
        inside = word >> 31;
      }
      words[end - 1] = words[end - 1]! & last;
    }
  }

  /** Calls `visit` with each run of set cells of a row, left to right: its first column, and the one after its last. */
  runs(row: number, visit: (start: number, end: number) => void): void {
    const { words, wordsEach } = this;
    const line = row * wordsEach;
    let start = -1;
    for (let word = 0; word < wordsEach; word++) {
      const bits = words[line + word]!;
      if (bits === (start < 0 ? 0 : -1)) continue;
      // Bits at which a run begins or ends.
      let turns = bits ^ ((bits << 1) | (start < 0 ? 0 : 1));
      while (turns !== 0) {
        const column = 32 * word + 31 - Math.clz32(turns & -turns);
        turns &= turns - 1;
        if (start < 0) {
          start = column;
        } else {
          visit(start, column);
          start = -1;
        }
      }
    }
    if (start >= 0) visit(start, this.columns);
  }
}

/**
 * The morphological opening of some ground, and a little more: cells no farther than `reach` from one whose distance to every
 * cell that is not ground is `radius` or more. What lies beyond the rows and columns is no ground. Distances are between
 * centres, in cells, and below 32.
 */
export function opened(ground: BitRows, radius: number, reach: number): BitRows {
  const fits = new BitRows(ground.columns, ground.rows);
  const isAny = erode(
    ground,
    halfWidths((square) => square < radius * radius),
    fits,
  );
  const stays = new BitRows(ground.columns, ground.rows);
  if (isAny)
    dilate(
      fits,
      halfWidths((square) => square <= reach * reach),
      stays,
    );
  return stays;
}

/** By row of a disc, from its middle row on: how far it reaches to either side. */
function halfWidths(isIn: (squaredDistance: number) => boolean): Int32Array {
  const widths: number[] = [];
  for (let row = 0; isIn(row * row); row++) {
    let width = 0;
    while (isIn(row * row + (width + 1) ** 2)) width++;
    widths.push(width);
  }
  return Int32Array.from(widths);
}

/** Cells around which the whole disc is set; tells whether there are any. */
function erode(from: BitRows, widths: Int32Array, into: BitRows): boolean {
  const { words, wordsEach, rows } = from;
  const height = widths.length - 1;
  // By half width, cells of which so many to either side are set: rows are asked for by several others.
  const across = Array.from(new Set(widths), (width) => ({ width, words: new Int32Array(words.length) }));
  across.sort((one, other) => one.width - other.width);
  for (let row = 0; row < rows; row++) {
    const line = row * wordsEach;
    for (let word = 0; word < wordsEach; word++) {
      const here = words[line + word]!;
      if (here === 0) continue;
      const before = word === 0 ? 0 : words[line + word - 1]!;
      const after = word === wordsEach - 1 ? 0 : words[line + word + 1]!;
      let set = here;
      let shift = 1;
      for (const { width, words: found } of across) {
        for (; shift <= width && set !== 0; shift++) {
          set &= (here << shift) | (before >>> (32 - shift));
          set &= (here >>> shift) | (after << (32 - shift));
        }
        found[line + word] = set;
      }
    }
  }
  const rowOf = Array.from(widths, (width) => across.find((one) => one.width === width)!.words);
  let any = 0;
  for (let row = height; row < rows - height; row++) {
    const line = row * wordsEach;
    for (let at = line; at < line + wordsEach; at++) {
      let set = rowOf[0]![at]!;
      for (let away = 1; away <= height && set !== 0; away++) {
        const found = rowOf[away]!;
        set &= found[at - away * wordsEach]! & found[at + away * wordsEach]!;
      }
      if (set === 0) continue;
      into.words[at] = set;
      any = 1;
    }
  }
  return any === 1;
}

/** Cells that lie in the disc around a set one. */
function dilate(from: BitRows, widths: Int32Array, into: BitRows): void {
  const { words, wordsEach, rows } = from;
  const last = -1 >>> (31 - ((from.columns - 1) & 31));
  for (let row = 0; row < rows; row++) {
    const line = row * wordsEach;
    for (let word = 0; word < wordsEach; word++) {
      const here = words[line + word]!;
      const before = word === 0 ? 0 : words[line + word - 1]!;
      const after = word === wordsEach - 1 ? 0 : words[line + word + 1]!;
      if ((here | before | after) === 0) continue;
      const inside = word === wordsEach - 1 ? last : -1;
      let set = here;
      let shift = 1;
      // The disc's outermost row is its narrowest.
      for (let away = widths.length - 1; away >= 0; away--) {
        for (; shift <= widths[away]!; shift++) {
          set |= (here << shift) | (before >>> (32 - shift));
          set |= (here >>> shift) | (after << (32 - shift));
        }
        const bits = set & inside;
        for (const other of away === 0 ? [row] : [row - away, row + away]) {
          if (other < 0 || other >= rows) continue;
          const at = other * wordsEach + word;
          into.words[at] = into.words[at]! | bits;
        }
      }
    }
  }
}
