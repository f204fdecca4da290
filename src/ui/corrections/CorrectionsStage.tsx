import { Grid3x3, Hexagon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { closeCorrections } from "../../state/commands/corrections/open-corrections.ts";
import { reportError } from "../../state/commands/report-error.ts";
import { isCorrecting, showsPolygons, wantsPolygons } from "../../state/corrections.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";

const loadPanel = () => lazy(() => import("./CorrectionsPanel.tsx"));

/** On the map: the tools while they are open, and which of pixels and polygons one sees. */
export function CorrectionsStage() {
  const app = useApp();
  const { t } = useMessages();
  const open = useAppState(isCorrecting);
  const [Panel, setPanel] = useState(loadPanel);
  const leave = (error: unknown) => {
    setPanel(loadPanel()); // one that could not be loaded stays so: it is asked for anew next time
    closeCorrections(app);
    reportError(app, error);
  };
  return (
    <>
      <ShownBadge />
      {open && (
        <ErrorBoundary onError={leave}>
          <Suspense fallback={<p className="corrections-panel loading">{t.correcting.loading}</p>}>
            <Panel />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}

/** Said as soon as there is more than one thing that the map may show of a result. */
function ShownBadge() {
  const { t } = useMessages();
  const wanted = useAppState(wantsPolygons);
  const polygons = useAppState(showsPolygons);
  if (!wanted) return null;
  const { shown } = t.correcting;
  return (
    <p
      className={polygons ? "shown-badge polygons" : "shown-badge"}
      title={polygons ? shown.polygonsTitle : shown.pixelsTitle}
      role="status"
      data-testid="shown"
      data-shown={polygons ? "polygons" : "pixels"}
    >
      {polygons ? <Hexagon size={16} aria-hidden /> : <Grid3x3 size={16} aria-hidden />}
      {polygons ? shown.polygons : shown.pixels}
    </p>
  );
}
