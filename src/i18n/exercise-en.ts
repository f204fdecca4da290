import type { exerciseFr } from "./exercise-fr.ts";

export const exerciseEn: typeof exerciseFr = {
  label: "Exercise",
  zones: "Limit the work to a zone",
  whole: "Whole image",
  answer: (unit) => `Your answer (${unit === "ha" ? "ha" : "%"})`,
  check: "Check",
  right: "Right.",
  wrong: "Not within tolerance.",
  unreadable: "Write a number, for example 12.4.",
  expected: (value, tolerance) => `Expected: ${value}, within ${tolerance}.`,
  points: (count, value) => `${value} ${count === 1 ? "point" : "points"}`,
  score: (_, right, total) => `${right} right of ${total}`,
  save: "Save my answers",
  close: "Leave the exercise",
  open: {
    title: "Open an exercise",
    explain:
      "An exercise is a file that a trainer prepares: an image, settings, zones, and questions whose answers are known. Drop it anywhere, open it here, or follow the trainer’s link.",
    replaces: "The open image closes; its result stays where this browser can keep it.",
    choose: "Choose a file…",
    example: "Try the sample exercise",
  },
};
