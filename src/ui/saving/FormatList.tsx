import { Download } from "lucide-react";
import { type ExportFormat, exportFormats } from "../../core/ports/export-formats.ts";
import { givesConfidence } from "../../core/ports/model-manifest.ts";
import { exportResult } from "../../state/commands/export-result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

const [recommended, ...others] = exportFormats;

/** The recommended format as the next step; the others, each with what opens it, behind one line. */
export function FormatList() {
  const app = useApp();
  const { t } = useMessages();
  const sure = useAppState(({ result }) => result !== undefined && givesConfidence(result.model.manifest));
  const make = (format: ExportFormat) => void exportResult(app, format);
  const { name, detail } = t.export.formats[recommended.id];
  return (
    <>
      <div className="formats">
        <button
          type="button"
          className="button primary wide"
          data-testid={`export-${recommended.id}`}
          onClick={() => make(recommended)}
        >
          <Download size={16} aria-hidden /> {t.export.save} {name}
        </button>
        <p className="hint">{detail}</p>
      </div>
      <details className="other-formats" data-testid="other-formats">
        <summary>{t.export.others}</summary>
        <ul>
          {others
            .filter(({ id }) => sure || id !== "confidence")
            .map((format) => (
              <li key={format.id}>
                <button type="button" data-testid={`export-${format.id}`} onClick={() => make(format)}>
                  <strong>{t.export.formats[format.id].name}</strong>
                  <span className="extension">{format.extension}</span>
                  <span className="hint">{t.export.formats[format.id].detail}</span>
                </button>
              </li>
            ))}
        </ul>
      </details>
    </>
  );
}
