/** `rect` pixels laid at the corner of a full tile; the rest of the tile stays `fill`. */
export function padTile(
  pixels: Uint8Array,
  width: number,
  height: number,
  bands: number,
  tileSize: number,
  fill: number,
): Uint8Array<ArrayBuffer> {
  const tile = new Uint8Array(tileSize * tileSize * bands);
  if (fill !== 0 && (width < tileSize || height < tileSize)) tile.fill(fill);
  const rowBytes = width * bands;
  for (let row = 0; row < height; row++) {
    tile.set(pixels.subarray(row * rowBytes, (row + 1) * rowBytes), row * tileSize * bands);
  }
  return tile;
}

/** TIFF predictor 2 in place: each sample becomes its difference to the same band of the pixel before it in the row. */
export function differenceRows(tile: Uint8Array, tileSize: number, bands: number): void {
  const rowBytes = tileSize * bands;
  for (let start = 0; start < tile.length; start += rowBytes) {
    for (let i = start + rowBytes - 1; i >= start + bands; i--) tile[i] = tile[i]! - tile[i - bands]!;
  }
}

/** A zlib stream, TIFF's compression 8, made by the platform. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new CompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [packed] = await Promise.all([collect(stream.readable), written]);
  return packed;
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
    length += step.value.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
