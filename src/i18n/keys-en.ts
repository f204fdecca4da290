import type { keysFr } from "./keys-fr.ts";

export const keysEn: typeof keysFr = {
  title: "Keyboard shortcuts",
  groups: { always: "Everywhere", map: "Map", review: "Review" },
  names: {
    open: "Open an image or other files",
    undo: "Undo the last choice",
    redo: "Redo what was undone",
    leave: "Lay down the tool in hand",
    keys: "Show this list",
    fit: "See the whole image",
    image: "Show or hide the image",
    classes: "Show or hide the classes",
    swipe: "Curtain between image and classes",
    pan: "Held down, move the map with a tool in hand",
    move: "Move the map (after a click or Tab onto it)",
    zoom: "Zoom in, zoom out (likewise)",
  },
  caps: { Space: "Space", Escape: "Esc", Ctrl: "Ctrl", Shift: "Shift", Arrows: "← ↑ → ↓" },
  or: "or",
  mac: "On a Mac, ⌘ in place of Ctrl.",
  single: "Single-key shortcuts",
  singleHint: "Switch them off if you dictate text or if keys get pressed by accident. Ctrl and Esc stay.",
};
