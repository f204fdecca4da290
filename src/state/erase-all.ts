const KEY = "ocsol.erase";

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
