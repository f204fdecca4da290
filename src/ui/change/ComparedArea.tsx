import { FileUp, X } from "lucide-react";
import { useId, useMemo } from "react";
import { measurePolygons } from "../../core/vector/measure.ts";
import { limitComparison } from "../../state/commands/change/limit.ts";
import { limitToFiles, limitToZone } from "../../state/commands/change/zones.ts";
import { isHeldUp } from "../../state/comparison.ts";
import { sampleOf } from "../../state/sampling.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { DrawAreaButton } from "../DrawAreaButton.tsx";
import { FilePicker } from "../FilePicker.tsx";
import { useChange } from "./context.ts";

/** What of the common ground is compared: all of it, or an area drawn, brought, or chosen among the zones. */
export function ComparedArea() {
  const app = useApp();
  const { t } = useMessages();
  const { c, format } = useChange();
  const area = useAppState(({ change }) => change.area);
  const held = useAppState(({ change }) => isHeldUp(change));
  const isCompared = useAppState(({ change }) => change.compared !== undefined);
  const drawing = useAppState(({ tool }) => tool === "area");
  const hasSample = useAppState(({ sampling }) => sampleOf(sampling, "change") !== undefined);
  const squareMetres = useMemo(
    () => area?.zones.reduce((sum, { polygons }) => sum + measurePolygons(polygons, area.crs).planimetric, 0),
    [area],
  );
  const words = c.checks.area;
  return (
    <section className="compared-area" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p data-testid="compared-area">
        {area === undefined
          ? words.whole
          : `${area.name || t.area.origins[area.origin]} · ${format.area(squareMetres ?? 0)}`}
      </p>
      <ZoneChoice disabled={held} />
      <div className="area-actions">
        <DrawAreaButton disabled={held || !isCompared} testId="compared-area-draw" />
        {!held && (
          <FilePicker
            className="button"
            label={words.file}
            testId="compared-area-file"
            onFiles={(files) =>
              void limitToFiles(
                app,
                files.map(({ file }) => file),
              )
            }
          >
            <FileUp size={16} aria-hidden /> {t.area.file}
          </FilePicker>
        )}
        {area !== undefined && (
          <button
            type="button"
            className="button"
            disabled={held}
            data-testid="compared-area-clear"
            onClick={() => limitComparison(app, undefined)}
          >
            <X size={16} aria-hidden /> {words.clear}
          </button>
        )}
      </div>
      <p className="hint" role="status">
        {drawing ? t.area.drawing : ""}
      </p>
      {hasSample && <p className="hint">{words.sampleGoes}</p>}
    </section>
  );
}

/** One of the zones that figures are wanted for, where there are any. */
function ZoneChoice({ disabled }: { disabled: boolean }) {
  const app = useApp();
  const { c } = useChange();
  const id = useId();
  const zones = useAppState(({ change }) => change.zones);
  const area = useAppState(({ change }) => change.area);
  if (zones === undefined) return null;
  const chosen = area?.zones.length === 1 ? zones.list.findIndex(({ zone }) => zone === area.zones[0]) : -1;
  return (
    <>
      <label htmlFor={id}>{c.checks.area.zone(zones.file)}</label>
      <select
        id={id}
        value={chosen}
        disabled={disabled}
        data-testid="compared-zone"
        onChange={({ target }) => limitToZone(app, Number(target.value))}
      >
        {chosen === -1 && <option value={-1}>{c.checks.area.choose}</option>}
        {zones.list.map(({ name }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: zones may have the same name, and never change places
          <option key={index} value={index}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
