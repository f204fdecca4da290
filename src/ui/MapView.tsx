import { Maximize, Minus, Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import type { App } from "../state/store.ts";
import { useApp, useMessages } from "./context.ts";
import { MapCredit } from "./online/MapCredit.tsx";
import { StatusBar } from "./StatusBar.tsx";

/** What the composition root gives: a map in an element, following the store. */
export type MapMount = (
  container: HTMLElement,
  app: App,
) => { fit(): void; zoomBy(steps: number): void; dispose(): void };

export function MapView({ mount }: { mount: MapMount }) {
  const app = useApp();
  const { t } = useMessages();
  const container = useRef<HTMLDivElement>(null);
  const mounted = useRef<ReturnType<MapMount> | undefined>(undefined);
  useEffect(() => {
    mounted.current = mount(container.current!, app);
    return () => mounted.current?.dispose();
  }, [mount, app]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: OpenLayers pans and zooms the focused map by keyboard */}
      <div ref={container} className="map" role="application" aria-label={t.map.label} tabIndex={0} data-testid="map" />
      <div className="map-tools">
        <button type="button" title={t.map.zoomIn} aria-label={t.map.zoomIn} onClick={() => mounted.current?.zoomBy(1)}>
          <Plus size={18} aria-hidden />
        </button>
        <button
          type="button"
          title={t.map.zoomOut}
          aria-label={t.map.zoomOut}
          onClick={() => mounted.current?.zoomBy(-1)}
        >
          <Minus size={18} aria-hidden />
        </button>
        <button
          type="button"
          title={t.map.fit}
          aria-label={t.map.fit}
          aria-keyshortcuts="F"
          onClick={() => mounted.current?.fit()}
        >
          <Maximize size={18} aria-hidden />
        </button>
      </div>
      <MapCredit />
      <StatusBar />
    </>
  );
}
