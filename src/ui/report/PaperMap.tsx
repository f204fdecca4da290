import type { ReactNode, Ref } from "react";
import type { Crs } from "../../core/geo/crs.ts";
import type { MapOnPaper } from "./paper.ts";
import { useReportWords } from "./words.ts";

export type Drawing = "drawing" | "drawn" | "failed";

interface PaperMapProps {
  readonly canvas: Ref<HTMLCanvasElement>;
  readonly paper: MapOnPaper;
  /** undefined where another map beside it says the same */
  readonly crs: Crs | undefined;
  /** what it shows, where it is read aloud */
  readonly label: string;
  readonly drawing: Drawing;
  /** before the scale */
  readonly children?: ReactNode;
}

/** A map in its frame, with scale, north and system. */
export function PaperMap({ canvas, paper, crs, label, drawing, children }: PaperMapProps) {
  const { r, format } = useReportWords();
  const { metres, mm } = paper.bar;
  const length = metres >= 1000 ? `${format.number(metres / 1000)}\u202fkm` : `${format.number(metres)}\u202fm`;
  return (
    <figure>
      <div className="map-frame" style={{ width: `${paper.widthMm}mm`, aspectRatio: paper.widthMm / paper.heightMm }}>
        <canvas ref={canvas} width={paper.width} height={paper.height} role="img" aria-label={label} />
        <svg className="north" viewBox="0 0 24 36" role="img" aria-label={r.map.north}>
          <path d="M12 14 L18 34 L12 29 L6 34 Z" />
          <text x="12" y="11">
            N
          </text>
        </svg>
        {drawing !== "drawn" && <p role="status">{drawing === "drawing" ? r.drawing : r.mapFailed}</p>}
      </div>
      <figcaption>
        {children}
        <span className="scale">
          <span className="scale-bar" style={{ width: `${mm}mm` }} />
          {length}
        </span>
        <span>{r.map.scale(format.number(paper.denominator))}</span>
        {crs !== undefined && (
          <span>
            {crs.name} (EPSG:{crs.code})
          </span>
        )}
      </figcaption>
    </figure>
  );
}
