type Zstd = { decode(bytes: Uint8Array, size: number): Uint8Array };

let loading: Promise<Zstd> | undefined;

/**
 * One Zstandard frame → `size` bytes. The size is told, not read from the frame: the decoder would believe any. Rejects
 * when the frame is damaged or holds more.
 */
export async function unzstd(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  loading ??= load();
  const out = (await loading).decode(bytes, size);
  // What the codec answers to a damaged frame is an error number for a length.
  if (out.length > size) throw new Error("damaged ZSTD frame");
  return out;
}

async function load(): Promise<Zstd> {
  const { ZSTDDecoder } = await import("zstddec");
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return decoder;
}
