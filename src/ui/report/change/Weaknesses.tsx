import { weaknessSentence } from "../../../i18n/comparability.ts";
import { useChangeReport } from "./context.ts";

/** Every warning that was given before comparing, and what the user has said yes to. */
export function Weaknesses() {
  const { report, c, locale } = useChangeReport();
  const { weaknesses, modelsAccepted } = report;
  return (
    <section>
      <h2>{c.weaknesses.title}</h2>
      {weaknesses.length === 0 ? (
        <p data-testid="report-weaknesses">{c.weaknesses.none}</p>
      ) : (
        <ul className="report-warnings" data-testid="report-weaknesses">
          {weaknesses.map((weakness) => {
            const sentence = weaknessSentence(locale, weakness);
            return (
              <li key={sentence} data-weakness={weakness.tag}>
                {sentence} {weakness.weight === "asks" && modelsAccepted && <strong>{c.weaknesses.accepted}</strong>}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
