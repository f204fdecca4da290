import { X } from "lucide-react";
import { errorSentence } from "../i18n/index.ts";
import { dismissError } from "../state/commands/report-error.ts";
import { CopyDetail } from "./CopyDetail.tsx";
import { useApp, useAppState, useMessages } from "./context.ts";

export function ErrorPanel() {
  const app = useApp();
  const { t, locale } = useMessages();
  const error = useAppState((state) => state.error);
  if (error === undefined) return null;
  return (
    <section className="error-panel" role="alert" data-testid="error" data-tag={error.tag}>
      <h2>{t.error.title}</h2>
      <p>{errorSentence(locale, error)}</p>
      <CopyDetail error={error} />
      <button type="button" className="icon-button" aria-label={t.error.dismiss} onClick={() => dismissError(app)}>
        <X size={18} aria-hidden />
      </button>
    </section>
  );
}
