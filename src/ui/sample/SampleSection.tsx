import { Target, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { reportError } from "../../state/commands/report-error.ts";
import { closeSampling, openSampling } from "../../state/commands/sample/take-sample.ts";
import { isFinished } from "../../state/corrections.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";

const loadPanel = () => lazy(() => import("./SamplePanel.tsx"));

/** In the step: opens accuracy by sample. */
export function SampleSection() {
  const app = useApp();
  const { t } = useMessages();
  const ready = useAppState(isFinished);
  const open = useAppState(({ sampling }) => sampling.open);
  const [Panel, setPanel] = useState(loadPanel);
  const leave = (error: unknown) => {
    setPanel(loadPanel()); // one that could not be loaded stays so: it is asked for anew next time
    closeSampling(app);
    reportError(app, error);
  };
  if (!ready) return null;
  return (
    <section className="sample-section" aria-labelledby="sample-title">
      <h3 id="sample-title">{t.sampling.title}</h3>
      {!open && <p className="hint">{t.sampling.explain}</p>}
      <button
        type="button"
        className="button wide"
        aria-expanded={open}
        data-testid="open-sample"
        onClick={() => (open ? closeSampling(app) : openSampling(app))}
      >
        {open ? <X size={16} aria-hidden /> : <Target size={16} aria-hidden />}
        {open ? t.sampling.close : t.sampling.open}
      </button>
      {open && (
        <ErrorBoundary onError={leave}>
          <Suspense fallback={<p className="hint">{t.sampling.loading}</p>}>
            <Panel />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  );
}
