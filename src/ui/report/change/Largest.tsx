import { type ChangeFacts, numberOf } from "../../../core/change/change-facts.ts";
import { dateNames } from "../../../core/change/change-map.ts";
import type { Bounds } from "../../../core/geo/bounds.ts";
import { LARGEST_SHOWN } from "../../../core/report/change-report.ts";
import { KindSwatch } from "../../change/KindSwatch.tsx";
import { useChangeReport } from "./context.ts";
import { useAddPicture } from "./pictures.ts";

/** Dots along a small picture's sides: 22 mm at 200 dots an inch. */
const SMALL_PX = 173;

/** Map units that a small picture shows at least, and how much around a change, as a share of its longer side. */
const LEAST_SHOWN = 50;
const AROUND = 0.3;

/** The largest changes one by one, each with the ground at both dates. */
export function Largest() {
  const { report, c, kinds, format, area, coverName } = useChangeReport();
  const { changes, sides, crs } = report;
  const largest = changes.slice(0, LARGEST_SHOWN);
  const others = changes.slice(LARGEST_SHOWN);
  const add = useAddPicture();
  const dates = dateNames.filter((date) => sides[date].photograph);
  /** ungrouped, to be copied */
  const coordinate = (value: number) => value.toFixed(crs.unit === "degree" ? 6 : 0);
  if (largest.length === 0) return null;
  return (
    <section>
      <h2>{largest.length === 1 ? c.largest.titleOne : c.largest.title(format.number(largest.length))}</h2>
      <table className="report-table report-long" data-testid="report-largest">
        <thead>
          <tr>
            <th scope="col">{c.largest.number}</th>
            {dates.map((date) => (
              <th key={date} scope="col">
                {c.sides[date]}
              </th>
            ))}
            <th scope="col">{c.largest.covers}</th>
            <th scope="col" className="figure">
              {c.largest.area}
            </th>
            <th scope="col" className="figure">
              {c.largest.confidence}
            </th>
            <th scope="col">{c.largest.decision}</th>
          </tr>
        </thead>
        <tbody>
          {largest.map((change) => (
            <tr key={change.id} data-change={change.id}>
              <td>{format.number(numberOf(change))}</td>
              {dates.map((date) => (
                <td key={date}>
                  <canvas
                    ref={add({ shows: date, bounds: around(change.bounds), outlined: change.id })}
                    className="small-picture"
                    width={SMALL_PX}
                    height={SMALL_PX}
                    aria-hidden
                  />
                </td>
              ))}
              <td className="covers">
                {dateNames.map((date) => (
                  <p key={date}>
                    {date === "after" && "→ "}
                    <span className="code">{change[date].cover}</span> {coverName(change[date].cover)}
                  </p>
                ))}
                <p className="under">
                  <KindSwatch kind={change.kind} /> {kinds[change.kind]}
                </p>
                <p className="under">{c.largest.place(coordinate(change.at[0]), coordinate(change.at[1]))}</p>
              </td>
              <td className="figure">{`${format.number(change.squareMetres)}\u202fm²`}</td>
              <td className="figure">
                {change.confidence === null ? c.largest.unknown : format.percent(change.confidence)}
              </td>
              <td className="decision">
                <Decision change={change} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">
        {others.length > 0 && c.largest.others(format.number(others.length), area(sumOf(others)))} {c.largest.note}
      </p>
    </section>
  );
}

function Decision({ change: { decision, found } }: { change: ChangeFacts }) {
  const { c } = useChangeReport();
  const isRelabelled = decision?.before !== undefined || decision?.after !== undefined;
  return (
    <>
      {isRelabelled
        ? c.largest.relabelled(found.before, found.after)
        : decision?.verdict === "accepted"
          ? c.largest.accepted
          : c.largest.unreviewed}
      {decision?.comment && <p className="under">{decision.comment}</p>}
    </>
  );
}

const sumOf = (changes: readonly ChangeFacts[]): number =>
  changes.reduce((sum, { squareMetres }) => sum + squareMetres, 0);

/** A square around a change, with some of what is beside it. */
function around([minX, minY, maxX, maxY]: Bounds): Bounds {
  const half = Math.max(LEAST_SHOWN, Math.max(maxX - minX, maxY - minY) * (1 + 2 * AROUND)) / 2;
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  return [x - half, y - half, x + half, y + half];
}
