import { deviceWatts, footprintOf } from "../../core/report/footprint.ts";
import { downloadedBytes } from "../../state/run-cost.ts";
import { useAppState, useMessages } from "../context.ts";

/** What the run has taken so far, as the report will say it, and how that is found. */
export function LiveEnergy({ seconds }: { seconds: number }) {
  const { t, format, locale } = useMessages();
  const bytes = useAppState(downloadedBytes);
  const { wattHours } = footprintOf({ seconds, downloadedBytes: bytes });
  // More digits would claim what nobody has measured.
  const rough = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  return (
    <details className="about" data-testid="energy">
      <summary>{t.run.energy.range(rough.format(wattHours.low), rough.format(wattHours.high))}</summary>
      <p>
        {t.run.energy.how(
          format.number(deviceWatts.low),
          format.number(deviceWatts.high),
          format.duration(seconds),
          format.bytes(bytes),
        )}
      </p>
    </details>
  );
}
