import { useId } from "react";
import { changeView } from "../../state/commands/settings.ts";
import { knowsConfidence } from "../../state/result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ConfidenceLegend } from "./ConfidenceLegend.tsx";

/** How the result is shown: classes or confidence, how strongly, in which colours, with stripes where it is unsure. */
export function ViewControls() {
  const app = useApp();
  const { t, format } = useMessages();
  const view = useAppState((state) => state.view);
  const sure = useAppState(({ result }) => result === undefined || knowsConfidence(result));
  return (
    <>
      <div className="view-controls">
        {sure && (
          <fieldset className="segmented" aria-label={t.check.layer}>
            {(["classes", "confidence"] as const).map((layer) => (
              <button
                key={layer}
                type="button"
                aria-pressed={view.layer === layer}
                onClick={() => changeView(app, { layer })}
              >
                {t.check.layers[layer]}
              </button>
            ))}
          </fieldset>
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={view.showImage}
            onChange={({ target }) => changeView(app, { showImage: target.checked })}
          />
          {t.check.showImage}
        </label>
      </div>
      <Share name={t.check.opacity} value={view.opacity} onChange={(opacity) => changeView(app, { opacity })} />
      {view.layer === "confidence" && <ConfidenceLegend />}
      {view.layer === "classes" && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={view.palette === "safe"}
              data-testid="safe-palette"
              onChange={({ target }) => changeView(app, { palette: target.checked ? "safe" : "official" })}
            />
            {t.check.safePalette}
          </label>
          {sure && (
            <label className="check">
              <input
                type="checkbox"
                checked={view.hatched}
                data-testid="hatched"
                onChange={({ target }) => changeView(app, { hatched: target.checked })}
              />
              <span className="swatch hatched" aria-hidden />
              {t.check.hatchBelow(format.percent(view.hatchBelow))}
            </label>
          )}
          {sure && view.hatched && (
            <Share
              name={t.check.threshold}
              value={view.hatchBelow}
              onChange={(hatchBelow) => changeView(app, { hatchBelow })}
            />
          )}
        </>
      )}
    </>
  );
}

interface ShareProps {
  readonly name: string;
  /** 0–1 */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Share({ name, value, onChange }: ShareProps) {
  const { format } = useMessages();
  const id = useId();
  return (
    <label className="slider" htmlFor={id}>
      {name}
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <output>{format.percent(value)}</output>
    </label>
  );
}
