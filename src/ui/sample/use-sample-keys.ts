import { useEffect, useRef } from "react";
import { endInterpreting, goToOpenPoint, goToPoint } from "../../state/commands/sample/interpret.ts";
import { useApp } from "../context.ts";
import { isTaken } from "../keys/is-taken.ts";
import { coverOfKey } from "./cover-keys.ts";

interface Answers {
  readonly say: (cover: string | "unsure") => void;
  /** as before; undefined where there is one date, and Enter goes on */
  readonly same: (() => void) | undefined;
}

/** The keys of interpretation, before the page's own: while a point is in question its cover is what a key means. */
export function useSampleKeys(answers: Answers): void {
  const app = useApp();
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });
  useEffect(() => {
    const act = (event: KeyboardEvent): boolean => {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const { say, same } = latest.current;
      switch (event.key) {
        case "Escape":
          endInterpreting(app);
          return true;
        case "Enter":
          if (event.target instanceof Element && event.target.closest("button, summary, a, select") !== null)
            return false;
          if (!event.repeat) (same ?? (() => goToOpenPoint(app)))();
          return true;
        case "n":
        case "N":
          goToPoint(app, 1);
          return true;
        case "p":
        case "P":
          goToPoint(app, -1);
          return true;
      }
      const cover = coverOfKey(event);
      if (cover === undefined || event.repeat) return false;
      say(cover);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event) || app.store.getState().report !== undefined) return;
      if (event.key !== "Escape" && !app.store.getState().singleKeys) return;
      if (!act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [app]);
}
