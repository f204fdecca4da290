import { X } from "lucide-react";
import { cancelOpening } from "../state/commands/cancel-opening.ts";
import type { OpeningState } from "../state/store.ts";
import { useApp, useMessages } from "./context.ts";
import { ProgressBar } from "./ProgressBar.tsx";

/** What is on its way in, how far it has come where that is known, and giving it up. */
export function Opening({ opening, className }: { opening: OpeningState; className: string }) {
  const app = useApp();
  const { t } = useMessages();
  if (opening.phase !== "opening") return null;
  return (
    <>
      <p className={className} role="status">
        {opening.synthetic ? t.image.makingDemo : `${t.image.opening} ${opening.name}`}
      </p>
      {opening.share !== undefined && <ProgressBar share={opening.share} />}
      <button type="button" className="button quiet" data-testid="cancel-opening" onClick={() => cancelOpening(app)}>
        <X size={16} aria-hidden /> {t.export.cancel}
      </button>
    </>
  );
}
