import { useId, useState } from "react";
import { openImage } from "../../state/commands/open-image.ts";
import type { OpenImage } from "../../state/store.ts";
import { useApp, useMessages } from "../context.ts";

/** Bands from 0, by the name of the choice. */
const choices = { natural: [0, 1, 2], infrared: [3, 0, 1] } as const;

/** Which bands are shown, and given to the model, as red, green and blue. Another choice opens the image again. */
export function BandChoice({ image }: { image: OpenImage }) {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const { inputs, options, opened } = image;
  const shown = (options.rendering?.bands ?? opened.facts.rendering?.bands ?? choices.natural).slice(0, 3);
  const named = Object.entries(choices).find(([, bands]) => bands.every((band, at) => band === shown[at]))?.[0];
  const [picking, setPicking] = useState(named === undefined);
  const show = (bands: readonly number[]) =>
    void openImage(app, inputs, { ...options, rendering: { ...options.rendering, bands } });
  return (
    <>
      <label htmlFor={id}>{t.image.colours}</label>
      <select
        id={id}
        value={picking ? "other" : named}
        onChange={({ target: { value } }) => {
          setPicking(value === "other");
          if (value === "natural" || value === "infrared") show(choices[value]);
        }}
      >
        {Object.entries(t.image.colourChoices).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      {picking && <BandNumbers shown={shown} count={opened.facts.bands} onShow={show} />}
    </>
  );
}

interface BandNumbersProps {
  readonly shown: readonly number[];
  /** bands of the file */
  readonly count: number;
  readonly onShow: (bands: readonly number[]) => void;
}

/** One list of the file's bands for each colour; numbered from 1, as everywhere else. */
function BandNumbers({ shown, count, onShow }: BandNumbersProps) {
  const { t } = useMessages();
  const [bands, setBands] = useState(shown);
  const ofFile = Array.from({ length: count }, (_, band) => band);
  return (
    <form
      className="band-numbers"
      onSubmit={(event) => {
        event.preventDefault();
        onShow(bands);
      }}
    >
      {t.image.bandOf.map((label, colour) => (
        <label key={label}>
          {label}
          <select
            value={bands[colour]}
            onChange={({ target }) => setBands(bands.map((band, at) => (at === colour ? Number(target.value) : band)))}
          >
            {ofFile.map((band) => (
              <option key={band} value={band}>
                {band + 1}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="button">
        {t.image.apply}
      </button>
    </form>
  );
}
