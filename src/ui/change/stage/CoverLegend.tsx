import { dateNames } from "../../../core/change/change-map.ts";
import { coverClasses } from "../../../core/landcover/ocsge.ts";
import { stageMessagesOf } from "../../../i18n/stage.ts";
import { showsCovers } from "../../../state/comparison.ts";
import { isBlind } from "../../../state/sampling.ts";
import { useAppState, useMessages } from "../../context.ts";
import { useChange } from "../context.ts";

/** What the colours of covers are, where a date's map is seen in the place of its photograph; folded, for they are many. */
export function CoverLegend() {
  const { locale } = useMessages();
  const { coverName } = useChange();
  const s = stageMessagesOf[locale];
  const codes = useAppState(({ change }) => change.compared?.figures.codes);
  const shown = useAppState((state) => !isBlind(state) && dateNames.some((date) => showsCovers(state.change, date)));
  if (!shown || codes === undefined) return null;
  return (
    <details className="cover-legend" data-testid="cover-legend">
      <summary>{s.covers}</summary>
      <ul>
        {coverClasses
          .filter(({ code }) => codes.includes(code))
          .map(({ code, colour }) => (
            <li key={code}>
              <span className="swatch" style={{ background: colour }} aria-hidden />
              <span>
                <span className="code">{code}</span> {coverName(code)}
              </span>
            </li>
          ))}
      </ul>
    </details>
  );
}
