import { Brush, Combine, ListChecks, type LucideIcon, MousePointerClick, Slice } from "lucide-react";
import { takeCorrectionTool } from "../../state/commands/corrections/open-corrections.ts";
import { endReview, startReview } from "../../state/commands/corrections/review.ts";
import { layToolDown } from "../../state/commands/take-tool.ts";
import type { CorrectionTool } from "../../state/correcting.ts";
import { presentReview } from "../../state/corrections.ts";
import { useApp, useAppState } from "../context.ts";
import { useCorrections } from "./context.ts";

const ICONS: Readonly<Record<CorrectionTool, LucideIcon>> = {
  reclass: MousePointerClick,
  merge: Combine,
  split: Slice,
  brush: Brush,
};

/** One tool at a time, or the queue. */
export function Tools({ disabled }: { disabled: boolean }) {
  const app = useApp();
  const { c } = useCorrections();
  const inHand = useAppState((state) => state.tool);
  const reviewing = useAppState((state) => presentReview(state) !== undefined);
  return (
    <fieldset className="correction-tools" aria-label={c.tools.label} disabled={disabled}>
      {(Object.keys(ICONS) as CorrectionTool[]).map((tool) => {
        const Icon = ICONS[tool];
        return (
          <button
            key={tool}
            type="button"
            className="button"
            aria-pressed={inHand === tool}
            title={c.tools.whole[tool]}
            data-testid={`tool-${tool}`}
            onClick={() => (inHand === tool ? layToolDown(app, tool) : takeCorrectionTool(app, tool))}
          >
            <Icon size={18} aria-hidden /> {c.tools.names[tool]}
          </button>
        );
      })}
      <button
        type="button"
        className="button"
        aria-pressed={reviewing}
        title={c.review.start}
        data-testid="review"
        onClick={() => (reviewing ? endReview(app) : void startReview(app))}
      >
        <ListChecks size={18} aria-hidden /> {c.review.tool}
      </button>
    </fieldset>
  );
}
