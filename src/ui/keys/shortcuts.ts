import type { keysFr } from "../../i18n/keys-fr.ts";
import { changeView } from "../../state/commands/settings.ts";
import { showKeys } from "../../state/commands/show-keys.ts";
import { layToolDown } from "../../state/commands/take-tool.ts";
import { redo, undo } from "../../state/history.ts";
import type { App } from "../../state/store.ts";
import { classLetters } from "../corrections/class-keys.ts";
import { coverLetters, UNSURE_KEY } from "../sample/cover-keys.ts";
import { type Chord, figure, figures, named, shown, sign, withCtrl } from "./chords.ts";

export interface Shortcut {
  /** what it does, in words */
  readonly id: keyof typeof keysFr.names;
  readonly group: keyof typeof keysFr.groups;
  /** any of them does it */
  readonly chords: readonly Chord[];
  /** undefined: the map does it by itself */
  readonly action?: (app: App, event: KeyboardEvent) => void;
  /** again and again while it is held down */
  readonly repeats?: boolean;
}

/**
 * All keys of the page; the list that `?` shows is made of this one. What a component of the screen does by itself has a
 * button there that says its key (`aria-keyshortcuts`), and the key presses it.
 */
export const shortcuts: readonly Shortcut[] = [
  { id: "open", group: "always", chords: [sign("o")], action: () => pressButton("O") },
  { id: "undo", group: "always", chords: [withCtrl("z")], action: undo, repeats: true },
  { id: "redo", group: "always", chords: [withCtrl("y"), withCtrl("z", true)], action: redo, repeats: true },
  { id: "leave", group: "always", chords: [named("Escape")], action: leaveTool },
  { id: "keys", group: "always", chords: [sign("?")], action: (app) => showKeys(app, true) },
  { id: "fit", group: "map", chords: [sign("f")], action: () => pressButton("F") },
  { id: "image", group: "map", chords: [sign("i")], action: toggleImage },
  { id: "classes", group: "map", chords: [sign("c")], action: () => pressButton("C") },
  { id: "swipe", group: "map", chords: [sign("s")], action: () => pressButton("S") },
  { id: "pan", group: "map", chords: [named("Space")], action: pan },
  { id: "move", group: "map", chords: [shown("Arrows")] },
  { id: "zoom", group: "map", chords: [shown("+"), shown("−")] },
  // these by `corrections/use-correction-keys.ts`, while the tools are open
  { id: "class", group: "review", chords: [figures, shown(...classLetters)] },
  { id: "accept", group: "review", chords: [shown("Enter")] },
  { id: "next", group: "review", chords: [shown("N")] },
  { id: "previous", group: "review", chords: [shown("P")] },
  { id: "brush", group: "review", chords: [shown("["), shown("]")] },
  { id: "centre", group: "review", chords: [shown("Enter")] },
  { id: "changeReal", group: "comparison", chords: [sign("a")], action: () => pressButton("A") },
  { id: "changeRejected", group: "comparison", chords: [sign("r")], action: () => pressButton("R") },
  { id: "changeNext", group: "comparison", chords: [sign("n")], action: () => pressButton("N"), repeats: true },
  { id: "changePrevious", group: "comparison", chords: [sign("p")], action: () => pressButton("P"), repeats: true },
  { id: "coverBefore", group: "comparison", chords: [figure(1)], action: () => focusField("1") },
  { id: "coverAfter", group: "comparison", chords: [figure(2)], action: () => focusField("2") },
  { id: "changeComment", group: "comparison", chords: [sign("t")], action: () => focusField("T") },
  // these by `sample/use-sample-keys.ts`, while a point is in question
  { id: "pointCover", group: "sample", chords: [shown("1–9"), shown(...coverLetters)] },
  { id: "pointUnsure", group: "sample", chords: [shown(UNSURE_KEY)] },
  { id: "pointSame", group: "sample", chords: [shown("Enter")] },
  { id: "pointNext", group: "sample", chords: [shown("N")] },
  { id: "pointPrevious", group: "sample", chords: [shown("P")] },
  { id: "pointsEnd", group: "sample", chords: [shown("Escape")] },
];

/** A button with this key that is on the screen; one in a folded step too. */
function pressButton(key: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)];
  (buttons.find((button) => button.checkVisibility()) ?? buttons[0])?.click();
}

/** Goes to the field with this key, where it is on the screen. */
function focusField(key: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)];
  fields.find((field) => field.checkVisibility())?.focus();
}

function leaveTool(app: App): void {
  const { tool } = app.store.getState();
  if (tool !== undefined) layToolDown(app, tool);
}

function toggleImage(app: App): void {
  const { change, view } = app.store.getState();
  if (!change.shown) changeView(app, { showImage: !view.showImage });
}

/** Until the key is let go, or the page is left with it held down. */
function pan({ store }: App): void {
  if (store.getState().panning) return;
  store.setState({ panning: true });
  const over = new AbortController();
  const end = () => {
    over.abort();
    store.setState({ panning: false });
  };
  addEventListener("keyup", ({ code }) => code === "Space" && end(), { signal: over.signal });
  addEventListener("blur", end, { signal: over.signal });
}
