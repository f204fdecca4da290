import { confidenceRamp } from "../../core/landcover/confidence-ramp.ts";
import { useAppState, useMessages } from "../context.ts";

const STEPS = [0, 0.25, 0.5, 0.75, 1];

/** What the colours of the confidence view mean, with figures; where stripes end among them. */
export function ConfidenceLegend() {
  const { t, format } = useMessages();
  const below = useAppState(({ view }) => view.hatchBelow);
  const ramp = confidenceRamp.map((rgb) => `rgb(${rgb.join(" ")})`).join(", ");
  return (
    <figure className="confidence-legend" data-testid="confidence-legend">
      <figcaption>{t.check.confidenceScale}</figcaption>
      <div className="ramp" style={{ background: `linear-gradient(to right, ${ramp})` }}>
        <span
          className="ramp-mark"
          style={{ left: `${100 * below}%` }}
          title={t.check.hatchBelow(format.percent(below))}
        />
      </div>
      <div className="ramp-figures">
        {STEPS.map((step) => (
          <span key={step}>{format.percent(step)}</span>
        ))}
      </div>
    </figure>
  );
}
