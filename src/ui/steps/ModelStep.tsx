import { useId } from "react";
import type { BackendSettings } from "../../core/ports/backend-choice.ts";
import { chooseBackend, chooseModel } from "../../state/commands/settings.ts";
import { chosenModelOf } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { Step, type StepPhase } from "../Step.tsx";

export function ModelStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t, format, locale } = useMessages();
  const id = useId();
  const models = useAppState((state) => state.models);
  const chosen = useAppState(chosenModelOf);
  const backend = useAppState((state) => state.backend);
  const busy = useAppState(({ run }) => run.phase === "loading" || run.phase === "running");
  const { manifest } = chosen;
  const accuracy = accuracyOf(manifest.metrics);
  return (
    <Step number={2} title={t.steps.model} phase={phase} summary={manifest.name[locale]} folds>
      <p className="hint">
        {t.model.resolution(format.length(manifest.resolutionMetres))}
        {" · "}
        {t.model.size(format.number(manifest.files[0]!.bytes / 1e6, 1))}
        {accuracy && (
          <>
            {" · "}
            {t.model.accuracy(format.percent(accuracy.miou), t.model[accuracy.set])}
          </>
        )}
      </p>
      <details className="about">
        <summary>{t.model.about}</summary>
        <ul>
          {manifest.limits[locale].map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
        <p>{manifest.credits.join(" · ")}</p>
      </details>
      <details className="settings">
        <summary>{t.model.settings}</summary>
        {models.length > 1 && (
          <>
            <label htmlFor={`${id}-model`}>{t.model.choose}</label>
            <select
              id={`${id}-model`}
              value={manifest.id}
              disabled={busy}
              onChange={({ target }) => chooseModel(app, target.value)}
            >
              {models.map((model) => (
                <option key={model.manifest.id} value={model.manifest.id}>
                  {model.manifest.name[locale]}
                </option>
              ))}
            </select>
          </>
        )}
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

/** The figure that best tells what to expect elsewhere, the honest one first. */
function accuracyOf(metrics: Readonly<Record<string, { readonly miou: number }>>) {
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
