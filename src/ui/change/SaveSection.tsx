import { FileText, Package, Save, Table2 } from "lucide-react";
import { comparabilityMessagesOf, weaknessSentence } from "../../i18n/comparability.ts";
import type { ChangeState } from "../../state/change.ts";
import { makeChangePackage, makeChangeTable, saveMade } from "../../state/commands/change/export.ts";
import { openChangeReport } from "../../state/commands/change/open-change-report.ts";
import { weaknesses } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { useFocusBack } from "../report/use-focus-back.ts";
import { useChange } from "./context.ts";

/** In French, as all that exports say of themselves. */
const remarksOn = (change: ChangeState): readonly string[] => [
  ...weaknesses(change).map((weakness) => weaknessSentence("fr", weakness)),
  ...comparabilityMessagesOf.fr.limits,
];

/** Files of the comparison. */
export function SaveSection() {
  const app = useApp();
  const { c, format } = useChange();
  const change = useAppState((state) => state.change);
  const { made, unwritten, busy } = change;
  const reportButton = useFocusBack();
  const disabled = busy !== undefined;
  return (
    <div className="formats">
      <div>
        <button
          type="button"
          className="button primary wide"
          disabled={disabled}
          data-testid="make-package"
          onClick={() => void makeChangePackage(app, remarksOn(change))}
        >
          <Package size={16} aria-hidden /> {c.save.package}
        </button>
        <p className="hint">{c.save.packageHint}</p>
      </div>
      {made !== undefined && (
        <div className="export-ready">
          <p role="status" data-testid="change-ready">
            {c.save.ready(`${made.name}${made.format.extension}`, format.bytes(made.blob.size))}
          </p>
          <button
            type="button"
            className="button primary wide"
            data-testid="save-made"
            onClick={() => void saveMade(app)}
          >
            <Save size={16} aria-hidden /> {c.save.keep}
          </button>
        </div>
      )}
      <div>
        <button
          ref={reportButton}
          type="button"
          className="button wide"
          disabled={disabled}
          data-testid="open-change-report"
          onClick={() => void openChangeReport(app)}
        >
          <FileText size={16} aria-hidden /> {c.save.report}
        </button>
        <p className="hint">{c.save.reportHint}</p>
      </div>
      {(["flows", "land-take"] as const).map((table) => (
        <button
          key={table}
          type="button"
          className="button wide"
          disabled={disabled}
          data-testid={`make-${table}`}
          onClick={() => void makeChangeTable(app, table)}
        >
          <Table2 size={16} aria-hidden /> {c.save[table]}
        </button>
      ))}
      <p className="hint">{c.save.tableHint}</p>
      <p className={unwritten ? "warning" : "hint"}>{unwritten ? c.save.unwritten : c.save.keptHere}</p>
    </div>
  );
}
