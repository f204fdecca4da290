import { appError } from "../../core/errors.ts";
import type { App } from "../store.ts";

/** Gives up what is being opened; what is open stays. */
export function cancelOpening({ store, running }: App): void {
  running.image?.abort(appError("cancelled", {}));
  store.setState({ opening: { phase: "idle" } });
}
