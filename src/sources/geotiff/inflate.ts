/// <reference path="./untyped-codecs.d.ts" />
export type Inflate = (bytes: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array>;

/** zlib stream → at most `size` bytes of it: what a damaged stream would still unpack to is never made. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
  byPlatform: Inflate = inflateByStream,
): Promise<Uint8Array> {
  try {
    return await byPlatform(bytes, size);
  } catch {
    // Some writers pad a chunk beyond the stream's end: the platform refuses that and drops what it had decoded, pako
    // does not mind. Truly damaged data fails there too, with its own message.
    return inflateByPako(bytes, size);
  }
}

async function inflateByStream(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // Both fail whenever the reading side does, which is where the error is dealt with.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const out = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { value, done } = await reader.read();
    if (done) break;
    out.set(value.subarray(0, size - filled), filled);
    filled += Math.min(value.length, size - filled);
  }
  reader.cancel().catch(() => {});
  return out.subarray(0, filled);
}

async function inflateByPako(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const { Inflate } = await import("pako");
  const out = new Uint8Array(size);
  let filled = 0;
  const full = new Error("all that was wanted");
  const stream = new Inflate();
  stream.onData = (chunk) => {
    out.set(chunk.subarray(0, size - filled), filled);
    filled += Math.min(chunk.length, size - filled);
    if (filled === size) throw full;
  };
  try {
    stream.push(bytes, true);
  } catch (error) {
    if (error !== full) throw error;
  }
  if (filled < size && stream.err !== 0) throw new Error(`damaged deflate stream: ${stream.msg}`);
  return out.subarray(0, filled);
}
