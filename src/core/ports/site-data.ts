/** What of Ocsol a browser keeps on the machine. */
export type StoredKind = "runs" | "models" | "orthophotos" | "app";

export interface Stored {
  readonly kind: StoredKind;
  /** runs, models, files */
  readonly count: number;
  readonly bytes: number;
}
