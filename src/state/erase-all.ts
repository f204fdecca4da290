/** Before every key of ours: the site may have other applications. */
const OURS = "ocsol.";

const KEY = `${OURS}erase`;

/**
 * Everything goes when the page has been loaded anew and before the app starts: then no worker holds a file, and nothing
 * of what is open is kept again on the way out. This tab only, and only by a click: a link cannot ask for it.
 */
export function eraseAllOnReload(): void {
  sessionStorage.setItem(KEY, "1");
  location.reload();
}

/** Whether this load is to erase everything; asks once. */
export function takeEraseRequest(): boolean {
  try {
    const asked = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return asked;
  } catch {
    return false; // storage switched off: nothing is kept either
  }
}

/** Takes what Ocsol has set out of a storage of its origin, and leaves what others have. */
export function eraseOwnKeys(storage: Pick<Storage, "length" | "key" | "removeItem">): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)!);
  for (const key of keys) if (key.startsWith(OURS)) storage.removeItem(key);
}
