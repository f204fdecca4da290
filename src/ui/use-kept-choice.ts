import { useState } from "react";

/** A choice of how the screen is laid out, found again at the next visit. */
export function useKeptChoice<T extends string>(key: string, choices: readonly T[], initial: T) {
  const [choice, set] = useState(() => choices.find((one) => one === read(key)) ?? initial);
  const keep = (next: T) => {
    set(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // storage switched off: the choice lasts as long as the page
    }
  };
  return [choice, keep] as const;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
