import type OlMap from "ol/Map";
import { reviewChange } from "../../state/commands/change/review.ts";
import { isBlind } from "../../state/sampling.ts";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";

/** A click on a change, or Enter for the middle of the focused map, takes it under review. */
export function changePicker(map: OlMap, app: App): MapPart {
  const target = map.getTargetElement()!;
  let asking: AbortController | undefined;

  async function pick([x, y]: readonly number[]): Promise<void> {
    asking?.abort();
    const state = app.store.getState();
    if (state.change.compared === undefined || state.tool !== undefined || isBlind(state)) return;
    asking = new AbortController();
    const { signal } = asking;
    const id = await app.engine.change.changeAt(x!, y!, signal).catch(() => undefined); // compared anew: nothing is there yet
    if (id !== undefined && !signal.aborted) reviewChange(app, id);
  }

  map.on("click", ({ coordinate }) => void pick(coordinate));
  const onKey = ({ key }: KeyboardEvent) => {
    const centre = map.getView().getCenter();
    if (key === "Enter" && centre !== undefined) void pick(centre);
  };
  target.addEventListener("keydown", onKey);
  return {
    dispose() {
      asking?.abort();
      target.removeEventListener("keydown", onKey);
    },
  };
}
