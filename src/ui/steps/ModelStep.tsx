import { useId } from "react";
import type { BackendSettings } from "../../core/ports/backend-choice.ts";
import { givesConfidence, graphFile, type ModelManifest } from "../../core/ports/model-manifest.ts";
import type { Locale } from "../../i18n/index.ts";
import { removeModel } from "../../state/commands/remove-model.ts";
import { chooseBackend, chooseModel } from "../../state/commands/settings.ts";
import { chosenModelOf, isBusy, type State } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ModelPicker } from "../models/ModelPicker.tsx";
import { Step, type StepPhase } from "../Step.tsx";

export function ModelStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const id = useId();
  const models = useAppState((state) => state.models);
  const chosen = useAppState(chosenModelOf);
  const backend = useAppState((state) => state.backend);
  const busy = useAppState(isBusy);
  const { manifest } = chosen;
  const accuracy = accuracyOf(manifest.metrics);
  return (
    <Step
      number={3}
      title={t.steps.model}
      phase={phase}
      summary={`${manifest.name[locale]} · ${t.model.computeNames[backend.wanted]}`}
    >
      {models.length > 1 && (
        <select
          aria-label={t.model.choose}
          value={manifest.id}
          disabled={busy}
          data-testid="model"
          onChange={({ target }) => chooseModel(app, target.value)}
        >
          {models.map((model) => (
            <option key={model.manifest.id} value={model.manifest.id}>
              {nameAmong(models, model, locale)}
            </option>
          ))}
        </select>
      )}
      <p className="hint">
        {t.model.resolution(format.length(manifest.resolutionMetres))}
        {" · "}
        {t.model.size(format.number(graphFile(manifest).bytes / 1e6, 1))}
        {accuracy && (
          <>
            {" · "}
            {t.model.accuracy(format.percent(accuracy.miou), t.model[accuracy.set])}
          </>
        )}
      </p>
      {chosen.added && <p className="hint">{t.model.unmeasured}</p>}
      {!givesConfidence(manifest) && <p className="warning">{t.model.noConfidence}</p>}
      {manifest.limits[locale].length + manifest.credits.length > 0 && (
        <details className="about">
          <summary>{t.model.about}</summary>
          <ul>
            {manifest.limits[locale].map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
          <p>{manifest.credits.join(" · ")}</p>
        </details>
      )}
      <div className="model-actions">
        <ModelPicker disabled={busy} />
        {chosen.added && (
          <button
            type="button"
            className="button quiet"
            disabled={busy}
            data-testid="remove-model"
            onClick={() => void removeModel(app, chosen)}
          >
            {t.model.remove}
          </button>
        )}
      </div>
      <details className="settings">
        <summary>{t.model.settings}</summary>
        <label htmlFor={`${id}-backend`}>{t.model.compute}</label>
        <select
          id={`${id}-backend`}
          value={backend.wanted}
          disabled={busy}
          data-testid="backend-wanted"
          onChange={({ target }) => chooseBackend(app, { wanted: target.value as BackendSettings["wanted"] })}
        >
          {(["auto", "webgpu", "wasm"] as const).map((wanted) => (
            <option key={wanted} value={wanted}>
              {t.model.computeOptions[wanted]}
            </option>
          ))}
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={backend.allowSoftwareGpu}
            disabled={busy}
            onChange={({ target }) => chooseBackend(app, { allowSoftwareGpu: target.checked })}
          />
          {t.model.allowSoftwareGpu}
        </label>
      </details>
    </Step>
  );
}

/** Two descriptions of one file have one name: the end of their ids tells them apart. */
function nameAmong(models: State["models"], { manifest }: State["models"][number], locale: Locale): string {
  const name = manifest.name[locale];
  const namesakes = models.filter((other) => other.manifest.name[locale] === name);
  return namesakes.length > 1 ? `${name} (${manifest.id.slice(-8)})` : name;
}

/** The figure that best tells what to expect elsewhere, the honest one first. */
function accuracyOf(metrics: ModelManifest["metrics"]) {
  for (const [key, set] of [
    ["flair-elsewhere", "elsewhere"],
    ["validation", "validation"],
    ["synthetic", "synthetic"],
  ] as const) {
    const measured = metrics[key];
    if (measured !== undefined) return { miou: measured.miou, set };
  }
  return undefined;
}
