import type { Clock } from "../../core/geoplateforme/pace.ts";
import { orAborted } from "../cancellation.ts";

export const clock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) =>
    orAborted(new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds))), signal),
};
