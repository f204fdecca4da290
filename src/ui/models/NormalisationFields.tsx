import { useId } from "react";
import { normalisations } from "../../core/models/normalisations.ts";
import { useMessages } from "../context.ts";
import type { ModelForm } from "./model-form.ts";

interface NormalisationFieldsProps {
  readonly form: ModelForm;
  readonly onChange: (fields: Partial<ModelForm>) => void;
}

/** How a model wants its pixel values: one of the usual ways, or a mean and a deviation for each band. */
export function NormalisationFields({ form, onChange }: NormalisationFieldsProps) {
  const { t } = useMessages();
  const id = useId();
  const names = [...(Object.keys(normalisations) as (keyof typeof normalisations)[]), "other" as const];
  return (
    <>
      <div className="describe-field">
        <label htmlFor={id}>{t.describe.normalisation}</label>
        <select
          id={id}
          value={form.normalisation}
          onChange={({ target }) => onChange({ normalisation: target.value as ModelForm["normalisation"] })}
        >
          <option value="" disabled>
            {t.describe.choose}
          </option>
          {names.map((name) => (
            <option key={name} value={name}>
              {t.describe.normalisations[name]}
            </option>
          ))}
        </select>
      </div>
      {form.normalisation === "other" &&
        (["mean", "std"] as const).map((what) => (
          <div className="describe-field" key={what}>
            <span>{t.describe[what]}</span>
            <span className="describe-bands">
              {t.describe.bandNames.map((band, index) => (
                <input
                  key={band}
                  type="number"
                  step="any"
                  aria-label={t.describe.perBand(t.describe[what], band)}
                  placeholder={band}
                  value={form[what][index]}
                  onChange={({ target }) =>
                    onChange({ [what]: form[what].map((text, at) => (at === index ? target.value : text)) })
                  }
                />
              ))}
            </span>
          </div>
        ))}
    </>
  );
}
