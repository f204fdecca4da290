/**
 * Chromium hands out handles with the files a user drops or chooses; kept in its database, a handle opens the file
 * again in another session. The types are not in TypeScript's library, as other browsers have none of this.
 */
interface PickerWindow {
  showOpenFilePicker?(options: {
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, string[]>> }[];
    readonly multiple: boolean;
  }): Promise<FileSystemFileHandle[]>;
}
interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface AskingHandle extends FileSystemFileHandle {
  queryPermission(options: { readonly mode: "read" }): Promise<PermissionState>;
  requestPermission(options: { readonly mode: "read" }): Promise<PermissionState>;
}

const handles = new WeakMap<File, FileSystemFileHandle>();

/** The handle a file came with, if any. */
export function handleOf(file: File): FileSystemFileHandle | undefined {
  return handles.get(file);
}

/** A dropped file's handle, where the browser gives one. To be called in the drop's own event. */
export async function keepHandle(item: DataTransferItem, file: File | null): Promise<void> {
  const handle = await (item as HandleItem).getAsFileSystemHandle?.().catch(() => null);
  if (file !== null && handle instanceof FileSystemFileHandle) handles.set(file, handle);
}

/** The files behind handles that may be read. */
export function filesOf(given: readonly FileSystemFileHandle[]): Promise<File[]> {
  return Promise.all(
    given.map(async (handle) => {
      const file = await handle.getFile();
      handles.set(file, handle);
      return file;
    }),
  );
}

/** Whether `pickFiles` can be called here; an `<input type="file">` does elsewhere. */
export function canPickFiles(): boolean {
  return "showOpenFilePicker" in globalThis;
}

/** The files chosen in the browser's dialogue, with their handles; none where the user left it. */
export async function pickFiles(description: string, extensions: string[]): Promise<File[]> {
  try {
    const types = [{ description, accept: { "image/tiff": extensions } }];
    const chosen = await (globalThis as PickerWindow).showOpenFilePicker!({ types, multiple: true });
    return await filesOf(chosen);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return [];
    throw error;
  }
}

/**
 * The files behind kept handles, asking the user for leave where the browser wants it: to be called on a click.
 * Undefined where there are none, leave is refused, or a file is no longer there.
 */
export async function reopenFiles(kept: readonly FileSystemFileHandle[]): Promise<File[] | undefined> {
  if (kept.length === 0) return undefined;
  try {
    const files: File[] = [];
    for (const handle of kept as readonly AskingHandle[]) {
      const mode = { mode: "read" } as const;
      if ((await handle.queryPermission(mode)) !== "granted" && (await handle.requestPermission(mode)) !== "granted")
        return undefined;
      const file = await handle.getFile();
      handles.set(file, handle);
      files.push(file);
    }
    return files;
  } catch {
    return undefined; // moved or removed since: the user is asked for it
  }
}
