import { useId, useState } from "react";
import { appError } from "../core/errors.ts";
import { knownCrs } from "../core/geo/crs.ts";
import { errorSentence } from "../i18n/index.ts";
import { openImage } from "../state/commands/open-image.ts";
import { useApp, useMessages } from "./context.ts";
import { FilePicker } from "./FilePicker.tsx";

/** Asks for the CRS of a file that names none: never assumed. */
export function NeedsCrs({ file }: { file: File }) {
  const app = useApp();
  const { t, locale } = useMessages();
  const id = useId();
  const [code, setCode] = useState("");
  const chosen = knownCrs().find((crs) => String(crs.code) === code);
  return (
    <form
      className="needs-crs"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) void openImage(app, file, chosen.code);
      }}
    >
      <p role="alert">{errorSentence(locale, appError("crs-missing", { file: file.name }))}</p>
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
      <FilePicker className="button quiet">{t.image.open}</FilePicker>
    </form>
  );
}
