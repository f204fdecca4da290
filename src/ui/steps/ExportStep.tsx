import { Download, Save, X } from "lucide-react";
import { useId } from "react";
import { cancelExport, exportFormats, exportResult, saveExport } from "../../state/commands/export-result.ts";
import { setMillesime } from "../../state/commands/settings.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { Step, type StepPhase } from "../Step.tsx";
import { TextField } from "../TextField.tsx";
import { GeneralisationFields } from "./GeneralisationFields.tsx";

export function ExportStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format } = useMessages();
  const id = useId();
  const exporting = useAppState((state) => state.exporting);
  const millesime = useAppState((state) => state.millesime);
  const busy = exporting.phase === "vectorising" || exporting.phase === "writing";
  return (
    <Step number={6} title={t.steps.export} phase={phase}>
      <div className="fields">
        <GeneralisationFields disabled={busy} />
        <label htmlFor={`${id}-year`}>{t.export.millesime}</label>
        <TextField
          id={`${id}-year`}
          type="text"
          value={millesime}
          placeholder={t.export.millesimeHint}
          disabled={busy}
          onCommit={(text) => setMillesime(app, text)}
        />
      </div>
      {busy ? (
        <div className="run">
          <p role="status">{exporting.phase === "vectorising" ? t.export.vectorising : t.export.writing}</p>
          <ProgressBar share={exporting.share} />
          <button type="button" className="button" onClick={() => cancelExport(app)}>
            <X size={16} aria-hidden /> {t.export.cancel}
          </button>
        </div>
      ) : exporting.phase === "ready" ? (
        <div className="run">
          <p role="status">
            {t.export.saved(
              `${exporting.name}${exporting.format.extension}`,
              format.bytes(exporting.blob.size),
              format.number(exporting.faces),
            )}
          </p>
          <button type="button" className="button primary wide" onClick={() => void saveExport(app)}>
            <Save size={16} aria-hidden /> {t.export.keep}
          </button>
          <button type="button" className="button" onClick={() => cancelExport(app)}>
            <X size={16} aria-hidden /> {t.export.cancel}
          </button>
        </div>
      ) : (
        <ul className="formats">
          {exportFormats.map((exportFormat, index) => {
            const { name, detail } = t.export.formats[exportFormat.id]!;
            return (
              <li key={exportFormat.id}>
                <button
                  type="button"
                  className={`button wide ${index === 0 ? "primary" : ""}`}
                  data-testid={`export-${exportFormat.id}`}
                  onClick={() => void exportResult(app, exportFormat)}
                >
                  <Download size={16} aria-hidden /> {t.export.save} {name}
                </button>
                <p className="hint">{detail}</p>
              </li>
            );
          })}
        </ul>
      )}
      {exporting.phase === "saved" && (
        <p role="status" data-testid="saved">
          {t.export.saved(exporting.file, format.bytes(exporting.bytes), format.number(exporting.faces))}
        </p>
      )}
    </Step>
  );
}
