import type { Area } from "../../../core/ports/area.ts";
import { withSample } from "../../sampling.ts";
import type { App } from "../../store.ts";

/**
 * Compares inside an area only, or again all that both maps cover. A sample was drawn of the ground before, of which alone
 * it speaks: it goes, and comes back with the area when this is undone.
 */
export function limitComparison({ store, running }: App, area: Area | undefined): void {
  running.change?.abort();
  store.setState(({ change, sampling, tool }) => ({
    change: { ...change, area, compared: undefined, stopped: false, zoneFigures: undefined, made: undefined },
    sampling: withSample(sampling, "change", undefined),
    tool: tool === "area" ? undefined : tool,
  }));
}
