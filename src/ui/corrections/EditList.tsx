import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { Edit } from "../../core/edits/edit.ts";
import type { Crs } from "../../core/geo/crs.ts";
import { measurePolygons } from "../../core/vector/measure.ts";
import { clearEdits } from "../../state/commands/corrections/change.ts";
import { lookAt } from "../../state/commands/corrections/review.ts";
import { isMaking, isTraced, placeKey } from "../../state/corrections.ts";
import { groundOf } from "../../state/result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { useCorrections } from "./context.ts";

/** Of the last ones: who wants to see an older one finds it on the map. */
const MOST_LISTED = 50;

/** Measured once: there may be thousands of corrections, and the list is drawn at each. */
const areas = new WeakMap<Edit, number>();

/** m², planimetric, of the ground that a correction changes. */
function areaOf(edit: Edit, crs: Crs): number {
  if (edit.kind === "accept") return 0;
  const area = areas.get(edit) ?? measurePolygons(edit.shape.polygons, crs).planimetric;
  areas.set(edit, area);
  return area;
}

/** A face that was corrected again and again counts once. */
function areaOfAll(edits: readonly Edit[], crs: Crs): number {
  const byPlace = new Map(edits.map((edit) => [edit.kind === "face" ? placeKey(edit.at) : edit, edit] as const));
  return [...byPlace.values()].reduce((sum, edit) => sum + areaOf(edit, crs), 0);
}

/** What has been corrected. The header undoes it, as any other choice. */
export function EditList() {
  const app = useApp();
  const { c, format } = useCorrections();
  const { t } = useMessages();
  const edits = useAppState((state) => state.edits);
  const making = useAppState(isMaking);
  const unplaced = useAppState((state) => (isTraced(state) ? state.mapped!.corrected.unplaced : 0));
  const [asking, setAsking] = useState(false);
  const crs = useAppState((state) => groundOf(state)?.crs);
  const question = c.list.confirm(edits.length, format.number(edits.length));
  const accepted = edits.filter(({ kind }) => kind === "accept").length;
  return (
    <footer className="edit-list">
      {edits.length === 0 ? (
        <p className="hint" data-testid="edit-count">
          {c.list.none}
        </p>
      ) : (
        <details>
          <summary data-testid="edit-count">
            {t.correcting.count(edits.length - accepted, accepted, format)}
            {accepted < edits.length && crs !== undefined && (
              <span title={c.list.totalTitle}>
                {" · "}
                {format.area(areaOfAll(edits, crs))}
              </span>
            )}
          </summary>
          <Listed edits={edits} />
          {asking ? (
            <div className="confirm" role="alertdialog" aria-label={question}>
              <p>{question}</p>
              <button
                type="button"
                className="button"
                data-testid="clear-edits-yes"
                onClick={() => {
                  clearEdits(app);
                  setAsking(false);
                }}
              >
                {c.list.confirmYes}
              </button>
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {c.list.confirmNo}
              </button>
            </div>
          ) : (
            <button
              type="button"
              className="button quiet"
              disabled={making}
              data-testid="clear-edits"
              onClick={() => setAsking(true)}
            >
              <Trash2 size={16} aria-hidden /> {c.list.clear}
            </button>
          )}
        </details>
      )}
      {unplaced > 0 && <p className="warning">{c.work.unplaced(unplaced, format.number(unplaced))}</p>}
    </footer>
  );
}

function Listed({ edits }: { edits: readonly Edit[] }) {
  const { c, format } = useCorrections();
  const last = edits.slice(-MOST_LISTED).map((edit, place) => ({ edit, number: edits.length - MOST_LISTED + place }));
  const earlier = edits.length - last.length;
  return (
    <ol>
      {last.reverse().map(({ edit, number }) => (
        <li key={number}>
          <Entry edit={edit} />
        </li>
      ))}
      {earlier > 0 && <li className="hint">{c.list.earlier(earlier, format.number(earlier))}</li>}
    </ol>
  );
}

function Entry({ edit }: { edit: Edit }) {
  const app = useApp();
  const { c, format, nameOf, labelOfUse } = useCorrections();
  const crs = useAppState((state) => groundOf(state)?.crs);
  if (edit.kind === "accept") {
    return (
      <p className="row-button">
        <span>
          {c.list.kinds.accept} · {nameOf(edit.was)}
        </span>
        <span>{format.area(edit.squareMetres)}</span>
      </p>
    );
  }
  const { numero, use } = edit.to;
  const to = numero !== undefined ? nameOf(numero) : use ? labelOfUse(use) : c.facts.noUse;
  const kind = edit.kind === "shape" ? c.list.kinds[edit.by] : c.list.kinds[numero === undefined ? "use" : "face"];
  const what = edit.kind === "face" && numero !== undefined ? `${nameOf(edit.was)} → ${to}` : to;
  return (
    <button type="button" className="row-button" title={c.list.show(what)} onClick={() => lookAt(app, edit.shape)}>
      <span>
        {kind} · {what}
      </span>
      <span>{crs !== undefined && format.area(areaOf(edit, crs))}</span>
    </button>
  );
}
