import { Redo2, Undo2 } from "lucide-react";
import { type HistoryStep, nextToRedo, nextToUndo, redo, undo } from "../../state/history.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** Undoes and redoes what the user chose, and says aloud what it was. */
export function HistoryButtons() {
  const app = useApp();
  const { t } = useMessages();
  const told = useAppState((state) => state.history.told);
  const [undone, redone] = [useAppState(nextToUndo), useAppState(nextToRedo)];
  const nameOf = (step: HistoryStep) => t.history.choices[step.changes[0]!.choice];
  const { undo: undoName, undoOf, redo: redoName, redoOf } = t.history;
  const buttons = [
    { id: "undo", name: undoName, named: undoOf, step: undone, act: undo, Icon: Undo2 },
    { id: "redo", name: redoName, named: redoOf, step: redone, act: redo, Icon: Redo2 },
  ] as const;
  // Kept in the order of Tab when there is nothing more to undo: the focus must not be lost with the last step.
  return (
    <div className="history">
      {buttons.map(({ id, name, named, step, act, Icon }) => (
        <button
          key={id}
          type="button"
          className="icon-button"
          aria-label={name}
          title={step === undefined ? name : named(nameOf(step))}
          aria-disabled={step === undefined}
          data-testid={id}
          onClick={() => act(app)}
        >
          <Icon size={18} aria-hidden />
        </button>
      ))}
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
