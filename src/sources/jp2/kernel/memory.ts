// The kernel's memory, in bytes from 0. The host fills the tables (see kernel.ts) and finds the rest by these addresses.

/** 19 contexts of 8 bytes: probability of the less probable symbol (i32), more probable symbol (u8), state (u8) */
export const CONTEXTS: usize = 64;
/** by state, 16 bytes: the context after its more probable symbol, the context after its less probable one */
export const TRANSITIONS: usize = 512;
/** 4 orientations × 512 windows */
export const SIGNIFICANCE_CONTEXTS: usize = 4096;
export const SIGN_CONTEXTS: usize = 6144;
/** a word per column of a stripe and a border of one around: 1026 × 3 make the most */
export const WORDS: usize = 8192;
/** 4096 coefficients */
export const SAMPLES: usize = 24576;
/** one row of a window, mirrored past its ends: 4 bytes a sample */
export const LINE: usize = 40960;
/** the bytes of a code-block, then the planes of a window */
export const HEAP: usize = 65536;
