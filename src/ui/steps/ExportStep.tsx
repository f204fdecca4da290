import { FileText, GitCompareArrows, Save, X } from "lucide-react";
import { useId, useRef } from "react";
import { compareResult } from "../../state/commands/change/entrance.ts";
import { cancelExport, saveExport } from "../../state/commands/export-result.ts";
import { openReport } from "../../state/commands/open-report.ts";
import { setMillesime } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { useFocusBack } from "../report/use-focus-back.ts";
import { Step, type StepPhase } from "../Step.tsx";
import { AskMillesime } from "../saving/AskMillesime.tsx";
import { FormatList } from "../saving/FormatList.tsx";
import { SystemField } from "../saving/SystemField.tsx";
import { TextField } from "../TextField.tsx";
import { useFocusKept } from "../use-focus-kept.ts";
import { GeneralisationFields } from "./GeneralisationFields.tsx";

export function ExportStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format } = useMessages();
  const id = useId();
  const exporting = useAppState((state) => state.exporting);
  const millesime = useAppState((state) => state.millesime);
  const content = useRef<HTMLDivElement>(null);
  useFocusKept(content, exporting.phase);
  const reportButton = useFocusBack();
  const busy = exporting.phase === "vectorising" || exporting.phase === "writing";
  const choosing = exporting.phase === "idle" || exporting.phase === "saved";
  return (
    <Step
      number={6}
      title={t.steps.export}
      phase={phase}
      summary={exporting.phase === "saved" ? t.frame.kept(exporting.file) : undefined}
    >
      <div ref={content} className="export">
        <div className="fields">
          <GeneralisationFields disabled={busy} />
          <SystemField disabled={busy} />
          {exporting.phase !== "asking" && (
            <>
              <label htmlFor={`${id}-year`}>{t.export.millesime}</label>
              <TextField
                id={`${id}-year`}
                type="text"
                value={millesime}
                placeholder={t.export.millesimeHint}
                disabled={busy}
                onCommit={(text) => setMillesime(app, text)}
              />
            </>
          )}
        </div>
        {exporting.phase === "asking" && <AskMillesime />}
        {busy && (
          <div className="run">
            <p role="status">{exporting.phase === "vectorising" ? t.export.vectorising : t.export.writing}</p>
            <ProgressBar share={exporting.share} />
            <button type="button" className="button" onClick={() => cancelExport(app)}>
              <X size={16} aria-hidden /> {t.export.cancel}
            </button>
          </div>
        )}
        {exporting.phase === "ready" && (
          <div className="export-ready">
            <p role="status" data-testid="ready">
              {t.export.saved(
                `${exporting.name}${exporting.format.extension}`,
                exporting.blob.size,
                exporting.faces,
                format,
              )}
            </p>
            <button
              type="button"
              className="button primary wide"
              data-testid="save-export"
              onClick={() => void saveExport(app)}
            >
              <Save size={16} aria-hidden /> {t.export.keep}
            </button>
            <button type="button" className="button quiet" onClick={() => cancelExport(app)}>
              {t.export.another}
            </button>
          </div>
        )}
        {exporting.phase === "saved" && (
          <p role="status" data-testid="saved">
            {t.export.saved(exporting.file, exporting.bytes, exporting.faces, format)}
          </p>
        )}
        {choosing && (
          <>
            <FormatList />
            <div className="export-report">
              <button
                ref={reportButton}
                type="button"
                className="button wide"
                data-testid="open-report"
                onClick={() => void openReport(app)}
              >
                <FileText size={16} aria-hidden /> {t.export.report}
              </button>
              <p className="hint">{t.export.reportDetail}</p>
              <button
                type="button"
                className="button wide"
                data-testid="compare-result"
                onClick={() => void compareResult(app)}
              >
                <GitCompareArrows size={16} aria-hidden /> {t.comparing.fromResult}
              </button>
              <p className="hint">{t.comparing.fromResultDetail}</p>
            </div>
          </>
        )}
      </div>
    </Step>
  );
}
