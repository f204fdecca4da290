import { lazy, Suspense, useEffect } from "react";
import { useApp, useAppState } from "../context.ts";
import { isTaken } from "./is-taken.ts";
import { shortcuts } from "./shortcuts.ts";

const KeysDialog = lazy(() => import("./KeysDialog.tsx"));

/** Listens to the page's keys, and shows their list when asked for. */
export function Keys() {
  const app = useApp();
  const keysShown = useAppState((state) => state.keysShown);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { report, singleKeys } = app.store.getState();
      if (event.defaultPrevented || report !== undefined || isTaken(event)) return;
      for (const { chords, action, repeats } of shortcuts) {
        const chord = chords.find((chord) => chord.matches(event));
        if (chord === undefined || action === undefined || (chord.single && !singleKeys)) continue;
        event.preventDefault();
        if (repeats || !event.repeat) action(app, event);
        return;
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [app]);
  return keysShown ? (
    <Suspense>
      <KeysDialog />
    </Suspense>
  ) : null;
}
