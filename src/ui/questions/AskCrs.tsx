import { useId, useState } from "react";
import { knownCrs } from "../../core/geo/crs.ts";
import { type Asked, openImage } from "../../state/commands/open-image.ts";
import { useApp, useMessages } from "../context.ts";

/** Asks for the CRS of files that name none, once for all of them. */
export function AskCrs({ asked: { inputs, options } }: { asked: Asked }) {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const [code, setCode] = useState("");
  const chosen = knownCrs().find((crs) => String(crs.code) === code);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) void openImage(app, inputs, { ...options, assumedCrs: chosen.code });
      }}
    >
      <label htmlFor={id}>{t.image.chooseCrs}</label>
      <select id={id} value={code} onChange={({ target }) => setCode(target.value)}>
        <option value="">{t.image.chooseCrsHint}</option>
        {knownCrs().map((crs) => (
          <option key={crs.code} value={crs.code}>
            {crs.name} (EPSG:{crs.code})
          </option>
        ))}
      </select>
      <button type="submit" className="button primary" disabled={chosen === undefined}>
        {t.image.assume}
      </button>
    </form>
  );
}
