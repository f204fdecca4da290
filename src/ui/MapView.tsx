import { useEffect, useRef, useState } from "react";
import { groundOf } from "../state/result.ts";
import type { App } from "../state/store.ts";
import { useApp, useAppState, useMessages } from "./context.ts";
import { IdentifyCard } from "./map-tools/IdentifyCard.tsx";
import { MapToolbar } from "./map-tools/MapToolbar.tsx";
import { MeasureCard } from "./map-tools/MeasureCard.tsx";
import { OverlayCard } from "./map-tools/OverlayCard.tsx";
import { PositionCard } from "./map-tools/PositionCard.tsx";
import { SwipeHandle } from "./map-tools/SwipeHandle.tsx";
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
  const [overlaysShown, showOverlays] = useState(false);
  const hasGround = useAppState((state) => groundOf(state) !== undefined);
  const aims = useAppState(({ tool }) => tool === "identify");
  useEffect(() => {
    mounted.current = mount(container.current!, app);
    return () => mounted.current?.dispose();
  }, [mount, app]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: OpenLayers pans and zooms the focused map by keyboard */}
      <div ref={container} className="map" role="application" aria-label={t.map.label} tabIndex={0} data-testid="map" />
      {aims && <span className="map-aim" aria-hidden />}
      <SwipeHandle />
      <div className="map-cards">
        {overlaysShown && hasGround && <OverlayCard onClose={() => showOverlays(false)} />}
        <MeasureCard />
        <IdentifyCard />
        <PositionCard />
      </div>
      <MapToolbar
        onFit={() => mounted.current?.fit()}
        onZoom={(steps) => mounted.current?.zoomBy(steps)}
        overlaysShown={overlaysShown}
        onOverlays={() => showOverlays(!overlaysShown)}
      />
      <MapCredit />
      <StatusBar />
    </>
  );
}
