import { useContext } from "react";
import { locales, messagesOf } from "../i18n/index.ts";
import { LocaleContext } from "./context.ts";

/** One button a language; the pressed one is in force. */
export function Languages() {
  const { locale, setLocale } = useContext(LocaleContext);
  return (
    <div className="languages">
      {locales.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          title={messagesOf[choice].languageName}
          aria-pressed={choice === locale}
          onClick={() => setLocale(choice)}
        >
          {choice.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
