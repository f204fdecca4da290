import type { RefObject } from "react";
import type { DateName } from "../../../core/change/change-map.ts";
import { stageMessagesOf } from "../../../i18n/stage.ts";
import { showsCovers } from "../../../state/comparison.ts";
import { isBlind } from "../../../state/sampling.ts";
import { useAppState, useMessages } from "../../context.ts";

interface ChangeHalfProps {
  readonly date: DateName;
  /** where its map goes */
  readonly map: RefObject<HTMLDivElement | null>;
}

/** The map of one of the dates, with the date written on it. */
export function ChangeHalf({ date, map }: ChangeHalfProps) {
  const { locale } = useMessages();
  const s = stageMessagesOf[locale];
  const side = useAppState(({ change }) => change.sides[date]);
  const covers = useAppState((state) => showsCovers(state.change, date) && !isBlind(state));
  const year = side && (side.facts.date || side.facts.millesime);
  const name = year ? s.dated(s.dates[date], year) : s.dates[date];
  return (
    <section className={`change-half ${date}`} data-date={date} aria-label={name}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: OpenLayers pans and zooms the focused map by keyboard */}
      <div ref={map} className="change-map" role="application" aria-label={s.map(name)} tabIndex={0} />
      <p className="change-date">{name}</p>
      {side?.image === undefined && (
        <p className="change-no-image">{side === undefined ? s.noMap : covers ? s.coversShown : s.noImage}</p>
      )}
    </section>
  );
}
