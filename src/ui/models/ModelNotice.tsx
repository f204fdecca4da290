import { Check, X } from "lucide-react";
import { stopAddingModel } from "../../state/commands/add-model.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** Says that a model is on its way in, and that it has come. */
export function ModelNotice() {
  const app = useApp();
  const { t, locale } = useMessages();
  const adding = useAppState((state) => state.adding);
  if (adding.phase === "idle" || adding.phase === "describing") return null;
  return (
    <section className="notice" role="status" data-testid="model-notice" data-phase={adding.phase}>
      {adding.phase === "reading" ? (
        <p>{t.model.reading(adding.file)}</p>
      ) : (
        <>
          <Check size={18} aria-hidden />
          <p>
            <strong>{t.model.added(adding.model.manifest.name[locale])}</strong>{" "}
            {adding.durable ? t.model.kept : t.model.notKept}
          </p>
        </>
      )}
      <button type="button" className="icon-button" aria-label={t.model.close} onClick={() => stopAddingModel(app)}>
        <X size={18} aria-hidden />
      </button>
    </section>
  );
}
