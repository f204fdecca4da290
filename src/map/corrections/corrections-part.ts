import type OlMap from "ol/Map";
import { isCorrecting } from "../../state/corrections.ts";
import type { App, State } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";

/** The tools that correct the map and what they show on it; loaded when they are first asked for. */
export function corrections(map: OlMap, app: App): MapPart {
  let parts: readonly MapPart[] | undefined;
  let loading = false;
  let disposed = false;

  async function load(): Promise<void> {
    loading = true;
    const { PARTS } = await import("./parts.ts");
    if (disposed) return;
    parts = PARTS.map((part) => part(map, app));
    for (const part of parts) part.follow?.(app.store.getState(), undefined);
  }

  return {
    follow(state: State, before: State | undefined) {
      if (!loading && isCorrecting(state)) {
        load().catch(() => {
          loading = false; // no network for a moment: the next change of state tries again
        });
      }
      for (const part of parts ?? []) part.follow?.(state, before);
    },
    dispose() {
      disposed = true;
      for (const part of parts ?? []) part.dispose?.();
    },
  };
}
