import { Download } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { answerMillesime, cancelExport } from "../../state/commands/export-result.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** The year of the photograph, asked once where nothing says it: every polygon carries it. */
export function AskMillesime() {
  const app = useApp();
  const { t } = useMessages();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const written = useAppState(({ image }) => image?.opened.facts.yearWritten);
  const [year, setYear] = useState(written ?? "");
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <form
      className="ask-millesime"
      data-testid="ask-millesime"
      onSubmit={(event) => {
        event.preventDefault();
        if (year.trim() !== "") void answerMillesime(app, year);
      }}
    >
      <label htmlFor={id}>{t.export.askMillesime}</label>
      <input
        ref={field}
        id={id}
        type="text"
        inputMode="numeric"
        value={year}
        placeholder={t.export.millesimeExample}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => setYear(target.value)}
        onKeyDown={({ key }) => {
          if (key === "Escape") cancelExport(app);
        }}
      />
      <p className="hint" id={`${id}-hint`}>
        {written === undefined ? t.export.millesimeUnknown : t.export.millesimeOfFile(written)}
      </p>
      <button type="submit" className="button primary wide" disabled={year.trim() === ""} data-testid="with-millesime">
        <Download size={16} aria-hidden /> {t.export.goOn}
      </button>
      <button
        type="button"
        className="button quiet"
        data-testid="without-millesime"
        onClick={() => void answerMillesime(app, "")}
      >
        {t.export.withoutMillesime}
      </button>
    </form>
  );
}
