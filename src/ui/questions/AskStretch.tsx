import { useId, useState } from "react";
import type { ErrorFields } from "../../core/errors.ts";
import { type Asked, openImage } from "../../state/commands/open-image.ts";
import { useApp, useMessages } from "../context.ts";

interface AskStretchProps {
  readonly asked: Asked;
  readonly measured: ErrorFields["stretch-needed"];
}

/** Asks which sample values to show as black and as white; what was measured is filled in. */
export function AskStretch({ asked: { inputs, options }, measured }: AskStretchProps) {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const [black, setBlack] = useState(String(measured.low));
  const [white, setWhite] = useState(String(measured.high));
  const [low, high] = [black, white].map((text) => (text.trim() === "" ? Number.NaN : Number(text))) as [
    number,
    number,
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (low < high)
          void openImage(app, inputs, { ...options, rendering: { ...options.rendering, stretch: { low, high } } });
      }}
    >
      <div className="fields">
        <label htmlFor={`${id}-black`}>{t.image.black}</label>
        <input
          id={`${id}-black`}
          type="number"
          step="any"
          value={black}
          onChange={({ target }) => setBlack(target.value)}
        />
        <label htmlFor={`${id}-white`}>{t.image.white}</label>
        <input
          id={`${id}-white`}
          type="number"
          step="any"
          value={white}
          onChange={({ target }) => setWhite(target.value)}
        />
      </div>
      <button type="submit" className="button primary" disabled={!(low < high)}>
        {t.image.openStretched}
      </button>
    </form>
  );
}
