import { Package, Save, Table2 } from "lucide-react";
import { makeChangePackage, saveMade, saveTable } from "../../state/commands/change/export.ts";
import { useApp, useAppState } from "../context.ts";
import { useChange } from "./context.ts";

/** Files of the comparison. */
export function SaveSection() {
  const app = useApp();
  const { c, format } = useChange();
  const { made, zones, unwritten, busy } = useAppState(({ change }) => change);
  const disabled = busy !== undefined;
  return (
    <div className="formats">
      <div>
        <button
          type="button"
          className="button primary wide"
          disabled={disabled}
          data-testid="make-package"
          onClick={() => void makeChangePackage(app)}
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
      {(["flows", "zones"] as const).map(
        (table) =>
          (table === "flows" || zones !== undefined) && (
            <button
              key={table}
              type="button"
              className="button wide"
              disabled={disabled}
              data-testid={`save-${table}`}
              onClick={() => void saveTable(app, table)}
            >
              <Table2 size={16} aria-hidden /> {c.save[table]}
            </button>
          ),
      )}
      <p className="hint">{c.save.tableHint}</p>
      <p className={unwritten ? "warning" : "hint"}>{unwritten ? c.save.unwritten : c.save.keptHere}</p>
    </div>
  );
}
