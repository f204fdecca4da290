import { useEffect } from "react";
import { losesWork } from "../../state/at-stake.ts";
import { useAppState } from "../context.ts";

/** The browser asks before the page goes, where the work would go with it. */
export function useLeaveWarning(): void {
  // Listens only then: in Firefox a page that listens is not taken back from memory.
  const loses = useAppState((state) => losesWork(state) && !state.leaving);
  useEffect(() => {
    if (!loses) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [loses]);
}
