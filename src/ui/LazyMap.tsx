import { use } from "react";
import { type MapMount, MapView } from "./MapView.tsx";

/** The map's code is a third of the app's, and nobody needs it before there is something to show. */
export function LazyMap({ load }: { load: () => Promise<MapMount> }) {
  return <MapView mount={use(load())} />;
}
