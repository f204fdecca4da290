import { useEffect } from "react";
import { turnSampling } from "../../state/commands/sample/take-sample.ts";
import { sampledHere } from "../../state/sampling.ts";
import { useApp, useAppState } from "../context.ts";
import { DrawnSample } from "./DrawnSample.tsx";
import { Interpretation } from "./Interpretation.tsx";
import { SampleForm } from "./SampleForm.tsx";

/** Accuracy by sample, of the map or of the changes between two dates, whichever is on the screen. */
export default function SamplePanel() {
  const app = useApp();
  const of = useAppState(sampledHere);
  const sample = useAppState(({ sampling }) => sampling.sample);
  const interpreting = useAppState(({ sampling }) => sampling.interpreting !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the screen turns from one to the other
  useEffect(() => turnSampling(app), [app, of]);
  if (sample !== undefined && sample.of !== of) return null;
  return (
    <div className="sample" data-testid="sample">
      {sample === undefined ? (
        <SampleForm of={of} />
      ) : interpreting ? (
        <Interpretation />
      ) : (
        <DrawnSample sample={sample} />
      )}
    </div>
  );
}
