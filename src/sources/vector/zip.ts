import { unzip } from "unzipit";
import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { bytesAsFile, type LocalFile } from "./local-file.ts";

/** "PK\3\4" */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/**
 * The files of an archive whose names `wanted` takes, unpacked in memory, without their folders.
 * @param mostBytes unpacked, all together: what an archive promises beyond is not unpacked
 * @throws AppError "file-unreadable", "file-not-a-zone-layer"
 */
export async function filesInZip(
  archive: RasterFile,
  wanted: (name: string) => boolean,
  mostBytes: number,
): Promise<LocalFile[]> {
  const { name: file } = archive;
  const entries = await unzip({
    getLength: async () => archive.size,
    read: (offset, length) => readRange(archive, offset, length),
  }).then(
    ({ entries }) =>
      Object.values(entries).filter(({ name, isDirectory }) => !isDirectory && wanted(name) && !isHidden(name)),
    (cause: unknown) => {
      throw appError("file-unreadable", { file, detail: "ZIP" }, cause);
    },
  );
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (bytes > mostBytes) {
    throw appError("file-not-a-zone-layer", { file, detail: `${Math.round(bytes / 2 ** 20)} MiB` });
  }
  return Promise.all(
    entries.map(async (entry) => {
      const unpacked = await entry.arrayBuffer().catch((cause: unknown) => {
        throw appError("file-unreadable", { file, detail: entry.name }, cause);
      });
      return bytesAsFile(entry.name.split("/").at(-1)!, new Uint8Array(unpacked));
    }),
  );
}

/** What macOS puts beside every file. */
const isHidden = (name: string): boolean => /(?:^|\/)(?:__MACOSX\/|\._)/.test(name);
