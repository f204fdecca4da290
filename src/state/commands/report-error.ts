import { type AppError, appError, isAppError, isGpuLost, isOutOfMemory, toAppError } from "../../core/errors.ts";
import type { App } from "../store.ts";

/** Shows an error to the user; a cancellation is no error. */
export function reportError({ store }: App, error: unknown): void {
  const tagged = named(toAppError(error));
  if (!isAppError(tagged, "cancelled")) store.setState({ error: tagged });
}

/** What failed for want of memory, or with its graphics card, says so to the user, whatever it is to the threads. */
function named(error: AppError): AppError {
  const { fields } = error;
  const detail = "detail" in fields ? fields.detail : "";
  if (isOutOfMemory(detail)) return appError("out-of-memory", { needed: 0 }, error);
  return isAppError(error, "window-failed") && isGpuLost(detail) ? appError("gpu-lost", { detail }, error) : error;
}

export function dismissError({ store }: App): void {
  store.setState({ error: undefined });
}
