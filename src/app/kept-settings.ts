import { parseSettings, type Settings, settingsText, withSettings } from "../state/settings-record.ts";
import type { App } from "../state/store.ts";

const KEY = "ocsol.settings";

/** The settings of the last session; none where storage is switched off. */
export function keptSettings(): Partial<Settings> {
  try {
    return parseSettings(localStorage.getItem(KEY));
  } catch {
    return {};
  }
}

/** Changes what is kept, and nothing beside: another tab may have changed other settings. */
export function keepSettings(change: Partial<Settings>): void {
  try {
    localStorage.setItem(KEY, settingsText({ ...keptSettings(), ...change }));
  } catch {
    // storage switched off or full: what was chosen lasts as long as the page
  }
}

/** Begins with the settings of the last session, and keeps those of this one. */
export function followSettings({ store }: App): void {
  store.setState((state) => withSettings(state, keptSettings()));
  store.subscribe(({ chosen }, before) => {
    if (chosen === before.chosen) return;
    const change = Object.entries(chosen).filter(([key, value]) => value !== before.chosen[key as keyof Settings]);
    if (change.length > 0) keepSettings(Object.fromEntries(change));
  });
}
