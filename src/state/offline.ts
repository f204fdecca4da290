/** The copy of the app on this machine, with which it opens and works without a network. */
export type OfflineCopy =
  | { readonly phase: "unknown" }
  /** the browser keeps none here */
  | { readonly phase: "absent"; readonly reason: "plain-http" | "browser" }
  | { readonly phase: "downloading"; readonly done: number; readonly total: number }
  /** what has come stays; it goes on at the next try */
  | { readonly phase: "failed"; readonly reason: "network" | "quota" | "altered" }
  | { readonly phase: "ready"; readonly bytes: number };

export interface OfflineState {
  readonly copy: OfflineCopy;
  /** false: the machine has no network at all */
  readonly connected: boolean;
  /** a new version of the app is here, and takes over when the user says so */
  readonly update: "none" | "waiting" | "elsewhere-busy" | "applying";
}

export const nothingKnownOffline: OfflineState = { copy: { phase: "unknown" }, connected: true, update: "none" };

/** What only the browser can do about the copy. */
export interface CopyKeeper {
  /** Tries again to make it. */
  retry(): void;
  /** Lets the new version take over and begins anew with it; refused where another tab has work at stake. */
  update(): Promise<void>;
}
