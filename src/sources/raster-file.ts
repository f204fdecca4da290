import { appError, isAppError } from "../core/errors.ts";

/**
 * What a reader needs of a file: a browser `File` fits, so does Node's `fs.openAsBlob` with a name, and so does a small
 * wrapper over a file handle.
 */
export interface RasterFile {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * `length` bytes from `offset`. Rejects with `file-truncated` when the file ends before, with `file-unreadable` when
 * the disk or the browser refuses (file moved, changed or on a drive that is gone).
 */
export async function readRange(file: RasterFile, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!(offset >= 0 && length >= 0 && offset + length <= file.size)) {
    throw appError("file-truncated", { file: file.name });
  }
  try {
    return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** `file-unreadable` around a decoder's or the disk's own error; an `AppError` passes unchanged. */
export function unreadable(file: RasterFile, cause: unknown): Error {
  if (isAppError(cause)) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return appError("file-unreadable", { file: file.name, detail }, cause);
}
