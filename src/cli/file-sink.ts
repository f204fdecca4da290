import { access, constants, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { appError } from "../core/errors.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";

/**
 * Writes a file through `write`; it takes its name only once it is whole, so that a cancelled or failed run never
 * leaves half a file, nor harms the one that was there.
 */
export async function writeFileWhole(path: string, write: (sink: ByteSink) => Promise<void>): Promise<number> {
  const partial = `${path}.partial`;
  const failed = (error: unknown): never => {
    throw toWriteError(path, error);
  };
  const handle = await open(partial, "w").catch(failed);
  let length = 0;
  const sink: ByteSink = {
    get length() {
      return length;
    },
    async write(bytes) {
      const at = length;
      length += bytes.length;
      await handle.write(bytes, 0, bytes.length, at).catch(failed);
    },
    async writeAt(offset, bytes) {
      await handle.write(bytes, 0, bytes.length, offset).catch(failed);
    },
  };
  try {
    await write(sink);
    await handle.close();
    await rename(partial, path).catch(failed);
    return length;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

/** Rejects with `write-failed` where no file can be made at `path`: said before an hour of work, not after. */
export async function checkWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw toWriteError(path, error);
  });
}

export function toWriteError(path: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException)?.code ?? String(error);
  return code === "ENOSPC"
    ? appError("storage-full", { needed: 0 }, error)
    : appError("write-failed", { file: path, detail: code }, error);
}
