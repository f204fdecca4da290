import { Download, FileText, Layers, Play, Table2, Trash2 } from "lucide-react";
import { useState } from "react";
import { dateNames } from "../../core/change/change-map.ts";
import type { Sample } from "../../core/sample/sample.ts";
import { referenceOf } from "../../state/commands/reference.ts";
import { answerByReference } from "../../state/commands/sample/draw-sample.ts";
import { startInterpreting } from "../../state/commands/sample/interpret.ts";
import { saveSampleCsv, saveSampleRecord } from "../../state/commands/sample/sample-files.ts";
import { dropSample } from "../../state/commands/sample/take-sample.ts";
import { useApp, useAppState } from "../context.ts";
import { useSample } from "./context.ts";
import { ReferenceLayers } from "./ReferenceLayers.tsx";
import { ResultsDialog } from "./ResultsDialog.tsx";

/** A sample that is drawn: how far one has come, and what can be done with it. */
export function DrawnSample({ sample }: { sample: Sample }) {
  const app = useApp();
  const { s, format } = useSample();
  const [shown, show] = useState<"results" | "confirm">();
  const reference = useAppState(referenceOf);
  const busy = useAppState(({ sampling }) => sampling.busy);
  const lacksPhotograph = useAppState(
    ({ change }) => sample.of === "change" && dateNames.some((date) => change.sides[date]?.image === undefined),
  );
  const { points, seed } = sample;
  const done = points.filter(({ answer }) => answer !== undefined).length;
  return (
    <>
      <p>
        <strong>{s.drawn.title(points.length, format.number(points.length))}</strong> · {s.drawn.seed(String(seed))}
      </p>
      <div className="review-progress">
        <progress value={done} max={points.length} aria-hidden />
        <p role="status" data-testid="sample-progress">
          {s.drawn.progress(format.number(done), format.number(points.length))}
        </p>
      </div>
      {lacksPhotograph && <p className="warning">{s.noPhotograph}</p>}
      <button
        type="button"
        className={done < points.length ? "button primary wide" : "button wide"}
        data-testid="interpret"
        onClick={() => startInterpreting(app)}
      >
        <Play size={16} aria-hidden />{" "}
        {done === 0 ? s.drawn.start : done < points.length ? s.drawn.goOn : s.drawn.again}
      </button>
      {done > 0 && (
        <button
          type="button"
          className={done < points.length ? "button wide" : "button primary wide"}
          data-testid="sample-results"
          onClick={() => show("results")}
        >
          <Table2 size={16} aria-hidden /> {s.drawn.results}
        </button>
      )}
      {sample.of === "change" && <ReferenceLayers />}
      {sample.of === "map" && reference !== undefined && (
        <>
          <button
            type="button"
            className="button wide"
            disabled={busy}
            data-testid="answer-by-reference"
            onClick={() => void answerByReference(app)}
          >
            <Layers size={16} aria-hidden /> {s.drawn.reference}
          </button>
          <p className="hint">{s.drawn.referenceHint(reference.file)}</p>
        </>
      )}
      <div className="sample-files">
        <button type="button" className="button" data-testid="sample-csv" onClick={() => void saveSampleCsv(app)}>
          <Download size={16} aria-hidden /> {s.drawn.csv}
        </button>
        <button type="button" className="button" data-testid="sample-json" onClick={() => void saveSampleRecord(app)}>
          <FileText size={16} aria-hidden /> {s.drawn.record}
        </button>
      </div>
      {shown === "confirm" ? (
        <div className="sample-confirm" role="alertdialog" aria-label={s.drawn.replace}>
          <p>{s.drawn.confirm(format.number(done))}</p>
          <button type="button" className="button" data-testid="drop-sample-yes" onClick={() => dropSample(app)}>
            {s.drawn.confirmYes}
          </button>
          <button type="button" className="button" onClick={() => show(undefined)}>
            {s.drawn.confirmNo}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button quiet"
          data-testid="drop-sample"
          onClick={() => (done === 0 ? dropSample(app) : show("confirm"))}
        >
          <Trash2 size={16} aria-hidden /> {s.drawn.replace}
        </button>
      )}
      {shown === "results" && <ResultsDialog sample={sample} onClose={() => show(undefined)} />}
    </>
  );
}
