/** What of this site a browser keeps on the machine. */
export type StoredKind = "runs" | "models" | "orthophotos" | "app" | "other";

export interface Stored {
  readonly kind: StoredKind;
  /** runs, models, files */
  readonly count: number;
  readonly bytes: number;
}
