import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { damaged, MARKER } from "./codestream.ts";

/** A half-open range of the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const SOT_BYTES = 12;
/** Tile-parts shorter than this are met several to a read. */
const READ_AHEAD_BYTES = 32_768;

/**
 * Where each tile's parts lie, from after their SOT segment to their end: the tiles of a file in their order, each with
 * its parts. Walks from one SOT to the next (ISO/IEC 15444-1 A.4.2), some bytes a tile-part. A part that the file cuts
 * short keeps what there is of it.
 */
export async function readTileParts(
  file: RasterFile,
  first: number,
  limit: number,
  tiles: number,
): Promise<readonly (readonly ByteRange[])[]> {
  const parts: ByteRange[][] = Array.from({ length: tiles }, () => []);
  let held = new Uint8Array(0);
  let heldAt = first;
  let hop = 0;
  let at = first;
  while (at + SOT_BYTES <= limit) {
    if (at + SOT_BYTES > heldAt + held.length) {
      const length = hop < READ_AHEAD_BYTES ? READ_AHEAD_BYTES : SOT_BYTES;
      held = await readRange(file, at, Math.min(length, limit - at));
      heldAt = at;
    }
    const view = new DataView(held.buffer, at - heldAt, SOT_BYTES);
    const marker = view.getUint16(0);
    if (marker === MARKER.eoc) return parts;
    if (marker !== MARKER.sot) throw damaged(file, `no tile-part at byte ${at}`);
    const length = view.getUint32(6);
    // 0: up to the end
    const end = length === 0 ? limit : at + length;
    const tile = parts[view.getUint16(4)];
    if (tile === undefined || end < at + SOT_BYTES + 2) throw damaged(file, `a tile-part at byte ${at}`);
    tile.push({ start: at + SOT_BYTES, end: Math.min(end, limit) });
    if (end > limit || length === 0) return parts;
    hop = length;
    at = end;
  }
  if (at === first) throw appError("file-truncated", { file: file.name });
  return parts;
}
