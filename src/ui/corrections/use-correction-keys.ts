import { useEffect } from "react";
import { changeBrush, chooseBrushClass } from "../../state/commands/corrections/brush.ts";
import { correctFace } from "../../state/commands/corrections/faces.ts";
import { acceptReviewed, classifyReviewed, endReview, goInReview } from "../../state/commands/corrections/review.ts";
import { classifyPart } from "../../state/commands/corrections/split.ts";
import { canCorrect, pickedFace, presentCut, presentReview } from "../../state/corrections.ts";
import type { App } from "../../state/store.ts";
import { useApp } from "../context.ts";
import { isTaken } from "../keys/is-taken.ts";
import { classOfKey } from "./class-keys.ts";

/**
 * The keys of correcting: those of classes, of the queue and of the brush. Before the page's own, for while a polygon is
 * in question its class is what a key means. The list that `?` shows has them in `keys/shortcuts.ts`.
 */
export function useCorrectionKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event) || app.store.getState().report !== undefined) return;
      if (event.key !== "Escape" && !app.store.getState().singleKeys) return;
      if (!act(app, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [app]);
}

/** @returns whether the key meant something here */
function act(app: App, event: KeyboardEvent): boolean {
  const state = app.store.getState();
  if (!canCorrect(state)) return false;
  if (presentReview(state) !== undefined) return reviewKey(app, event) || classify(app, event);
  if (state.tool === "brush" && (event.key === "[" || event.key === "]")) {
    changeBrush(app, event.key === "[" ? -1 : 1);
    return true;
  }
  return classify(app, event);
}

function reviewKey(app: App, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case "Enter":
      if (event.target instanceof Element && event.target.closest("button, summary, a, select") !== null) return false;
      if (!event.repeat) acceptReviewed(app);
      return true;
    case "n":
    case "N":
      goInReview(app, 1);
      return true;
    case "p":
    case "P":
      goInReview(app, -1);
      return true;
    case "Escape":
      endReview(app);
      return true;
    default:
      return false;
  }
}

/** Gives the class that a key means to what is in question. */
function classify(app: App, event: KeyboardEvent): boolean {
  const numero = classOfKey(event);
  if (numero === undefined || event.repeat) return false;
  const state = app.store.getState();
  if (presentReview(state) !== undefined) classifyReviewed(app, { numero });
  else if (state.tool === "brush") chooseBrushClass(app, numero);
  else if (presentCut(state) !== undefined) classifyPart(app, numero);
  else {
    const face = state.tool === "reclass" ? pickedFace(state) : undefined;
    if (face === undefined) return false;
    correctFace(app, face, { numero });
  }
  return true;
}
