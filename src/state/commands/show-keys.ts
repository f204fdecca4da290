import { noteChosen } from "../settings-record.ts";
import type { App } from "../store.ts";

/** The list of keys, over the page. */
export function showKeys({ store }: App, keysShown: boolean): void {
  store.setState({ keysShown });
}

/** Whether keys without Ctrl do anything. */
export function allowSingleKeys(app: App, singleKeys: boolean): void {
  noteChosen(app, { singleKeys });
  app.store.setState({ singleKeys });
}
