import type { keysFr } from "../../i18n/keys-fr.ts";
import { changeView } from "../../state/commands/settings.ts";
import { showKeys } from "../../state/commands/show-keys.ts";
import { layToolDown } from "../../state/commands/take-tool.ts";
import { redo, undo } from "../../state/history.ts";
import type { App } from "../../state/store.ts";
import { type Chord, named, shown, sign, withCtrl } from "./chords.ts";

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
  { id: "move", group: "map", chords: [shown("Arrows")] },
  { id: "zoom", group: "map", chords: [shown("+"), shown("−")] },
];

/** A button with this key that is on the screen; one in a folded step too. */
function pressButton(key: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)];
  (buttons.find((button) => button.checkVisibility()) ?? buttons[0])?.click();
}

function leaveTool(app: App): void {
  const { tool } = app.store.getState();
  if (tool !== undefined) layToolDown(app, tool);
}

function toggleImage(app: App): void {
  changeView(app, { showImage: !app.store.getState().view.showImage });
}
