import { useId } from "react";
import { changeKinds } from "../../../core/change/change-map.ts";
import { stageMessagesOf } from "../../../i18n/stage.ts";
import { changeLook } from "../../../state/commands/change/settings.ts";
import { isBlind } from "../../../state/sampling.ts";
import { useApp, useAppState, useMessages } from "../../context.ts";
import { useChange } from "../context.ts";
import { KindSwatch } from "../KindSwatch.tsx";

/** What the colours and patterns of changes are, and how strongly they are shown. */
export function KindLegend() {
  const app = useApp();
  const { format, locale } = useMessages();
  const { c } = useChange();
  const s = stageMessagesOf[locale];
  const id = useId();
  const opacity = useAppState(({ change }) => change.look.opacity);
  const shown = useAppState(
    (state) => state.change.compared !== undefined && state.change.look.showChanges && !isBlind(state),
  );
  if (!shown) return null;
  return (
    <section className="kind-legend" aria-label={s.legend}>
      <ul>
        {changeKinds.map((kind) => (
          <li key={kind}>
            <KindSwatch kind={kind} />
            {c.kinds[kind]}
          </li>
        ))}
      </ul>
      <label className="slider" htmlFor={id}>
        {s.opacity}
        <input
          id={id}
          type="range"
          min={0.1}
          max={1}
          step={0.05}
          value={opacity}
          onChange={({ target }) => changeLook(app, { opacity: Number(target.value) })}
        />
        <output>{format.percent(opacity)}</output>
      </label>
    </section>
  );
}
