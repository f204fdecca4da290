import { type ReactNode, useId, useState } from "react";
import type { BandOrder } from "../../core/models/description.ts";
import { type FlairPreset, flairPreset, flairPresets } from "../../core/models/flair.ts";
import { errorSentence } from "../../i18n/index.ts";
import { describeModel, stopAddingModel } from "../../state/commands/add-model.ts";
import type { AddingState } from "../../state/store.ts";
import { CopyDetail } from "../CopyDetail.tsx";
import { useApp, useMessages } from "../context.ts";
import { Dialog } from "../Dialog.tsx";
import { ClassTable } from "./ClassTable.tsx";
import { descriptionOf, formOf, impliedHaloPx, type ModelForm, mostHaloPx, withPreset } from "./model-form.ts";
import { NormalisationFields } from "./NormalisationFields.tsx";

/** Asks for what a model's files do not say. */
export default function DescribeModel({ adding }: { adding: Extract<AddingState, { phase: "describing" }> }) {
  const app = useApp();
  const { t, locale } = useMessages();
  const id = useId();
  const [form, setForm] = useState(() => formOf(adding.draft));
  const { draft, busy, refused } = adding;
  const { graph } = draft;
  const change = (fields: Partial<ModelForm>) => setForm((before) => ({ ...before, ...fields }));
  const outcome = descriptionOf(form, draft);
  const presets = flairPresets.filter((preset) => flairPreset(preset, graph) !== undefined);
  return (
    <Dialog
      title={t.describe.title}
      size="form"
      testId="describe-model"
      onClose={() => stopAddingModel(app)}
      footer={
        <>
          {refused !== undefined ? (
            <div className="refused" role="alert" data-testid="describe-refused">
              <p>{errorSentence(locale, refused)}</p>
              <CopyDetail error={refused} />
            </div>
          ) : (
            <p className="hint" role="status">
              {busy ? t.describe.trying : "missing" in outcome ? t.describe.missing(outcome.missing) : ""}
            </p>
          )}
          <button type="button" className="button" onClick={() => stopAddingModel(app)}>
            {t.describe.cancel}
          </button>
          <button type="submit" form={id} className="button primary" disabled={busy || "missing" in outcome}>
            {t.describe.add}
          </button>
        </>
      }
    >
      <p className="hint">{t.describe.intro(draft.file)}</p>
      <form
        id={id}
        className="describe"
        onSubmit={(event) => {
          event.preventDefault();
          if ("description" in outcome && !busy) void describeModel(app, outcome.description);
        }}
      >
        <fieldset className="describe-fields" disabled={busy}>
          <Field id={`${id}-name`} label={t.describe.name}>
            <input
              id={`${id}-name`}
              type="text"
              value={form.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          </Field>
          {presets.length > 0 && (
            <Field id={`${id}-preset`} label={t.describe.preset}>
              <select
                id={`${id}-preset`}
                value={form.preset}
                onChange={({ target }) => setForm(withPreset(form, target.value as FlairPreset | "", draft))}
              >
                <option value="">{t.describe.noPreset}</option>
                {presets.map((preset) => (
                  <option key={preset} value={preset}>
                    {t.describe.presets[preset]}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <Field id={`${id}-resolution`} label={t.describe.resolution} unit={t.describe.centimetres}>
            <input
              id={`${id}-resolution`}
              type="number"
              min={0}
              step="any"
              value={form.resolutionCentimetres}
              onChange={({ target }) => change({ resolutionCentimetres: target.value })}
            />
          </Field>
          <Field id={`${id}-window`} label={t.describe.window} unit={t.describe.pixels}>
            <input
              id={`${id}-window`}
              type="number"
              min={16}
              max={4096}
              step={1}
              // a graph that fixes its window takes no other
              disabled={graph.windowPx !== undefined}
              value={form.windowPx}
              onChange={({ target }) => change({ windowPx: target.value })}
            />
          </Field>
          <Field id={`${id}-halo`} label={t.describe.halo} unit={t.describe.pixels}>
            <input
              id={`${id}-halo`}
              type="number"
              min={0}
              max={mostHaloPx(form)}
              step={1}
              placeholder={impliedHaloPx(form)}
              value={form.haloPx}
              onChange={({ target }) => change({ haloPx: target.value })}
            />
          </Field>
          <Field id={`${id}-bands`} label={t.describe.bands}>
            <select
              id={`${id}-bands`}
              value={form.bandOrder}
              onChange={({ target }) => change({ bandOrder: target.value as BandOrder })}
            >
              {(["rgb", "bgr"] as const).map((order) => (
                <option key={order} value={order}>
                  {t.describe.bandOrders[order]}
                </option>
              ))}
            </select>
          </Field>
          {/* bytes in: the graph can only normalise by itself */}
          {graph.input.type === "float32" && <NormalisationFields form={form} onChange={change} />}
          {graph.output.kind === "classes" && <p className="warning">{t.describe.noConfidence}</p>}
        </fieldset>
        <ClassTable form={form} counted={graph.channels !== undefined} disabled={busy} onChange={setForm} />
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly children: ReactNode;
}

function Field({ id, label, unit, children }: FieldProps) {
  return (
    <div className="describe-field">
      <label htmlFor={id}>{label}</label>
      <span>
        {children}
        {unit}
      </span>
    </div>
  );
}
