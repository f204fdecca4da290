import type { TerritoryId } from "../../core/geoplateforme/territories.ts";
import type { OnlineState } from "../online.ts";
import type { App } from "../store.ts";

/** The online page begins: still nothing is contacted before the user asks for a map or an area. */
export function goOnline({ store }: App): void {
  store.setState({
    online: {
      background: false,
      backgroundFailed: false,
      territory: "metropole",
      view: undefined,
      taking: { phase: "idle" },
    },
  });
}

export function showBackground(app: App, background: boolean): void {
  changeOnline(app, { background, backgroundFailed: false });
}

export function chooseTerritory(app: App, territory: TerritoryId): void {
  changeOnline(app, { territory });
}

export function changeOnline({ store }: App, change: Partial<OnlineState>): void {
  store.setState(({ online }) => ({ online: online && { ...online, ...change } }));
}
