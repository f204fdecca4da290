import { appError } from "../../core/errors.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { BlockParts } from "./block-parts.ts";
import { type ImageSize, type Parameters, readSegments, tileParameters } from "./codestream.ts";
import { type Tile, tileOf } from "./geometry.ts";
import { PacketHeaders } from "./packet-headers.ts";
import { type Packet, packetsOf } from "./progression.ts";
import type { ByteRange } from "./tile-parts.ts";

/** The first read is for the coarse resolutions of a small tile; each following one takes twice as much. */
const FIRST_CHUNK_BYTES = 16_384;
const CHUNK_BYTES = 2 * 1024 * 1024;
const SOD_BYTES = 2;

/** A tile's partitions and, of the resolutions indexed so far, where the bytes of each code-block lie. */
export interface TileIndex {
  readonly tile: Tile;
  readonly parts: BlockParts;
  /**
   * Reads packet headers until those of all resolutions up to `resolution` are known; bodies are passed over. Rejects
   * with `file-truncated` where the tile ends before, `file-unreadable` where its headers make no sense.
   */
  upTo(resolution: number, signal: CancelSignal | undefined): Promise<void>;
}

/** Opens a tile: reads the headers of its parts. Rejects as `openRaster` does. */
export async function openTile(
  file: RasterFile,
  size: ImageSize,
  main: Parameters,
  index: number,
  ranges: readonly ByteRange[],
): Promise<TileIndex> {
  if (ranges.length === 0) throw appError("file-truncated", { file: file.name });
  let parameters = main;
  const bodies: ByteRange[] = [];
  for (const { start, end } of ranges) {
    const header = await readSegments(file, start, end);
    // Only a tile's first part may change its coding (A.6.1); those after it repeat nothing.
    parameters = tileParameters(parameters, header.segments, file);
    bodies.push({ start: header.end + SOD_BYTES, end });
  }
  const tile = tileOf(size, parameters, index, file);
  const parts = new BlockParts(tile.blocks);
  return { tile, parts, upTo: headerReader(file, tile, parts, bodies) };
}

/** Reads the headers in the order they are stored, only as far as it must, and one caller's after the other's. */
function headerReader(
  file: RasterFile,
  tile: Tile,
  parts: BlockParts,
  bodies: readonly ByteRange[],
): TileIndex["upTo"] {
  const headers = new PacketHeaders(tile, parts, file);
  const packets = packetsOf(tile);
  const pending = pendingPackets(tile);
  let packet = following(packets);
  let body = 0;
  let at = bodies[0]?.start ?? 0;
  let chunk = FIRST_CHUNK_BYTES;
  /** A header that makes no sense leaves nothing to go on from. */
  let failure: unknown;

  async function readChunk(signal: CancelSignal | undefined): Promise<void> {
    while (body < bodies.length && at >= (bodies[body] as ByteRange).end) at = bodies[++body]?.start ?? 0;
    const end = bodies[body]?.end;
    if (end === undefined || packet === undefined) throw appError("file-truncated", { file: file.name });
    const wanted = Math.max(headers.mostBytes(packet), chunk);
    const held = await readRange(file, at, Math.min(wanted, end - at));
    signal?.throwIfAborted();
    const heldAt = at;
    const heldEnd = at + held.length;
    chunk = Math.min(2 * chunk, CHUNK_BYTES);
    while (packet !== undefined && at < end) {
      if (heldEnd < end && at + headers.mostBytes(packet) > heldEnd) return;
      try {
        at = headers.read(held, at - heldAt, heldAt, end, packet);
      } catch (error) {
        failure = error;
        throw error;
      }
      for (let r = packet.resolution; r < pending.length; r++) pending[r] = (pending[r] as number) - 1;
      packet = following(packets);
    }
  }

  let turn: Promise<void> = Promise.resolve();
  return (resolution, signal) => {
    const mine = turn.then(async () => {
      while ((pending[Math.min(resolution, pending.length - 1)] as number) > 0) {
        signal?.throwIfAborted();
        if (failure !== undefined) throw failure;
        await readChunk(signal);
      }
    });
    turn = mine.catch(() => {});
    return mine;
  };
}

function following(packets: Generator<Packet>): Packet | undefined {
  const { value, done } = packets.next();
  return done ? undefined : value;
}

/** Packets of each resolution and the coarser ones. */
function pendingPackets({ components, parameters }: Tile): number[] {
  const most = Math.max(...components.map(({ resolutions }) => resolutions.length));
  let sum = 0;
  return Array.from({ length: most }, (_, r) => {
    for (const { resolutions } of components) {
      const { precinctsAcross = 0, precinctsDown = 0 } = resolutions[r] ?? {};
      sum += precinctsAcross * precinctsDown * parameters.layers;
    }
    return sum;
  });
}
