import { FileInput, Layers } from "lucide-react";
import { useState } from "react";
import { type DateName, dateNames } from "../../core/change/change-map.ts";
import { answerByLayers } from "../../state/commands/sample/draw-sample.ts";
import { useApp, useAppState } from "../context.ts";
import { FilePicker } from "../FilePicker.tsx";
import { useSample } from "./context.ts";

type Chosen = { readonly [date in DateName]?: readonly File[] };

/** Answers to a sample of changes from other maps, one for each date. */
export function ReferenceLayers() {
  const app = useApp();
  const { s } = useSample();
  const busy = useAppState(({ sampling }) => sampling.busy);
  const [chosen, choose] = useState<Chosen>({});
  const { before, after } = chosen;
  const nameOf = (files: readonly File[]) => files.map(({ name }) => name).join(", ");
  return (
    <details className="reference-layers">
      <summary>{s.drawn.reference}</summary>
      <p className="hint">{s.drawn.layersHint}</p>
      {dateNames.map((date) => (
        <FilePicker
          key={date}
          className="button wide"
          testId={`layer-${date}`}
          onFiles={(files) => choose((others) => ({ ...others, [date]: files.map(({ file }) => file) }))}
        >
          <FileInput size={16} aria-hidden /> {chosen[date] ? nameOf(chosen[date]) : s.drawn.layers[date]}
        </FilePicker>
      ))}
      <button
        type="button"
        className="button wide"
        disabled={busy || before === undefined || after === undefined}
        data-testid="answer-by-layers"
        onClick={() => before && after && void answerByLayers(app, { before, after })}
      >
        <Layers size={16} aria-hidden /> {s.drawn.answer}
      </button>
    </details>
  );
}
