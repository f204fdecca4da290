import type { App } from "../store.ts";

/** The list of keys, over the page. */
export function showKeys({ store }: App, keysShown: boolean): void {
  store.setState({ keysShown });
}

/** Whether keys without Ctrl do anything. */
export function allowSingleKeys({ store }: App, singleKeys: boolean): void {
  store.setState({ singleKeys });
}
