import type { App, State } from "../state/store.ts";
import type { MapPart } from "./map-part.ts";

/**
 * Tells parts of every state from now on, in their order, the present one first.
 * @returns ends it, and the parts with it
 */
export function followStore({ store }: App, parts: readonly MapPart[]): () => void {
  let told: State | undefined;
  let isTelling = false;
  const follow = () => {
    if (isTelling) return; // a part has changed the state: all are told of this one first
    isTelling = true;
    try {
      for (let state = store.getState(); state !== told; state = store.getState()) {
        const before = told;
        told = state;
        for (const part of parts) part.follow?.(state, before);
      }
    } finally {
      isTelling = false;
    }
  };
  follow();
  const unsubscribe = store.subscribe(follow);
  return () => {
    unsubscribe();
    for (const part of parts) part.dispose?.();
  };
}
