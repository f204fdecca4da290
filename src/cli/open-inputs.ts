import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { appError } from "../core/errors.ts";
import type { PlacedFile } from "../core/placed-file.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { messagesOf } from "../i18n/index.ts";
import { companionKind } from "../sources/companions/group-files.ts";
import { openImages } from "../sources/open-images.ts";
import { userPath } from "./arguments.ts";
import { type FileOnDisk, openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { type InputValues, readInputOptions } from "./input-options.ts";
import { locale } from "./locale.ts";

export interface Inputs {
  readonly source: RasterSource;
  close(): Promise<void>;
}

/**
 * The orthophotos of a command: files, or folders with all that is in them, as one image. The files beside them (.tfw,
 * .prj …) are found. What is left aside is said on standard error.
 * Rejects as `openImages` does, with `file-not-found` and `argument-invalid`.
 */
export async function openInputs(paths: readonly string[], values: InputValues, signal: AbortSignal): Promise<Inputs> {
  const options = readInputOptions(values);
  const files: PlacedFile<FileOnDisk>[] = [];
  const close = async () => {
    for (const { file } of files) await file.close();
  };
  try {
    for (const path of await withNeighbours(await filesOf(paths)))
      files.push({ file: await openFileOnDisk(path), folder: relative(userPath("."), dirname(path)) });
    const { source, ignored } = await openImages(files, { decoder: wasmDecoder(), ...options, signal });
    if (ignored.length > 0) process.stderr.write(`${messagesOf[locale].image.ignored(ignored.join(", "))}\n`);
    return { source, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Files as they are, folders as the files in them, by name. */
export async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw appError("file-not-found", { file: path }, cause);
    });
    if (!found.isDirectory()) {
      files.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    files.push(
      ...entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort(),
    );
  }
  return files;
}

/** The files and their companions: those of the same name in the same folder, however they end. */
async function withNeighbours(files: readonly string[]): Promise<readonly string[]> {
  const all = new Set(files);
  const stems = new Set(files.map((file) => join(dirname(file), stemOf(file))));
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    for (const name of await readdir(folder)) {
      const kind = companionKind(name);
      if (kind !== undefined && kind !== "other" && stems.has(join(folder, stemOf(name)))) all.add(join(folder, name));
    }
  }
  return [...all];
}

/** What comes before the first ending: `x` of `x.tif` and `x.tif.aux.xml`; a name may have points of its own. */
function stemOf(path: string): string {
  return basename(path)
    .toLowerCase()
    .replace(/(\.(tiff?|jp2|j2k))?(\.aux\.xml|\.[^.]*)?$/, "");
}
