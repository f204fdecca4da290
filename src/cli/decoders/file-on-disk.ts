import { readSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { appError } from "../../core/errors.ts";
import type { LocalFile } from "../../sources/vector/local-file.ts";

export interface FileOnDisk extends LocalFile {
  close(): Promise<void>;
}

/**
 * A file opened for reading by ranges. Not `fs.openAsBlob`: Node 20's gives the size modulo 4 GiB (a 6 GiB file has
 * 2 147 483 648 bytes) and takes four times as long a read. Rejects with `file-not-found` or `file-unreadable`.
 */
export async function openFileOnDisk(path: string): Promise<FileOnDisk> {
  const name = basename(path);
  try {
    const handle = await open(path, "r");
    const { size } = await handle.stat();
    return {
      name,
      size,
      slice: (start, end) => ({
        async arrayBuffer() {
          const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
          // One read may give less than asked (Linux stops at 2 GiB).
          for (let filled = 0; filled < bytes.length; ) {
            const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
            if (bytesRead === 0) throw new Error("the file got shorter while it was read");
            filled += bytesRead;
          }
          return bytes.buffer;
        },
      }),
      readSync(offset, length) {
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, readSync(handle.fd, bytes, 0, length, offset));
      },
      close: () => handle.close(),
    };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw code === "ENOENT"
      ? appError("file-not-found", { file: path }, cause)
      : appError("file-unreadable", { file: name, detail: code ?? String(cause) }, cause);
  }
}
