import type { App } from "../store.ts";

/** Only in a secure context do browsers have notifications. */
export function canNotify(): boolean {
  return "Notification" in globalThis;
}

/**
 * Whether the user is to be told of the run's end by a notification. To be called on a click: the browser may have to
 * ask.
 * @returns the browser's answer; undefined where nothing is wanted any more
 */
export async function askForNotice({ store }: App, wanted: boolean): Promise<"granted" | "denied" | undefined> {
  store.setState({ noticeWanted: wanted });
  if (!wanted) return undefined;
  const answer = await Notification.requestPermission().catch(() => "denied" as const);
  if (answer === "granted") return "granted";
  store.setState({ noticeWanted: false });
  return "denied";
}
