import { comparabilityMessagesOf } from "../../../i18n/comparability.ts";
import { useChangeReport } from "./context.ts";

/** In plain sentences, what nobody may conclude from the figures. */
export function Limits() {
  const { report, c, locale } = useChangeReport();
  const notes = [...comparabilityMessagesOf[locale].limits, c.limits.planimetric(report.crs.name)];
  return (
    <section className="report-limits" data-testid="report-limits">
      <h2>{c.limits.title}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
