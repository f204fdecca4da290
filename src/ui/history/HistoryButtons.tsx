import { Redo2, Undo2 } from "lucide-react";
import { type HistoryStep, redo, undo } from "../../state/history.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** Undoes and redoes what the user chose, and says aloud what it was. */
export function HistoryButtons() {
  const app = useApp();
  const { t } = useMessages();
  const { past, future, told } = useAppState((state) => state.history);
  const nameOf = (step: HistoryStep) => t.history.choices[step.changes[0]!.choice];
  const last = past.at(-1);
  const next = future.at(-1);
  // Kept in the order of Tab when there is nothing more to undo: the focus must not be lost with the last step.
  return (
    <div className="history">
      <button
        type="button"
        className="icon-button"
        aria-label={t.history.undo}
        title={last === undefined ? t.history.undo : t.history.undoOf(nameOf(last))}
        aria-disabled={last === undefined}
        data-testid="undo"
        onClick={() => undo(app)}
      >
        <Undo2 size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t.history.redo}
        title={next === undefined ? t.history.redo : t.history.redoOf(nameOf(next))}
        aria-disabled={next === undefined}
        data-testid="redo"
        onClick={() => redo(app)}
      >
        <Redo2 size={18} aria-hidden />
      </button>
      <p role="status" data-testid="history-told">
        {told && (
          <span key={told.count} className="history-told">
            {t.history.told[told.kind](nameOf(told.step))}
          </span>
        )}
      </p>
    </div>
  );
}
