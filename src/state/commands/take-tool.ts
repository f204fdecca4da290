import type { App, Tool } from "../store.ts";

/** From now on a click on the map does what `tool` does. */
export function takeTool({ store }: App, tool: Tool): void {
  store.setState({ tool, error: undefined });
}

/** The map's clicks move it again; another tool than `tool` stays in hand. */
export function layToolDown({ store }: App, tool: Tool): void {
  store.setState((state) => (state.tool === tool ? { tool: undefined } : state));
}
