const typing = 'textarea, [contenteditable]:not([contenteditable="false"]), input';
/** Inputs that letters do nothing in. */
const deaf = '[type="checkbox"], [type="radio"], [type="range"], [type="button"], [type="file"], [type="color"]';
/** Controls that Space presses. */
const pressed = 'button, summary, a[href], select, [role="button"], input';

/** Whether what has the focus, or lies over the page, wants a key for itself. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.isComposing || document.querySelector("dialog[open]") !== null) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing) && !target.matches(deaf)) return true;
  const withCtrl = event.ctrlKey || event.metaKey;
  // a list goes to the entry whose letter is typed
  if (target?.closest("select") && !withCtrl && event.key !== "Escape") return true;
  return event.code === "Space" && target?.closest(pressed) !== null && target !== null;
}
