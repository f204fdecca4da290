// The kernel's memory, in bytes from 0. What follows HEAP is the host's: it lays the chunk there and its input behind.

/** how many codes there are of each length, 16 × 2 bytes */
export const COUNTS: usize = 64;
/** where the symbols of each length begin among the sorted ones, 16 × 2 bytes */
export const STARTS: usize = 96;
/** 19 code lengths of the code lengths' own code, then up to 320 code lengths, a byte each; a run may go 138 too far */
export const PRECODE_LENGTHS: usize = 128;
export const LENGTHS: usize = 160;
/** symbols by length and value, 288 × 2 bytes */
export const SORTED: usize = 640;
/** what a symbol means, 4 bytes each: 19, 288 and 32 of them */
export const PRECODE_MEANINGS: usize = 1280;
export const LITERAL_MEANINGS: usize = 1408;
export const DISTANCE_MEANINGS: usize = 2560;
/** index vectors of the predictor, 5 × 16 bytes */
export const SHUFFLES: usize = 2688;
/** 2⁷ entries */
export const PRECODE_TABLE: usize = 3072;
/** 2⁹ entries, then at most 32 subtables of 2⁶ */
export const DISTANCE_TABLE: usize = 4096;
/** 2¹¹ entries, then at most 288 subtables of 2⁴ */
export const LITERAL_TABLE: usize = 14336;
export const HEAP: usize = 65536;
