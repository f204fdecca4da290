import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * When what had the keyboard's focus in `container` gives way to something else as `phase` changes, the focus goes to what
 * comes next: the primary button, else the first control.
 */
export function useFocusKept(container: RefObject<HTMLElement | null>, phase: string): void {
  const before = useRef(phase);
  useLayoutEffect(() => {
    if (before.current === phase) return;
    before.current = phase;
    if (document.activeElement !== document.body) return;
    const next =
      container.current?.querySelector<HTMLElement>(".button.primary:enabled") ??
      container.current?.querySelector<HTMLElement>("button:enabled, input:enabled");
    next?.focus();
  }, [container, phase]);
}
