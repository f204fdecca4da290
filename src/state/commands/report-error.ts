import { isAppError, toAppError } from "../../core/errors.ts";
import type { App } from "../store.ts";

/** Shows an error to the user; a cancellation is no error. */
export function reportError({ store }: App, error: unknown): void {
  const tagged = toAppError(error);
  if (!isAppError(tagged, "cancelled")) store.setState({ error: tagged });
}

export function dismissError({ store }: App): void {
  store.setState({ error: undefined });
}
