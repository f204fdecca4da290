import { useEffect } from "react";
import { losesWork } from "../../state/loses-work.ts";
import { useApp, useAppState } from "../context.ts";

/** The browser asks before the page goes, where the work would go with it. */
export function useLeaveWarning(): void {
  const app = useApp();
  // Only where nothing is kept: in Firefox a page that listens is not taken back from memory.
  const onlyInMemory = useAppState(({ result }) => result?.from === "run" && !result.raster.durable);
  useEffect(() => {
    if (!onlyInMemory) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (losesWork(app.store.getState())) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [app, onlyInMemory]);
}
