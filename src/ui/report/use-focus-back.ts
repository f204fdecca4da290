import { type RefObject, useEffect, useRef } from "react";
import { useAppState } from "../context.ts";

/** For the button that opens a report: back from it, the keyboard goes on where it left. */
export function useFocusBack(): RefObject<HTMLButtonElement | null> {
  const reporting = useAppState((state) => state.report !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  const hasReported = useRef(false);
  useEffect(() => {
    if (!reporting && hasReported.current) button.current?.focus();
    hasReported.current = reporting;
  }, [reporting]);
  return button;
}
