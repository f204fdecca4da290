import { appError } from "../../core/errors.ts";
import type { App } from "../store.ts";

/** Stops the run at once; what is done is kept and can be taken up. */
export function cancelSegmentation({ running }: App): void {
  running.run?.abort(appError("cancelled", {}));
}
