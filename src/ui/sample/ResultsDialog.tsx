import { Download, FileText } from "lucide-react";
import { useMemo } from "react";
import type { Estimate } from "../../core/sample/estimate.ts";
import { resultsOf, type SampleResults } from "../../core/sample/results.ts";
import type { Sample } from "../../core/sample/sample.ts";
import { saveSampleCsv, saveSampleRecord } from "../../state/commands/sample/sample-files.ts";
import { useApp } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { useSample } from "./context.ts";
import { Said } from "./Said.tsx";

const SQUARE_METRES_A_HECTARE = 10_000;

/** m²: below, areas are told to the square metre. */
const SMALL_MAP = 100_000;

/** What the sample says: accuracy, areas with their intervals beside the map's own, and the matrix they come from. */
export function ResultsDialog({ sample, onClose }: { sample: Sample; onClose: () => void }) {
  const app = useApp();
  const { s } = useSample();
  const results = useMemo(() => resultsOf(sample), [sample]);
  const tables = [
    [s.results.areas, <Areas key="areas" sample={sample} results={results} />],
    [s.results.accuracy, <Accuracy key="accuracy" results={results} />],
    [s.results.matrix, <Counts key="counts" results={results} />],
  ] as const;
  return (
    <Dialog
      title={s.results.title}
      size="content"
      testId="sample-results-dialog"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={() => void saveSampleCsv(app)}>
            <Download size={16} aria-hidden /> {s.drawn.csv}
          </button>
          <button type="button" className="button" onClick={() => void saveSampleRecord(app)}>
            <FileText size={16} aria-hidden /> {s.drawn.record}
          </button>
        </>
      }
    >
      <Said sample={sample} results={results} />
      {/* one block, or the dialog would shrink what scrolls sideways to fit its own height */}
      <div>
        {tables.map(([title, table]) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, for the keyboard too
          <section key={title} className="matrix-frame sample-table" aria-label={title} tabIndex={0}>
            <h3>{title}</h3>
            {table}
          </section>
        ))}
      </div>
      <p className="hint">{s.results.readAccuracy}</p>
      {sample.of === "change" && <p className="hint">{s.results.reused}</p>}
      <p className="hint">{s.results.method}</p>
    </Dialog>
  );
}

function Areas({ sample, results }: { sample: Sample; results: SampleResults }) {
  const { s, format, stratumName } = useSample();
  const { classes, estimates } = results;
  const columns = s.results.areaColumns;
  const total = sum(sample.strata.map(({ squareMetres }) => squareMetres));
  const hectares = (area: number) => format.number(area / SQUARE_METRES_A_HECTARE, total < SMALL_MAP ? 4 : 2);
  return (
    <table className="matrix" data-testid="sample-areas">
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((id, at) => {
          const area = estimates.areas[at] ?? null;
          return (
            <tr key={id} data-class={id}>
              <th scope="row">{stratumName(id)}</th>
              <td>{hectares(sample.strata[at]?.squareMetres ?? 0)}</td>
              <td className="strong">{area === null ? s.results.none : hectares(area.value)}</td>
              <td>{area === null ? s.results.none : s.results.range(hectares(area.low), hectares(area.high))}</td>
              <td>{area?.halfWidth == null ? s.results.none : `± ${hectares(area.halfWidth)}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Accuracy({ results }: { results: SampleResults }) {
  const { s, format, stratumName } = useSample();
  const { classes, matrix, estimates } = results;
  const columns = s.results.accuracyColumns;
  const share = (one: Estimate | null | undefined) =>
    one == null
      ? s.results.none
      : `${format.percent(one.value)} (${s.results.range(format.percent(one.low), format.percent(one.high))})`;
  return (
    <table className="matrix" data-testid="sample-accuracy">
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((id, at) => (
          <tr key={id} data-class={id}>
            <th scope="row">{stratumName(id)}</th>
            <td>{format.number(sum(matrix.counts[at] ?? []))}</td>
            <td>{share(estimates.users[at])}</td>
            <td>{share(estimates.producers[at])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({ results }: { results: SampleResults }) {
  const { s, format, stratumName } = useSample();
  const { classes, matrix } = results;
  return (
    <table className="matrix sample-counts" data-testid="sample-matrix">
      <thead>
        <tr>
          <th scope="col">{s.results.matrixCorner}</th>
          {classes.map((id) => (
            <th key={id} scope="col">
              {stratumName(id)}
            </th>
          ))}
          <th scope="col">{s.results.total}</th>
        </tr>
      </thead>
      <tbody>
        {matrix.counts.map((row, stratum) => (
          <tr key={classes[stratum]}>
            <th scope="row">{stratumName(classes[stratum]!)}</th>
            {row.map((count, at) => (
              <td key={classes[at]} className={at === stratum ? "same" : ""}>
                {count === 0 ? "·" : format.number(count)}
              </td>
            ))}
            <td className="strong">{format.number(sum(row))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
