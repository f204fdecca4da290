import { GitCompareArrows, LogOut } from "lucide-react";
import { leaveComparison } from "../../state/commands/change/show.ts";
import { useApp, useMessages } from "../context.ts";

/** In the page's head: what is on the screen in the place of steps and map, and the way back to them. */
export function ComparisonTitle() {
  const app = useApp();
  const { t } = useMessages();
  return (
    <div className="open-file comparison-title">
      <p>
        <GitCompareArrows size={18} aria-hidden /> <strong>{t.comparing.open}</strong>
      </p>
      <button type="button" className="button" data-testid="leave-comparison" onClick={() => leaveComparison(app)}>
        <LogOut size={16} aria-hidden /> {t.comparing.leave}
      </button>
    </div>
  );
}
