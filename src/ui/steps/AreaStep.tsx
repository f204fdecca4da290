import { FileUp, Scan, X } from "lucide-react";
import { useMemo, useRef } from "react";
import { planTiles } from "../../core/raster/tile-plan.ts";
import { measurePolygons } from "../../core/vector/measure.ts";
import { tilesWanted } from "../../state/area-tiles.ts";
import { clearArea, setAreaFromFiles, setAreaToView } from "../../state/commands/set-area.ts";
import { type Area, chosenModelOf, isBusy } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { DrawAreaButton } from "../DrawAreaButton.tsx";
import { Step, type StepPhase } from "../Step.tsx";

/** What of the image is segmented: all of it, or an area drawn, seen or brought. */
export function AreaStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format } = useMessages();
  const area = useAppState((state) => state.area);
  const drawing = useAppState((state) => state.tool === "area");
  const busy = useAppState(isBusy);
  const hasView = useAppState((state) => state.viewBounds !== undefined); // not before the map has been laid out
  const input = useRef<HTMLInputElement>(null);
  const squareMetres = useMemo(
    () => area?.zones.reduce((sum, { polygons }) => sum + measurePolygons(polygons, area.crs).planimetric, 0),
    [area],
  );
  const summary = squareMetres === undefined ? t.frame.whole : format.area(squareMetres);
  return (
    <Step number={2} title={t.steps.area} phase={phase} summary={summary}>
      {area === undefined ? (
        <p className="hint">{t.area.explain}</p>
      ) : (
        <div data-testid="area">
          <p>
            {area.name || t.area.origins[area.origin]} · {summary}
          </p>
          <Saving area={area} />
        </div>
      )}
      <div className="area-actions">
        <DrawAreaButton disabled={busy} testId="area-draw" />
        <button
          type="button"
          className="button"
          disabled={busy || !hasView}
          data-testid="area-view"
          onClick={() => setAreaToView(app)}
        >
          <Scan size={16} aria-hidden /> {t.area.view}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>
          <FileUp size={16} aria-hidden /> {t.area.file}
        </button>
        {area !== undefined && (
          <button
            type="button"
            className="button"
            disabled={busy}
            data-testid="area-clear"
            onClick={() => clearArea(app)}
          >
            <X size={16} aria-hidden /> {t.area.clear}
          </button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="area-file"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same file may be chosen again
          if (files.length > 0) void setAreaFromFiles(app, files);
        }}
      />
      <p className="hint" role="status">
        {drawing ? t.area.drawing : ""}
      </p>
      {area === undefined && <p className="hint">{t.area.formats}</p>}
    </Step>
  );
}

/** How many windows the area takes, and what that spares. */
function Saving({ area }: { area: Area }) {
  const { t, format } = useMessages();
  const grid = useAppState(({ image, result }) => (result?.from === "file" ? undefined : image?.opened.grid));
  const model = useAppState(chosenModelOf);
  const coarse = useAppState((state) => state.coarse);
  const wanted = useMemo(
    () => grid && tilesWanted(planTiles(grid, model.manifest, coarse), area),
    [grid, model.manifest, coarse, area],
  );
  if (wanted === undefined) return null;
  const count = wanted.reduce((sum, mark) => sum + mark, 0);
  return (
    <p className="hint" data-testid="area-windows">
      {t.area.windows(format.number(count), format.number(wanted.length), format.percent(1 - count / wanted.length))}
    </p>
  );
}
