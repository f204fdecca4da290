/**
 * What `core` needs of an `AbortSignal`, which is no part of ES2024: every real AbortSignal fits, in a page, a worker
 * and Node alike.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
