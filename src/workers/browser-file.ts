import type { LocalFile } from "../sources/vector/local-file.ts";

/** A browser's file, read without waiting too, which only a worker may. */
export function browserFile(file: File): LocalFile {
  const reader = new FileReaderSync();
  return {
    name: file.name,
    size: file.size,
    slice: (start, end) => file.slice(start, end),
    readSync: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(file.slice(offset, offset + length))),
  };
}
