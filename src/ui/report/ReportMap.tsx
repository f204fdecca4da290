import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Bounds } from "../../core/geo/bounds.ts";
import { coverOf } from "../../core/landcover/ocsge.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import type { App } from "../../state/store.ts";
import { useApp } from "../context.ts";
import { useReport } from "./context.ts";
import { type Drawing, PaperMap } from "./PaperMap.tsx";
import { mapOnPaper } from "./paper.ts";

/** What the composition root gives: draws a map of the result on the whole of a canvas. */
export type DrawReportMap = (
  canvas: HTMLCanvasElement,
  app: App,
  map: {
    readonly bounds: Bounds;
    readonly zones: readonly Zone[] | undefined;
    readonly names: ReadonlyMap<string, string>;
  },
  signal: AbortSignal,
) => Promise<void>;

interface ReportMapProps {
  readonly draw: DrawReportMap;
  readonly drawing: Drawing;
  readonly onDrawing: (drawing: Drawing) => void;
  /** gets the same picture */
  readonly smallMap: RefObject<HTMLCanvasElement | null>;
}

/** The map in its frame, with scale, north, system and legend. */
export function ReportMap({ draw, drawing, onDrawing, smallMap }: ReportMapProps) {
  const app = useApp();
  const { report, r, locale } = useReport();
  const canvas = useRef<HTMLCanvasElement>(null);
  const paper = useMemo(() => mapOnPaper(report.bounds, report.crs), [report]);
  useEffect(() => {
    const controller = new AbortController();
    const { bounds, zones, summary } = report;
    const names = new Map(summary.classes.map(({ code }, index) => [code, String(index + 1)]));
    draw(canvas.current!, app, { bounds, zones, names }, controller.signal).then(
      () => {
        if (smallMap.current !== null) copyTo(smallMap.current, canvas.current!);
        onDrawing("drawn");
      },
      () => {
        if (!controller.signal.aborted) onDrawing("failed");
      },
    );
    return () => controller.abort();
  }, [draw, app, report, onDrawing, smallMap]);
  const label = report.imageShown ? r.map.labelOverImage : r.map.label;
  return (
    <section className="report-map" data-testid="report-map" data-drawing={drawing}>
      <h2>{r.map.title}</h2>
      <PaperMap canvas={canvas} paper={paper} crs={report.crs} label={label} drawing={drawing} />
      <h3>{r.map.legend}</h3>
      <ul className="report-legend">
        {report.summary.classes.map(({ code }, index) => {
          const cover = coverOf(code)!;
          return (
            <li key={code}>
              <span className="legend-key" style={{ background: cover.colour }}>
                {index + 1}
              </span>
              {locale === "fr" ? cover.labelFr : cover.labelEn}
            </li>
          );
        })}
        {report.zones !== undefined && (
          <li>
            <span className="area-key" />
            {r.map.area}
          </li>
        )}
      </ul>
      <p className="report-note">
        {label}. {r.map.legendNote}
      </p>
    </section>
  );
}

/** Dots along the small map's longer side: 60 mm at 200 dots an inch. */
const SMALL_PX = 472;

function copyTo(small: HTMLCanvasElement, large: HTMLCanvasElement): void {
  const scale = SMALL_PX / Math.max(large.width, large.height);
  small.width = Math.max(1, Math.round(large.width * scale));
  small.height = Math.max(1, Math.round(large.height * scale));
  const context = small.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(large, 0, 0, small.width, small.height);
}
