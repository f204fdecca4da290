import { useMemo } from "react";
import { dateNames } from "../../../core/change/change-map.ts";
import { type Drawing, PaperMap } from "../PaperMap.tsx";
import { mapOnPaper } from "../paper.ts";
import { useChangeReport } from "./context.ts";
import { useAddPicture } from "./pictures.ts";

/** Half of the sheet's width each, mm; pictures that are much wider than high stand one over the other instead. */
const BESIDE = { width: 83, height: 100 } as const;
const STACKED = { width: 170, height: 85 } as const;
/** What is written under a picture has so much room, mm. */
const LEAST_WIDTH = 60;
/** height to width */
const WIDE = 0.6;

/** Both photographs, of the same ground at the same scale. */
export function Photographs({ drawing }: { drawing: Drawing }) {
  const { report, c, dateText } = useChangeReport();
  const { bounds, crs, sides, settings } = report;
  const add = useAddPicture();
  const paper = useMemo(() => {
    const [minX, minY, maxX, maxY] = bounds;
    return mapOnPaper(bounds, crs, (maxY - minY) / (maxX - minX) < WIDE ? STACKED : BESIDE);
  }, [bounds, crs]);
  const here = dateNames.filter((date) => sides[date].photograph);
  const [missing] = dateNames.filter((date) => !sides[date].photograph);
  const isMoved = sides.before.photograph && settings.shift.some((metres) => metres !== 0);
  return (
    <section className="report-map report-photographs" data-testid="report-photographs">
      <h2>{c.pictures.title}</h2>
      <div
        className="photographs"
        style={{ gridTemplateColumns: `repeat(auto-fit, ${Math.max(LEAST_WIDTH, paper.widthMm)}mm)` }}
      >
        {here.map((date) => {
          const name = c.pictures[date](dateText(sides[date].date || sides[date].millesime));
          return (
            <PaperMap
              key={date}
              canvas={add({ shows: date, bounds })}
              paper={paper}
              crs={undefined}
              label={name}
              drawing={drawing}
            >
              <strong>{name}</strong>
            </PaperMap>
          );
        })}
      </div>
      <p className="report-note">
        {missing !== undefined && (here.length === 0 ? c.pictures.none : c.pictures.missing[missing])}{" "}
        {isMoved && c.pictures.moved}
      </p>
    </section>
  );
}
