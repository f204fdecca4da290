import { useId } from "react";
import { cosiaClasses } from "../../core/landcover/cosia.ts";
import { changeView, toggleClass } from "../../state/commands/settings.ts";
import { countsShown } from "../../state/corrections.ts";
import { knowsConfidence } from "../../state/result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { CorrectionsSection } from "../corrections/CorrectionsSection.tsx";
import { ReferenceSection } from "../reference/ReferenceSection.tsx";
import { Step, type StepPhase } from "../Step.tsx";
import { ToExport } from "../ToExport.tsx";

export function CheckStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format } = useMessages();
  const id = useId();
  const view = useAppState((state) => state.view);
  const wider = useAppState(({ area, result }) => area !== undefined && result?.from === "run");
  const layers = useAppState(({ result }) => result === undefined || knowsConfidence(result));
  return (
    <Step number={5} title={t.steps.check} phase={phase} action={<ToExport />}>
      <CorrectionsSection />
      <div className="view-controls">
        {layers && (
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
      <label className="slider" htmlFor={id}>
        {t.check.opacity}
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={view.opacity}
          onChange={({ target }) => changeView(app, { opacity: Number(target.value) })}
        />
        <output>{format.percent(view.opacity)}</output>
      </label>
      {view.layer === "confidence" && <p className="confidence-scale">{t.check.confidenceScale}</p>}
      <Legend />
      {wider && <p className="hint">{t.area.legend}</p>}
      <p className="warning">{t.check.automatic}</p>
      <ReferenceSection />
    </Step>
  );
}

/** Classes by area, with hectares and share; a click shows or hides one. */
function Legend() {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const result = useAppState((state) => state.result);
  const hidden = useAppState((state) => state.view.hidden);
  const counts = useAppState(countsShown);
  if (result === undefined || counts === undefined) return null;
  const { raster } = result;
  const hectares = (pixels: number) => (pixels * raster.grid.gsdMetres ** 2) / 10_000;
  const total = counts.reduce((sum, pixels, numero) => (numero === 0 ? sum : sum + pixels), 0);
  const present = cosiaClasses
    .filter(({ numero }) => counts[numero]! > 0)
    .sort((p, q) => counts[q.numero]! - counts[p.numero]!);
  return (
    <table className="legend" data-testid="legend">
      <thead>
        <tr>
          <th scope="col">{t.check.classes}</th>
          <th scope="col">{t.check.area}</th>
          <th scope="col">{t.check.share}</th>
        </tr>
      </thead>
      <tbody>
        {present.map(({ numero, colour, nameFr, nameEn }) => (
          <tr key={numero} className={hidden.has(numero) ? "off" : ""} data-numero={numero}>
            <th scope="row">
              <button type="button" aria-pressed={!hidden.has(numero)} onClick={() => toggleClass(app, numero)}>
                <span className="swatch" style={{ background: colour }} />
                {locale === "fr" ? nameFr : nameEn}
              </button>
            </th>
            <td>{format.number(hectares(counts[numero]!), 2)}</td>
            <td>{format.number((100 * counts[numero]!) / total, 1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.check.total}</th>
          <td>{format.number(hectares(total), 2)}</td>
          <td>{total > 0 ? format.number(100, 0) : ""}</td>
        </tr>
      </tfoot>
    </table>
  );
}
