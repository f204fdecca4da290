import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { damaged } from "./codestream.ts";
import type { ByteRange } from "./tile-parts.ts";

/** What of a JP2 file is of use to us (ISO/IEC 15444-1 annex I). */
export interface Jp2Boxes {
  readonly codestream: ByteRange;
  /** contents of the JP2 header box, none in a bare codestream */
  readonly header: DataView | undefined;
  /** the degenerate GeoTIFF of a GeoJP2 box */
  readonly geoTiff: Uint8Array | undefined;
  /** XML documents, among them GML */
  readonly xml: readonly string[];
}

export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const GEOJP2_UUID = "b14bf8bd083d4b43a5ae8cd7d5a6ce03";
const UUID_BYTES = 16;
const BOX_HEADER_BYTES = 16;
const MAX_BOXES = 1_000;
/** A GeoJP2 box takes some hundred bytes, a GML document some thousand. */
const MAX_BOX_BYTES = 4 * 1024 * 1024;

/** Reads the boxes around a codestream, which itself is not read. Rejects with `file-truncated` or `file-unreadable`. */
export async function readBoxes(file: RasterFile): Promise<Jp2Boxes> {
  const signature = await view(file, 0, Math.min(2, file.size));
  if (signature.getUint16(0) === 0xff4f) {
    return { codestream: { start: 0, end: file.size }, header: undefined, geoTiff: undefined, xml: [] };
  }
  let codestream: ByteRange | undefined;
  let header: DataView | undefined;
  let geoTiff: Uint8Array | undefined;
  const xml: string[] = [];
  const visit = async (start: number, end: number, count: number): Promise<number> => {
    for (let at = start; at + 8 <= end; ) {
      if (++count > MAX_BOXES) throw damaged(file, "too many boxes");
      const box = boxAt(await view(file, at, Math.min(BOX_HEADER_BYTES, end - at)), at, end);
      if (box === undefined) throw damaged(file, `a box at byte ${at}`);
      const size = box.end - box.start;
      const isRead = size <= MAX_BOX_BYTES && box.end <= file.size;
      if (box.type === "jp2c") codestream ??= { start: box.start, end: Math.min(box.end, file.size) };
      else if (box.type === "asoc" && box.end <= file.size) count = await visit(box.start, box.end, count);
      else if (box.type === "jp2h" && isRead) header ??= await view(file, box.start, size);
      else if (box.type === "xml " && isRead) xml.push(textOf(await view(file, box.start, size)));
      else if (box.type === "uuid" && isRead && size > UUID_BYTES) {
        const content = await view(file, box.start, size);
        if (hexOf(content, UUID_BYTES) === GEOJP2_UUID) {
          geoTiff ??= new Uint8Array(content.buffer, content.byteOffset + UUID_BYTES, size - UUID_BYTES);
        }
      }
      at = box.end;
    }
    return count;
  };
  await visit(0, file.size, 0);
  if (codestream === undefined) throw appError("file-truncated", { file: file.name });
  return { codestream, header, geoTiff, xml };
}

/** The boxes within a box's contents, as far as they make sense. */
export function boxesWithin(content: DataView): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= content.byteLength; ) {
    const box = boxAt(new DataView(content.buffer, content.byteOffset + at), at, content.byteLength);
    if (box === undefined || box.end > content.byteLength) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The box whose header stands at `at` (I.4): its length 1 announces a longer one, 0 means up to the end. */
function boxAt(head: DataView, at: number, end: number): Box | undefined {
  const short = head.getUint32(0);
  const type = String.fromCharCode(...[4, 5, 6, 7].map((index) => head.getUint8(index)));
  if (short === 0) return { type, start: at + 8, end };
  if (short !== 1) return short < 8 ? undefined : { type, start: at + 8, end: at + short };
  const long = head.byteLength < 16 ? 0 : Number(head.getBigUint64(8));
  return long < 16 ? undefined : { type, start: at + 16, end: at + long };
}

async function view(file: RasterFile, offset: number, length: number): Promise<DataView> {
  const bytes = await readRange(file, offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

function textOf(content: DataView): string {
  return new TextDecoder().decode(content);
}

function hexOf(content: DataView, bytes: number): string {
  return Array.from({ length: bytes }, (_, at) => content.getUint8(at).toString(16).padStart(2, "0")).join("");
}
