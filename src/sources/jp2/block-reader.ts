import type { CancelSignal } from "../../core/ports/cancel.ts";
import { eachLimited } from "../cancellation.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import type { CodedPart } from "./block-decoder.ts";
import type { BlockPart } from "./block-parts.ts";

/** Reading this much for nothing costs less than another read. */
const GAP_BYTES = 16_384;
const LANES = 4;

/** The bytes of each block's parts. Parts that lie close together in the file take one read. */
export async function readParts(
  file: RasterFile,
  blocks: readonly (readonly BlockPart[])[],
  signal: CancelSignal | undefined,
): Promise<readonly (readonly CodedPart[])[]> {
  const coded: CodedPart[][] = blocks.map(() => []);
  const sorted = blocks
    .flatMap((parts, block) => parts.map((part, index) => ({ ...part, block, index })))
    .sort((one, other) => one.offset - other.offset);
  const runs: (typeof sorted)[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const part of sorted) {
    if (part.offset > end + GAP_BYTES) runs.push([]);
    (runs[runs.length - 1] as typeof sorted).push(part);
    end = Math.max(end, part.offset + part.length);
  }
  await eachLimited(runs, LANES, signal, async (run) => {
    const start = (run[0] as BlockPart).offset;
    const last = run.reduce((most, { offset, length }) => Math.max(most, offset + length), start);
    const bytes = await readRange(file, start, last - start);
    for (const { block, index, offset, length, passes } of run) {
      (coded[block] as CodedPart[])[index] = { bytes: bytes.subarray(offset - start, offset - start + length), passes };
    }
  });
  return coded;
}
