import { Undo2 } from "lucide-react";
import { openComparison } from "../../state/commands/change/entrance.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** Above the steps, while a comparison waits for what they make, or is only left for a while. */
export function ComparisonBanner() {
  const app = useApp();
  const { t } = useMessages();
  const awaited = useAppState(({ change }) => change.awaited);
  const isHalted = useAppState(({ opening, run }) => opening.phase === "idle" && /^(none|stopped)$/.test(run.phase));
  const isThere = useAppState(({ change }) => change.key !== undefined || change.awaited !== undefined);
  if (!isThere) return null;
  return (
    <section className="comparison-banner" aria-label={t.comparing.open} data-testid="comparison-banner">
      <p>{awaited === undefined ? t.comparing.left : t.comparing.awaited(awaited, isHalted)}</p>
      <button
        type="button"
        className="button wide"
        data-testid="back-to-comparison"
        onClick={() => void openComparison(app)}
      >
        <Undo2 size={16} aria-hidden /> {t.comparing.back}
      </button>
    </section>
  );
}
