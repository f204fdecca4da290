import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ByteStore } from "../core/ports/byte-store.ts";
import { toWriteError, writeAll } from "./file-sink.ts";

/** A ByteStore in a temporary file of its own, removed when closed. */
export async function openTemporaryStore(): Promise<ByteStore> {
  const folder = await mkdtemp(join(tmpdir(), "ocsol-"));
  const path = join(folder, "class-raster");
  const handle = await open(path, "w+");
  return {
    async read(offset, length) {
      const bytes = new Uint8Array(length); // past the end stays 0: nothing written there yet
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes;
    },
    async write(offset, bytes) {
      await writeAll(handle, bytes, offset).catch((error: unknown) => {
        throw toWriteError(path, error);
      });
    },
    async flush() {},
    async close() {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
