import { isRaw, passesInSegment, STYLE } from "./block-style.ts";
import type { Kernel } from "./kernel.ts";
import { UNIFORM_CONTEXT } from "./mq-states.ts";

/** Bytes of a code-block, as one packet holds them. */
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

/** Coefficients of this many bit-planes fit in 16 bits, with their sign and their half. */
const PLANES_IN_16_BITS = 14;

/**
 * The `width` × `height` coefficients of a code-block (EBCOT tier 1, ISO/IEC 15444-1 annex D), doubled: the lowest bit is
 * the half that stands for the planes not decoded (reconstruction in the middle of the interval, as OpenJPEG has it).
 * Damaged bytes give wrong numbers, never an error.
 */
export function decodeBlock(kernel: Kernel, block: CodedBlock): Int16Array | Int32Array {
  const { width, height, orientation, planes, style, parts } = block;
  kernel.run.startBlock(width, height, orientation, style & STYLE.verticallyCausal ? 1 : 0);
  kernel.resetContexts();
  let pass = 0;
  for (let part = 0; part < parts.length; ) {
    const limit = passesInSegment(style, pass);
    const codeword: Uint8Array[] = [];
    let passes = 0;
    // a codeword may be spread over the packets of several layers
    for (; part < parts.length && passes < limit; part++) {
      const { bytes, passes: more } = parts[part] as CodedPart;
      codeword.push(bytes);
      passes += more;
    }
    decodeSegment(kernel, block, codeword, pass, passes);
    pass += passes;
  }
  const coefficients = kernel.coefficients(width * height);
  return planes <= PLANES_IN_16_BITS ? new Int16Array(coefficients) : coefficients.slice();
}

function decodeSegment(
  kernel: Kernel,
  { style, planes }: CodedBlock,
  codeword: readonly Uint8Array[],
  first: number,
  passes: number,
): void {
  const [start, end] = kernel.putCodeword(codeword);
  const { run } = kernel;
  const raw = isRaw(style, first) ? 1 : 0;
  if (raw) run.startRaw(start, end);
  else run.startMq(start);
  for (let pass = first; pass < first + passes; pass++) {
    // The first pass of a plane is its significance propagation; the uppermost plane has a cleanup only.
    const plane = planes - Math.floor((pass + 2) / 3);
    if (plane < 1) return;
    if (pass % 3 === 1) run.propagate(plane, raw);
    else if (pass % 3 === 2) run.refine(plane, raw);
    else {
      run.cleanup(plane);
      if (style & STYLE.segmentSymbols) for (let symbol = 0; symbol < 4; symbol++) run.decode(UNIFORM_CONTEXT);
    }
    if (style & STYLE.resetContexts) kernel.resetContexts();
  }
}
