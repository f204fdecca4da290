import type { Estimate } from "../../../core/sample/estimate.ts";
import { resultsOf, type SampleResults } from "../../../core/sample/results.ts";
import type { Sample } from "../../../core/sample/sample.ts";
import { useSample } from "../../sample/context.ts";
import { Said } from "../../sample/Said.tsx";
import { TableHeads } from "../TableHeads.tsx";
import { useChangeReport } from "./context.ts";

/** What a sample of points says of the figures; without one, that they have no interval. */
export function Accuracy() {
  const { report, c } = useChangeReport();
  const { sample } = report;
  const results = sample && resultsOf(sample);
  return (
    <section data-testid="report-sample">
      <h2>{c.accuracy.title}</h2>
      {sample === undefined || results === undefined ? (
        <p>{c.accuracy.none}</p>
      ) : results.told === 0 ? (
        <p>{c.accuracy.unanswered}</p>
      ) : (
        <Results sample={sample} results={results} />
      )}
    </section>
  );
}

function Results({ sample, results }: { sample: Sample; results: SampleResults }) {
  const { c, format } = useChangeReport();
  const { s } = useSample();
  return (
    <>
      <p>{c.accuracy.points(format.number(sample.points.length), String(sample.seed))}</p>
      <div className="report-said">
        <Said sample={sample} results={results} />
      </div>
      <Areas results={results} />
      <Confusion results={results} />
      <p className="report-note">
        {c.accuracy.note} {s.results.readAccuracy} {s.results.reused} {s.results.method}
      </p>
    </>
  );
}

/** What the map counts and what the sample says there is, class by class. */
function Areas({ results: { classes, matrix, estimates } }: { results: SampleResults }) {
  const tools = useChangeReport();
  const { c, hectares } = tools;
  const { stratumName: stratum } = useSample();
  const percent = percentOf(tools);
  return (
    <>
      <h3>{c.accuracy.byClass}</h3>
      <table className="report-table report-matrix" data-testid="report-areas">
        <TableHeads
          rows={c.accuracy.class}
          figures={[c.accuracy.mapped, c.accuracy.estimated, c.accuracy.users, c.accuracy.producers]}
        />
        <tbody>
          {classes.map((id, at) => (
            <tr key={id} data-stratum={id}>
              <th scope="row">{stratum(id)}</th>
              <td className="figure">{hectares(matrix.squareMetres[at] ?? 0)}</td>
              <td className="figure" data-figure="area">
                <Interval of={estimates.areas[at] ?? null} text={hectares} isHalved />
              </td>
              <td className="figure" data-figure="users">
                <Interval of={estimates.users[at] ?? null} text={percent} />
              </td>
              <td className="figure" data-figure="producers">
                <Interval of={estimates.producers[at] ?? null} text={percent} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Points by what the map says of them and by what the interpreter has seen. */
function Confusion({ results: { classes, matrix } }: { results: SampleResults }) {
  const { c, format } = useChangeReport();
  const { stratumName: stratum } = useSample();
  return (
    <>
      <h3>{c.accuracy.confusion}</h3>
      <table className="report-table report-matrix" data-testid="report-confusion">
        <TableHeads
          rows={c.accuracy.corner}
          figures={[...classes.map((_, at) => format.number(at + 1)), c.flows.total]}
          labels={classes.map(stratum)}
        />
        <tbody>
          {classes.map((id, at) => {
            const row = matrix.counts[at];
            return (
              <tr key={id} data-stratum={id}>
                <th scope="row">
                  {format.number(at + 1)} {stratum(id)}
                </th>
                {classes.map((seen, column) => (
                  <td key={seen} className={`figure${at === column ? " same" : ""}`}>
                    {row === undefined ? "" : row[column] === 0 ? "·" : format.number(row[column]!)}
                  </td>
                ))}
                <td className="figure">{row && format.number(row.reduce((sum, count) => sum + count, 0))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

interface IntervalProps {
  readonly of: Estimate | null;
  readonly text: (value: number) => string;
  /** with the half-width beside it, where there is one */
  readonly isHalved?: boolean;
}

function Interval({ of, text, isHalved = false }: IntervalProps) {
  const { c } = useChangeReport();
  if (of === null) return "–";
  const { value, low, high, halfWidth } = of;
  return (
    <>
      {text(value)}
      <span className="under">
        {c.accuracy.interval(text(low), text(high))}
        {isHalved && halfWidth !== null && ` ± ${text(halfWidth)}`}
      </span>
    </>
  );
}

const percentOf =
  ({ format }: ReturnType<typeof useChangeReport>) =>
  (share: number) =>
    format.percent(share, 1);
