import type { helpFr } from "./help-fr.ts";

export const helpEn: typeof helpFr = {
  menu: "Help",
  machine: "What this machine can do",
  privacy: "Privacy",
  shortcuts: "Keyboard shortcuts",
  exercise: "Workshop: open an exercise",
  about: "About",
};
