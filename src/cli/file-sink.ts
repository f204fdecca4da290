import { access, constants, type FileHandle, open, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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
      await writeAll(handle, bytes, at).catch(failed);
    },
    async writeAt(offset, bytes) {
      await writeAll(handle, bytes, offset).catch(failed);
    },
  };
  try {
    await write(sink);
    await handle.close().catch(failed);
    await rename(partial, path).catch(failed);
    return length;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

/** Writes every byte: one write may take fewer than it was given (a disk that fills up, Linux's 2 GiB). */
export async function writeAll(handle: Pick<FileHandle, "write">, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
    if (bytesWritten === 0) throw Object.assign(new Error("nothing was written"), { code: "ENOSPC" });
    written += bytesWritten;
  }
}

/**
 * Said before an hour of work, not after: rejects with `write-failed` where no file can be made, and with
 * `argument-invalid` where two paths lead to the same file: what is read, a zone layer too, is never written over.
 * @param inputs all files that are read
 * @param outputs path by option
 */
export async function checkOutputs(
  inputs: readonly string[],
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const names = new Map<string, string>();
  for (const input of inputs) names.set(await realPathOf(input), input);
  for (const [option, path] of Object.entries(outputs)) {
    await access(dirname(path), constants.W_OK).catch((error: unknown) => {
      throw toWriteError(path, error);
    });
    const real = await realPathOf(path);
    const other = names.get(real);
    if (other !== undefined) throw appError("argument-invalid", { detail: `${option} ${path} = ${other}` });
    names.set(real, option);
  }
}

/** Of a file that need not be there yet: its folder's then. */
async function realPathOf(path: string): Promise<string> {
  const inRealFolder = async () => join(await realpath(dirname(path)), basename(path));
  return realpath(path)
    .catch(inRealFolder)
    .catch(() => path);
}

export function toWriteError(path: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException)?.code ?? String(error);
  return code === "ENOSPC"
    ? appError("storage-full", { needed: 0 }, error)
    : appError("write-failed", { file: path, detail: code }, error);
}
