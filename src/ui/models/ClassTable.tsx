import { useId } from "react";
import { cosiaClasses, cosiaOf } from "../../core/landcover/cosia.ts";
import { useMessages } from "../context.ts";
import { type FormChannel, type ModelForm, NEVER, withChannelCount } from "./model-form.ts";

/** More channels than any land-cover nomenclature has. */
const MOST_CHANNELS = 64;

interface ClassTableProps {
  readonly form: ModelForm;
  /** the graph says how many there are */
  readonly counted: boolean;
  readonly disabled: boolean;
  readonly onChange: (form: ModelForm) => void;
}

/** Which CoSIA class each output of the model stands for. */
export function ClassTable({ form, counted, disabled, onChange }: ClassTableProps) {
  const { t, locale } = useMessages();
  const id = useId();
  const edit = (index: number, fields: Partial<FormChannel>) =>
    onChange({
      ...form,
      preset: "",
      channels: form.channels.map((channel, at) => (at === index ? { ...channel, ...fields } : channel)),
    });
  return (
    <fieldset className="describe-classes" disabled={disabled}>
      <legend>
        {t.describe.classes}
        {!counted && (
          <label htmlFor={id}>
            {t.describe.count}{" "}
            <input
              id={id}
              type="number"
              min={2}
              max={MOST_CHANNELS}
              value={form.channels.length || ""}
              onChange={({ target }) =>
                onChange(withChannelCount(form, Math.min(MOST_CHANNELS, Math.max(0, Math.floor(Number(target.value))))))
              }
            />
          </label>
        )}
      </legend>
      <div className="describe-table" hidden={form.channels.length === 0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.describe.channel}</th>
              <th scope="col">{t.describe.label}</th>
              <th scope="col">{t.describe.numero}</th>
            </tr>
          </thead>
          <tbody>
            {form.channels.map((channel, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its index
              <tr key={index}>
                <th scope="row">{index}</th>
                <td>
                  <input
                    type="text"
                    aria-label={`${t.describe.label} ${index}`}
                    value={channel.label}
                    onChange={({ target }) => edit(index, { label: target.value })}
                  />
                </td>
                <td>
                  <Swatch numero={channel.numero} />
                  <select
                    aria-label={t.describe.numeroOf(`${index} ${channel.label}`)}
                    value={channel.numero}
                    onChange={({ target }) => edit(index, { numero: target.value })}
                  >
                    <option value="" disabled>
                      {t.describe.choose}
                    </option>
                    <option value={NEVER}>{t.describe.never}</option>
                    {cosiaClasses.map(({ numero, nameFr, nameEn }) => (
                      <option key={numero} value={numero}>
                        {numero} · {locale === "fr" ? nameFr : nameEn}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}

/** The colour of the class chosen; its room where there is none. */
function Swatch({ numero }: { numero: string }) {
  const colour = cosiaOf(Number(numero))?.colour;
  return colour === undefined ? (
    <span className="swatch unset" />
  ) : (
    <span className="swatch" style={{ background: colour }} />
  );
}
