import { PencilRuler, X } from "lucide-react";
import { closeCorrections, openCorrections } from "../../state/commands/corrections/open-corrections.ts";
import { isCorrecting, isFinished } from "../../state/corrections.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** In the step: opens the tools that correct the map, and says how much has been corrected. */
export function CorrectionsSection() {
  const app = useApp();
  const { t, format } = useMessages();
  const ready = useAppState(isFinished);
  const open = useAppState(isCorrecting);
  const edits = useAppState((state) => state.edits);
  const accepted = edits.filter(({ kind }) => kind === "accept").length;
  if (!ready) return null;
  return (
    <div className="corrections-offer">
      <h3 className="visually-hidden">{t.correcting.title}</h3>
      <button
        id="open-corrections"
        type="button"
        className="button wide"
        aria-expanded={open}
        data-testid="open-corrections"
        onClick={() => (open ? closeCorrections(app) : openCorrections(app))}
      >
        {open ? <X size={16} aria-hidden /> : <PencilRuler size={16} aria-hidden />}
        {open ? t.correcting.close : t.correcting.open}
      </button>
      <p className="hint" data-testid="corrections-count">
        {edits.length > 0 ? t.correcting.count(edits.length - accepted, accepted, format) : t.correcting.explain}
      </p>
    </div>
  );
}
