import type OlMap from "ol/Map";
import type { Bounds } from "../../core/geo/bounds.ts";
import { arrangementOf } from "../../state/sampling.ts";
import type { State } from "../../state/store.ts";
import { type Home, viewOf } from "../home.ts";
import type { MapPart } from "../map-part.ts";
import { changeHome } from "./change-home.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Pixels: above lie the dates, below the scale and the legend, on the right the buttons. */
const PADDING = [48, 60, 72, 16];
/** Ground to be seen around a change on each side: a share of its size, and metres at least. */
const AROUND = 0.6;
const LEAST_AROUND_METRES = 25;
/** Ground to be seen around a point of a sample. */
const POINT_AROUND_METRES = 40;
/** Screen pixels to one of the map, at most. */
const MOST_ENLARGED = 4;
const MILLISECONDS = 250;

export interface ChangeView extends MapPart {
  /** Shows all of the ground. */
  fit(): void;
}

/** Where the two maps look: they have one view, so that neither can leave the other. */
export function changeView(maps: readonly OlMap[]): ChangeView {
  let home: Home | undefined;
  const [first] = maps as [OlMap];

  const show = (bounds: Bounds, soon: boolean) => {
    for (const map of maps) map.updateSize(); // they may just have been put on the screen
    const calm = soon || matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.getView().cancelAnimations();
    first.getView().fit([...bounds], {
      padding: PADDING,
      minResolution: (home?.cell ?? 1) / MOST_ENLARGED,
      ...(!calm && { duration: MILLISECONDS }),
    });
  };

  function goHome(state: State): void {
    const next = changeHome(state.change);
    if (next === undefined || isSame(next, home)) return;
    home = next;
    const view = viewOf(home, false);
    for (const map of maps) map.setView(view);
    show(home.bounds, true);
  }

  const showSubject = (subject: Subject, soon: boolean) => {
    if (!("bounds" in subject)) return show(around([...subject.at, ...subject.at], POINT_AROUND_METRES), soon);
    const [minX, minY, maxX, maxY] = subject.bounds;
    const size = Math.max(maxX - minX, maxY - minY);
    show(around(subject.bounds, Math.max(LEAST_AROUND_METRES, AROUND * size)), soon);
  };

  let subject: Subject | undefined;
  let rearranged = false;
  // Once the page has given the maps their new width.
  first.on("change:size", () => {
    if (rearranged && subject !== undefined) showSubject(subject, true);
    rearranged = false;
  });

  return {
    follow(state, before) {
      const isNew = home === undefined;
      goHome(state);
      if (before !== undefined && arrangementOf(state) !== arrangementOf(before)) rearranged = true;
      const next = subjectOf(state);
      const isOther = next !== undefined && (subject === undefined || keyOf(next) !== keyOf(subject));
      subject = next;
      if (isOther) showSubject(next, isNew);
    },
    fit: () => home && show(home.bounds, false),
  };
}

/** The same after a decision, which makes its facts anew. */
function keyOf(subject: Subject): string {
  return "id" in subject ? `change ${subject.id}` : `point ${subject.number}`;
}

function isSame(one: Home, other: Home | undefined): boolean {
  return one.crs.code === other?.crs.code && one.bounds.every((value, at) => value === other.bounds[at]);
}

function around([minX, minY, maxX, maxY]: readonly [number, number, number, number], margin: number): Bounds {
  return [minX - margin, minY - margin, maxX + margin, maxY + margin];
}
