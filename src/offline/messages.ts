/** Why the copy could not be made. */
export type CopyFailure = "network" | "quota" | "altered";

/** What the service worker tells every page, those it does not control yet too. */
export type FromServiceWorker =
  | { readonly offline: "progress"; readonly done: number; readonly total: number }
  | { readonly offline: "failed"; readonly reason: CopyFailure };

/** What a page asks of it. `size` is answered on the port that comes along, by `CopySize`. */
export type ToServiceWorker = "size" | "activate" | "tidy";

export interface CopySize {
  /** of all files, in bytes */
  readonly total: number;
  readonly whole: boolean;
}
