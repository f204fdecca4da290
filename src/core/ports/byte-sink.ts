/** Where an exporter writes. `write` appends; `writeAt` overwrites bytes already written (headers, offsets). */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  writeAt(offset: number, bytes: Uint8Array): Promise<void>;
  /** bytes appended so far */
  readonly length: number;
}
