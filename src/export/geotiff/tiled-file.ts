import { appError } from "../../core/errors.ts";
import type { ByteSink } from "../../core/ports/byte-sink.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { encodeHead, type TiffTag } from "./tiff-directory.ts";

/** A TIFF of one image in tiles, as what its writer must know. */
export interface TiledFile {
  readonly tiles: number;
  /** 64-bit offsets */
  readonly big: boolean;
  /** tiles begun but not yet written, at most */
  readonly inFlight: number;
  /** All tags but the tiles' places. Asked for twice, first and last: values may change between, their count may not. */
  tags(): readonly TiffTag[];
  /** Begins a tile, one after the other in rows; its bytes may come later. */
  begin(index: number): Promise<{ readonly packed: Promise<Uint8Array> }>;
}

/**
 * Writes head and tiles to an empty `sink`. The directory comes first in the file and is overwritten with the tiles'
 * places at the end. Rejects with the signal's reason when aborted, then the sink holds an unusable file.
 */
export async function writeTiledFile(
  file: TiledFile,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<void> {
  if (sink.length !== 0) throw appError("internal", { detail: "a TIFF starts at the beginning of its sink" });
  const offsets = new Float64Array(file.tiles);
  const counts = new Float64Array(file.tiles);
  const placeTags = (): TiffTag[] => [
    { id: 324, type: "offset", values: offsets },
    { id: 325, type: "long", values: counts },
  ];
  const head = () => encodeHead([...file.tags(), ...placeTags()], file.big);

  signal?.throwIfAborted();
  await sink.write(head());
  let done = 0;
  let lastWrite: Promise<void> = Promise.resolve();
  const inFlight: Promise<void>[] = [];
  const append = async (index: number, before: Promise<void>, packing: Promise<Uint8Array>): Promise<void> => {
    const [packed] = await Promise.all([packing, before]);
    offsets[index] = sink.length;
    counts[index] = packed.length;
    await sink.write(packed);
    onProgress(++done, file.tiles);
  };

  try {
    for (let index = 0; index < file.tiles; index++) {
      signal?.throwIfAborted();
      const { packed } = await file.begin(index);
      lastWrite = append(index, lastWrite, packed);
      // a failure is met below, maybe only after the next tile is read: until then it is not an unhandled one
      lastWrite.catch(() => {});
      inFlight.push(lastWrite);
      if (inFlight.length >= file.inFlight) await inFlight.shift();
    }
    await Promise.all(inFlight);
  } finally {
    // after a failure the writes that are under way must settle before the caller may throw the sink away
    await Promise.allSettled(inFlight);
  }
  signal?.throwIfAborted();
  await sink.writeAt(0, head());
}
