import { createContext } from "react";
import type { DateName } from "../../../core/change/change-map.ts";
import { appError } from "../../../core/errors.ts";
import type { App } from "../../../state/store.ts";
import type { MapMount } from "../../MapView.tsx";

/** What the composition root gives: a map for each date, each in an element, following the store. */
export type ChangeMapsMount = (elements: Readonly<Record<DateName, HTMLElement>>, app: App) => ReturnType<MapMount>;

/** The same promise each time, or one anew after a failure. */
export const LoadChangeMaps = createContext<() => Promise<ChangeMapsMount>>(async () => {
  throw appError("internal", { detail: "no maps of a comparison" });
});
