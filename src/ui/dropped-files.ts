import type { PlacedFile } from "../core/placed-file.ts";
import { keepHandle } from "../state/file-handles.ts";

/** A folder gives its entries a hundred or so at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function filesIn(entry: FileSystemEntry, folder: string): Promise<readonly PlacedFile<File>[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, folder }];
  }
  const inside = folder === "" ? entry.name : `${folder}/${entry.name}`;
  const files: PlacedFile<File>[] = [];
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) files.push(...(await filesIn(child, inside)));
  return files;
}

/**
 * What was dropped, folders with all that is in them, by name. Call it within the event: its data are gone afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly PlacedFile<File>[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const dropped = items.map((item) => {
    const file = item.getAsFile();
    return { entry: item.webkitGetAsEntry(), file, handled: keepHandle(item, file) };
  });
  const files: PlacedFile<File>[] = [];
  for (const { entry, file, handled } of dropped) {
    await handled;
    if (entry?.isDirectory) files.push(...(await filesIn(entry, "")));
    else if (file !== null) files.push({ file, folder: "" });
  }
  return files;
}
