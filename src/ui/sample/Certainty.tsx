import { useMemo } from "react";
import { resultsOf } from "../../core/sample/results.ts";
import { sampleOf } from "../../state/sampling.ts";
import { useAppState } from "../context.ts";
import { useSample } from "./context.ts";
import { NetSaid } from "./Said.tsx";
import { strataMoved } from "./strata-moved.ts";

/** Beside the figures of a comparison: the interval that its sample gives them, or where one is to be had. */
export function Certainty() {
  const { s, format } = useSample();
  const sample = useAppState(({ sampling }) => sampleOf(sampling, "change"));
  const moved = useAppState((state) => sample !== undefined && strataMoved(sample, state));
  const results = useMemo(() => sample && resultsOf(sample), [sample]);
  if (sample === undefined || results === undefined || results.net === null)
    return (
      <p className="hint" data-testid="certainty">
        {s.certainty.none}
      </p>
    );
  const { told, unsure, unanswered, net } = results;
  return (
    <div className="certainty" data-testid="certainty">
      <h3>{s.certainty.title}</h3>
      <NetSaid sample={sample} net={net} />
      <p className="hint">{s.results.told(told, unsure, unanswered, format)}</p>
      {moved && <p className="warning">{s.results.mapChanged}</p>}
    </div>
  );
}
