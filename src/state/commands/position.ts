import { appError } from "../../core/errors.ts";
import type { App } from "../store.ts";
import { reportError } from "./report-error.ts";

/** An older position than this is not taken for where the user is, milliseconds. */
const OLDEST = 10_000;
/** A receiver that has seen no sky for a while needs about so long, milliseconds. */
const PATIENCE = 60_000;

/** From now on the map shows where the user is. It is asked for only here, and goes nowhere but into the store. */
export function showPosition(app: App): void {
  const { store, running } = app;
  if (!isSecureContext || !("geolocation" in navigator)) {
    reportError(app, appError(isSecureContext ? "position-unavailable" : "position-insecure", {}));
    return;
  }
  running.position?.abort();
  const controller = new AbortController();
  running.position = controller;
  store.setState({ position: { phase: "asking" }, error: undefined });
  const watch = navigator.geolocation.watchPosition(
    ({ coords: { longitude, latitude, accuracy } }) => {
      if (controller.signal.aborted) return;
      store.setState(({ position }) => {
        const following = position.phase !== "shown" || position.following;
        return {
          position: { phase: "shown", longitude, latitude, accuracyMetres: accuracy, following, isLost: false },
        };
      });
    },
    ({ code, PERMISSION_DENIED }) => {
      if (controller.signal.aborted) return;
      const { position } = store.getState();
      if (position.phase === "shown" && code !== PERMISSION_DENIED) {
        store.setState({ position: { ...position, isLost: true } }); // under trees: it may come back
        return;
      }
      hidePosition(app);
      reportError(app, appError(code === PERMISSION_DENIED ? "position-refused" : "position-unavailable", {}));
    },
    { enableHighAccuracy: true, maximumAge: OLDEST, timeout: PATIENCE },
  );
  controller.signal.addEventListener("abort", () => navigator.geolocation.clearWatch(watch), { once: true });
}

export function hidePosition({ store, running }: App): void {
  running.position?.abort();
  delete running.position;
  store.setState({ position: { phase: "off" } });
}

/** Whether the map moves with the position. */
export function followPosition({ store }: App, following: boolean): void {
  store.setState(({ position }) => (position.phase === "shown" ? { position: { ...position, following } } : {}));
}
