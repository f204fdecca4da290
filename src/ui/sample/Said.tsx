import type { SampleResults } from "../../core/sample/results.ts";
import type { Sample } from "../../core/sample/sample.ts";
import { useAppState } from "../context.ts";
import { hectares } from "../hectares.ts";
import { useSample } from "./context.ts";
import { strataMoved } from "./strata-moved.ts";

/** The figures in sentences, and what weakens them. */
export function Said({ sample, results }: { sample: Sample; results: SampleResults }) {
  const { s, format, stratumName } = useSample();
  const moved = useAppState((state) => strataMoved(sample, state));
  const { told, unsure, unanswered, estimates, net, untold, thin, classes } = results;
  const { overall, areas } = estimates;
  const names = (ids: readonly string[]) => ids.map(stratumName).join(s.results.between);
  const share = (value: number) => format.percent(value, 1);
  const wide = classes.filter((_, at) => {
    const area = areas[at];
    return area != null && area.value > 0 && area.high - area.low > area.value;
  });
  const layers = [...new Set(sample.points.flatMap(({ answer }) => answer?.by ?? []))];
  const warnings = [
    untold.length > 0 && s.results.untold(names(untold)),
    thin.length > 0 && s.results.thin(names(thin)),
    wide.length > 0 && s.results.wide(names(wide)),
    unsure > 0 && s.results.unsure,
    layers.length > 0 && s.results.fromLayer(layers.join(", ")),
    moved && s.results.mapChanged,
  ].filter((warning) => warning !== false);
  return (
    <>
      {overall !== null && (
        <p data-testid="overall">{s.results.overall(share(overall.value), share(overall.low), share(overall.high))}</p>
      )}
      {net !== null && <NetSaid sample={sample} net={net} />}
      <p className="hint">
        {s.results.told(told, unsure, unanswered, format)} {unanswered > 0 && told > 0 && s.results.partial}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
    </>
  );
}

/** Net land take as the sample has it, beside the map's own. */
export function NetSaid({ sample, net }: { sample: Sample; net: NonNullable<SampleResults["net"]> }) {
  const { s, format } = useSample();
  const ofMap = (id: string) => sample.strata.find((one) => one.id === id)?.squareMetres ?? 0;
  const mapped = ofMap("artificialised") - ofMap("renatured");
  return (
    <p data-testid="net">
      {s.results.net(...([net.value, net.low, net.high, mapped].map((area) => hectares(area, format)) as Four))}
    </p>
  );
}

type Four = [string, string, string, string];
