import { appError } from "../../core/errors.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { encodeHead, type TiffTag } from "./tiff-directory.ts";

/** An image in tiles, as what its writer must know. */
export interface TiledImage {
  readonly tiles: number;
  /** All tags but the tiles' places. Asked for twice, first and last: values may change between, their count may not. */
  tags(): readonly TiffTag[];
  /** Begins a tile, one after the other in rows; its bytes may come later. */
  begin(index: number): Promise<{ readonly packed: Promise<Uint8Array> }>;
}

export interface TiledFile {
  /** In the order of their directories. Their tiles lie the other way round: a file ends with its first image's. */
  readonly images: readonly TiledImage[];
  /** 64-bit offsets */
  readonly big: boolean;
  /** tiles begun but not yet written, at most */
  readonly inFlight: number;
  /** Says in the file, for GDAL's readers over a network, how it is laid out, and frames its tiles for them. */
  readonly cloudOptimized?: boolean;
}

/**
 * What GDAL's COG driver announces in its "ghost area": every tile is between its size and a copy of its last four
 * bytes, so that one request reads it and the reader knows that nobody has changed the file since. An editor that
 * knows nothing of it would overwrite "NO" and the two bytes after it with "YES" and a line end.
 */
const layout = [
  "LAYOUT=IFDS_BEFORE_DATA",
  "BLOCK_ORDER=ROW_MAJOR",
  "BLOCK_LEADER=SIZE_AS_UINT4",
  "BLOCK_TRAILER=LAST_4_BYTES_REPEATED",
  "KNOWN_INCOMPATIBLE_EDITION=NO\n ",
].join("\n");

const ghostArea = new TextEncoder().encode(
  `GDAL_STRUCTURAL_METADATA_SIZE=${String(layout.length).padStart(6, "0")} bytes\n${layout}`,
);

/** Bytes before and after a tile's own. */
const FRAME = 4;

/**
 * Writes head and tiles to an empty `sink`. The directories come first in the file and are overwritten with the tiles'
 * places at the end. Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeTiledFile(
  { images, big, inFlight: most, cloudOptimized = false }: TiledFile,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<void> {
  if (sink.length !== 0) throw appError("internal", { detail: "a TIFF starts at the beginning of its sink" });
  const places = images.map(({ tiles }) => ({ offsets: new Float64Array(tiles), counts: new Float64Array(tiles) }));
  const head = () => {
    const directories = images.map((image, index): TiffTag[] => [
      ...image.tags(),
      { id: 324, type: "offset", values: places[index]!.offsets },
      { id: 325, type: "long", values: places[index]!.counts },
    ]);
    return encodeHead(directories, big, cloudOptimized ? ghostArea : undefined);
  };

  signal?.throwIfAborted();
  await sink.write(head());
  const total = images.reduce((sum, { tiles }) => sum + tiles, 0);
  let done = 0;
  let lastWrite: Promise<void> = Promise.resolve();
  const inFlight: Promise<void>[] = [];
  const append = async (image: number, tile: number, before: Promise<void>, packing: Promise<Uint8Array>) => {
    const [packed] = await Promise.all([packing, before]);
    places[image]!.offsets[tile] = sink.length + (cloudOptimized ? FRAME : 0);
    places[image]!.counts[tile] = packed.length;
    await sink.write(cloudOptimized ? framed(packed) : packed);
    onProgress(++done, total);
  };

  try {
    for (let image = images.length - 1; image >= 0; image--) {
      for (let tile = 0; tile < images[image]!.tiles; tile++) {
        signal?.throwIfAborted();
        const { packed } = await images[image]!.begin(tile);
        lastWrite = append(image, tile, lastWrite, packed);
        // a failure is met below, maybe only after the next tile is read: until then it is not an unhandled one
        lastWrite.catch(() => {});
        inFlight.push(lastWrite);
        if (inFlight.length >= most) await inFlight.shift();
      }
    }
    await Promise.all(inFlight);
  } finally {
    // after a failure the writes that are under way must settle before the caller may throw the sink away
    await Promise.allSettled(inFlight);
  }
  signal?.throwIfAborted();
  await sink.writeAt(0, head());
}

function framed(packed: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(packed.length + 2 * FRAME);
  new DataView(bytes.buffer).setUint32(0, packed.length, true);
  bytes.set(packed, FRAME);
  bytes.set(packed.subarray(-FRAME), FRAME + packed.length);
  return bytes;
}
